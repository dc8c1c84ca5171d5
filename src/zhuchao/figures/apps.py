"""The place of figures in the installation."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """Definitions (口径) and the one compute."""

    name = "zhuchao.figures"
    default_auto_field = "django.db.models.BigAutoField"
