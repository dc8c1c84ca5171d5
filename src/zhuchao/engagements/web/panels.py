"""What leads show on the pages of lower nouns."""

from django.urls import reverse

from zhuchao.engagements import selectors
from zhuchao.frame.details import Panel
from zhuchao.frame.menu import MenuItem
from zhuchao.terms.actor import Actor


def menu(actor: Actor) -> list[MenuItem]:
    """The entry of leads for staff; the badge counts what waits for this post."""
    if not actor.is_staff:
        return []
    badge = selectors.waiting(actor) or None
    return [MenuItem("线索", "engagements:leads", "线索", "phone-call", badge=badge)]


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
