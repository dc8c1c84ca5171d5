"""The place of companies in the installation."""

from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    """The company master, registry import, search and linkage."""

    name = "zhuchao.companies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Navigation, the search box, the note on the data; the import as a job; contacts go with their office."""
        from zhuchao import slots
        from zhuchao.accounts.engine.duties import DutyBook
        from zhuchao.companies import flows, selectors
        from zhuchao.companies.web import duties, imports, menu
        from zhuchao.slots import Slot

        slots.register(Slot.MENU, "companies", menu.menu)
        slots.register(Slot.SEARCH, "companies", menu.search_address, topic="global")
        slots.register(Slot.PANEL, "companies", menu.data_note, topic="data-note")
        slots.register(Slot.JOB, imports.JOB, imports.run)
        slots.register(Slot.PANEL, "companies", imports.job_panel, topic="job")
        slots.register(Slot.NOTICE, "companies", flows.own_holdings, topic="company-holdings")
        contacts = DutyBook("contacts", "企业联系人", selectors.duties, duties.reassign)
        slots.register(Slot.DUTY, "contacts", contacts)
