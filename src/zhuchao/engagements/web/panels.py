"""What leads show on the pages of lower nouns."""

from django.urls import reverse

from zhuchao.engagements import selectors
from zhuchao.frame.details import Panel
from zhuchao.frame.menu import MenuItem
from zhuchao.terms.actor import Actor


def menu(actor: Actor) -> list[MenuItem]:
    """The entries of leads, channels and contacts; the badge counts what waits for this post."""
    log = MenuItem("政企交往记录", "engagements:contact-log", "线索", "notebook", order=140)
    if not actor.is_staff:
        return [log] if selectors.sees_contact_log(actor) else []
    badge = selectors.waiting(actor) or None
    return [
        MenuItem("线索", "engagements:leads", "线索", "phone-call", badge=badge),
        MenuItem("走访活动", "engagements:engagements", "线索", "calendar", order=110),
        MenuItem("招商活动", "engagements:events", "线索", "speakerphone", order=115),
        MenuItem("渠道与引荐", "engagements:introducers", "线索", "users-group", order=120),
        MenuItem("渠道成效", "engagements:channels", "线索", "chart-bar", order=130),
        log,
    ]


def company_panel(actor: Actor, uscc: str) -> Panel | None:
    """The leads on a company, and whether another office follows it."""
    if not actor.is_staff:
        return None
    found = selectors.leads_of_company(actor, uscc)
    taken = not found and uscc in selectors.companies_in_talks(actor)
    rows = [
        {
            "url": reverse("engagements:lead", args=[lead.code]),
            "source_name": lead.source_name,
            "opened_on": lead.opened_on,
            "office_name": lead.office_name,
            "state_name": lead.state_name,
            "clock": lead.clock,
            "outcome_name": lead.outcome_name,
        }
        for lead in found
    ]
    return Panel("跟进线索", "engagements/panel_company.html", {"leads": rows, "taken": taken}, order=20)
