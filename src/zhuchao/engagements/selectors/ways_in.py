"""Who might lead to a company nobody has met yet: who follows it, and who brought others from its city or trade."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from zhuchao.engagements.models import Lead, LeadState
from zhuchao.engagements.selectors.leads import leads_visible_to
from zhuchao.engagements.selectors.views import introducer_names, office_names, outcome_words, words
from zhuchao.terms.actor import Actor

#: The newest leads looked at: older ones say little of who could help today.
_MOST = 500


@dataclass(frozen=True, slots=True)
class Following:
    """The office that follows a company now; ``lead`` is empty for whoever may not see it."""

    office_name: str
    since: date
    lead: str


@dataclass(frozen=True, slots=True)
class Brought:
    """A lead that somebody or some channel brought; ``introducer`` is empty where nobody did, ``place`` GB/T 2260."""

    lead: str
    uscc: str
    company_name: str
    source: str
    source_name: str
    introducer: str
    introducer_name: str
    place: str
    on: date
    outcome_name: str


def following(actor: Actor, uscc: str) -> Following | None:
    """Which office follows the company now. The office is told to all staff, as 首报首谈 tells it; the record is not."""
    if not actor.is_staff:
        return None
    held = Lead.objects.filter(uscc=uscc, state=LeadState.OPEN).first()
    if held is None:
        return None
    seen = leads_visible_to(actor).filter(pk=held.pk).exists()
    name = office_names({held.office_code}).get(held.office_code, held.office_code)
    return Following(name, held.opened_on, held.code if seen else "")


def brought(actor: Actor, city: str, but: str) -> list[Brought]:
    """The leads the actor sees that came from the city (its first four digits) or by an introducer, the newest first.

    ``but`` is the company that is asked about: what brought itself is no recommendation of the way.
    """
    wanted = ~Q(introducer_code="")
    if city:
        wanted |= Q(source_place__startswith=city)
    found = leads_visible_to(actor).filter(wanted).exclude(uscc=but).order_by("-opened_on", "-pk")
    rows = list(found[:_MOST])
    names, sources, outcomes = introducer_names({r.introducer_code for r in rows}), words("sources"), {}
    if any(r.outcome for r in rows):
        outcomes = dict(outcome_words())
    return [
        Brought(
            lead=r.code,
            uscc=r.uscc,
            company_name=r.company_name,
            source=r.source,
            source_name=sources.get(r.source, r.source),
            introducer=r.introducer_code,
            introducer_name=names.get(r.introducer_code, ""),
            place=r.source_place,
            on=r.opened_on,
            outcome_name=outcomes.get(r.outcome, r.outcome),
        )
        for r in rows
    ]
