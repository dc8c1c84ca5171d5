"""Leads in the search box on top of every page: by company, credit code or lead code."""

from urllib.parse import urlencode

from django.urls import reverse

from zhuchao.engagements import selectors
from zhuchao.frame.found import Found, Hit
from zhuchao.terms.actor import Actor

_FIRST = 5


def found(actor: Actor, text: str) -> Found | None:
    """The leads the actor may see for these words, what is to be done first on top."""
    if not actor.is_staff:
        return None
    page = selectors.find_leads(actor, text=text, limit=_FIRST)
    hits = [
        Hit(
            lead.company_name,
            reverse("engagements:lead", args=[lead.code]),
            f"{lead.source_name}　{lead.office_name}　{lead.state_name}",
        )
        for lead in page.rows
    ]
    return Found("线索", hits, page.total, f"{reverse('engagements:leads')}?{urlencode({'q': text})}")
