"""The place of companies in the installation."""

from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    """The company master, registry import, search and linkage."""

    name = "zhuchao.companies"
    default_auto_field = "django.db.models.BigAutoField"
