"""The place of frame in the installation."""

from django.apps import AppConfig


class FrameConfig(AppConfig):
    """The look, once: base page, navigation, lists, forms, charts, map."""

    name = "zhuchao.frame"
    default_auto_field = "django.db.models.BigAutoField"
