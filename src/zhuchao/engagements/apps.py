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
        from zhuchao.engagements.selectors import follow_ups
        from zhuchao.engagements.web import finding, meetings, panels
        from zhuchao.figures.engine.calculation import Calculation
        from zhuchao.slots import Slot
        from zhuchao.terms.actor import Actor

        def reassign(actor: Actor, codes: Sequence[str], to_office: str, to_post: str) -> None:
            flows.reassign_leads(actor=actor, codes=codes, office=to_office, post=to_post)

        def move(actor: Actor, codes: Sequence[str], to_office: str, to_post: str) -> None:
            flows.reassign_follow_ups(actor=actor, codes=codes, office=to_office, post=to_post)

        slots.register(Slot.DUTY, "follow-ups", DutyBook("follow-ups", "会后事项", follow_ups.duties, move))
        slots.register(Slot.MY_WORK, "follow-ups", follow_ups.work)
        slots.register(Slot.NOTICE, "engagements", flows.of_company, topic="company-holdings")
        slots.register(Slot.PANEL, "meetings", meetings.company_panel, topic="company")
        slots.register(Slot.PANEL, "meetings", meetings.lead_panel, topic="lead")
        for name, answer, page, names in (
            ("ceremonies", selectors.figure_ceremonies, "event", selectors.event_names),
            (
                "research_participants",
                selectors.figure_participants,
                "engagement",
                selectors.engagement_names,
            ),
        ):
            calculation = Calculation(answer, url_name=f"engagements:{page}", names=names)
            slots.register(Slot.FIGURE, name, calculation)
        slots.register(Slot.DUTY, "leads", DutyBook("leads", "线索", selectors.duties, reassign))
        slots.register(Slot.MY_WORK, "leads", selectors.work)
        slots.register(Slot.MENU, "engagements", panels.menu)
        slots.register(Slot.SEARCH, "leads", finding.found, topic="records")
        slots.register(Slot.PANEL, "engagements", panels.company_panel, topic="company")
        slots.register(
            Slot.FIGURE,
            "leads_answered_in_time",
            Calculation(
                selectors.figure_answered_in_time, url_name="engagements:lead", names=selectors.company_names
            ),
        )
