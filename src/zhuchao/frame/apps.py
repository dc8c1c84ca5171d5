"""The place of frame in the installation."""

from django.apps import AppConfig


class FrameConfig(AppConfig):
    """The look, once: base page, navigation, lists, forms, charts, map."""

    name = "zhuchao.frame"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The rulebook stands in the menu."""
        from zhuchao import slots
        from zhuchao.frame.web import rules
        from zhuchao.slots import Slot

        slots.register(Slot.MENU, "frame", rules.menu)
