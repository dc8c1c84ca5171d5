"""The place of demo in the installation."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Seeds the 示例 district, through flows only."""

    name = "zhuchao.demo"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show the log-ins where one logs in, and on every page that this is a demonstration."""
        from zhuchao import slots
        from zhuchao.demo.web import panels
        from zhuchao.slots import Slot

        slots.register(Slot.PANEL, "demo", panels.log_in_panel, topic="login")
        slots.register(Slot.PANEL, "demo", panels.data_note, topic="data-note")
