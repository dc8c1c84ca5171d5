"""The place of companies in the installation."""

from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    """The company master, registry import, search and linkage."""

    name = "zhuchao.companies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Navigation, the search box, the note on the data; the import as a background job with its result."""
        from collections.abc import Callable, Mapping
        from typing import Any

        from zhuchao import slots
        from zhuchao.companies import flows
        from zhuchao.companies.web import imports, menu
        from zhuchao.slots import Slot
        from zhuchao.terms.actor import Actor

        def imported(
            actor: Actor, payload: Mapping[str, Any], progress: Callable[[float, str], None]
        ) -> dict[str, object]:
            found = flows.import_upload(
                actor=actor, upload=payload["upload"], mapping=payload.get("mapping"), report=progress
            )
            return found.as_dict()

        slots.register(Slot.MENU, "companies", menu.menu)
        slots.register(Slot.SEARCH, "companies", menu.search_address, topic="global")
        slots.register(Slot.PANEL, "companies", menu.data_note, topic="data-note")
        slots.register(Slot.JOB, imports.JOB, imported)
        slots.register(Slot.PANEL, "companies", imports.job_panel, topic="job")
