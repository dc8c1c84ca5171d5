"""The place of figures in the installation."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """Definitions (口径) and the one compute."""

    name = "zhuchao.figures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The definitions stand in the navigation."""
        from zhuchao import slots
        from zhuchao.figures.web import definitions
        from zhuchao.slots import Slot

        slots.register(Slot.MENU, "figures", definitions.menu)
