"""The place of engagements in the installation."""

from django.apps import AppConfig


class EngagementsConfig(AppConfig):
    """Leads: source, owner office, clock and outcome."""

    name = "zhuchao.engagements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Open leads are duties of their office; the punctuality figure is computed here."""
        from collections.abc import Sequence

        from zhuchao import slots
        from zhuchao.accounts.engine.duties import DutyBook
        from zhuchao.engagements import flows, selectors
        from zhuchao.slots import Slot
        from zhuchao.terms.actor import Actor

        def reassign(actor: Actor, codes: Sequence[str], to_office: str, to_post: str) -> None:
            flows.reassign_leads(actor=actor, codes=codes, office=to_office, post=to_post)

        slots.register(Slot.DUTY, "leads", DutyBook("leads", "线索", selectors.duties, reassign))
