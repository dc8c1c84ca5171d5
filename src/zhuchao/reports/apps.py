"""The place of reports in the installation."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Briefings, issues frozen with a checksum, forms of the superior."""

    name = "zhuchao.reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Reports stand in the navigation."""
        from zhuchao import slots
        from zhuchao.reports.web import panels
        from zhuchao.slots import Slot

        slots.register(Slot.MENU, "reports", panels.menu)
