"""The place of engagements in the installation."""

from django.apps import AppConfig


class EngagementsConfig(AppConfig):
    """Leads: source, owner office, clock and outcome."""

    name = "zhuchao.engagements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Open leads are duties of their office and work of a desk; the punctuality figure is computed here."""
        from collections.abc import Sequence

        from zhuchao import slots
        from zhuchao.accounts.engine.duties import DutyBook
        from zhuchao.engagements import flows, selectors
        from zhuchao.engagements.web import panels
        from zhuchao.figures.engine.calculation import Calculation
        from zhuchao.slots import Slot
        from zhuchao.terms.actor import Actor

        def reassign(actor: Actor, codes: Sequence[str], to_office: str, to_post: str) -> None:
            flows.reassign_leads(actor=actor, codes=codes, office=to_office, post=to_post)

        slots.register(Slot.DUTY, "leads", DutyBook("leads", "线索", selectors.duties, reassign))
        slots.register(Slot.MY_WORK, "leads", selectors.work)
        slots.register(Slot.MENU, "engagements", panels.menu)
        slots.register(Slot.PANEL, "engagements", panels.company_panel, topic="company")
        slots.register(
            Slot.FIGURE,
            "leads_answered_in_time",
            Calculation(
                selectors.figure_answered_in_time, url_name="engagements:lead", names=selectors.company_names
            ),
        )
