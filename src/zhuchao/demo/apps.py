"""The place of demo in the installation."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Seeds the 示例 district, through flows only."""

    name = "zhuchao.demo"
    default_auto_field = "django.db.models.BigAutoField"
