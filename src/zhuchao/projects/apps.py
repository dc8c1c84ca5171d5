"""The place of projects in the installation."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """The life of a project: stages on evidence, contracts, money, delays."""

    name = "zhuchao.projects"
    default_auto_field = "django.db.models.BigAutoField"
