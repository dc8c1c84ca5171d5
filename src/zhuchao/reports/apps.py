"""The place of reports in the installation."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Briefings, issues frozen with a checksum, forms of the superior."""

    name = "zhuchao.reports"
    default_auto_field = "django.db.models.BigAutoField"
