"""The kinds of record that are a contact with a company, each told to the log in the same columns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Value

from zhuchao.engagements.models import Engagement, EngagementFact, Lead, LeadEvent, LeadFact
from zhuchao.engagements.selectors.meetings import meeting_words
from zhuchao.ledger.models import Fact
from zhuchao.ledger.selectors import known_facts
from zhuchao.terms.actor import Actor

#: What a source gives of each contact, in this order.
COLUMNS = ("source", "code", "day", "recorded", "office", "person", "person_name", "record")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the log; empty means all. ``text`` is a part of the company's name or its credit code."""

    since: date | None = None
    until: date | None = None
    office: str = ""
    text: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """The words of one contact. ``lead`` is the lead it belongs to (empty: none); ``declared`` what was declared with
    the record itself, where it asks for that (``has`` and ``note``), else the person's last word on the lead counts."""

    uscc: str
    company_name: str
    event: str
    text: str
    lead: str
    declared: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class ContactSource:
    """A kind of record that is a contact. ``rows`` gives the ``COLUMNS`` of what is asked for as this actor sees it,
    ``told`` the words of some of them by code."""

    name: str
    rows: Callable[[Actor, Asked], "QuerySet[Any, Any]"]
    told: Callable[[Actor, Sequence[str]], Mapping[str, Told]]


def _rows(
    actor: Actor, asked: Asked, model: type[Fact], name: str, what: Sequence[str]
) -> "QuerySet[Any, Any]":
    """Facts of a table that are contacts, as ``COLUMNS``; which company is narrowed by the caller."""
    equal = {
        "happened_on__gte": asked.since,
        "happened_on__lte": asked.until,
        "office_code": asked.office,
        "actor_code": asked.person,
    }
    found = known_facts(actor, model).filter(what__in=what)
    return (
        found.filter(**{field: value for field, value in equal.items() if value})
        .order_by()
        .annotate(
            source=Value(name, CharField()),
            day=F("happened_on"),
            recorded=F("recorded_at"),
            office=F("office_code"),
            person=F("actor_code"),
            person_name=F("actor_name"),
            record=F("subject"),
        )
    )


def _named(text: str) -> Q:
    return Q(company_name__contains=text) | Q(uscc=text.upper())


#: The acts on a lead by which its office dealt with the company.
_LEAD_ACTS = (LeadEvent.ANSWERED, LeadEvent.FED_BACK, LeadEvent.REPORTED)


def _lead_rows(actor: Actor, asked: Asked) -> "QuerySet[Any, Any]":
    found = _rows(actor, asked, LeadFact, "lead", _LEAD_ACTS)
    if asked.text:
        found = found.filter(subject__in=Lead.objects.filter(_named(asked.text)).values("code"))
    return found.values_list(*COLUMNS)


def _lead_told(actor: Actor, codes: Sequence[str]) -> dict[str, Told]:
    facts = list(LeadFact.objects.filter(code__in=codes))
    leads = {lead.code: lead for lead in Lead.objects.filter(code__in={f.subject for f in facts})}
    return {
        f.code: Told(
            uscc=leads[f.subject].uscc,
            company_name=leads[f.subject].company_name,
            event=f"线索{LeadEvent(f.what).label}",
            text=f.value.get("note", ""),
            lead=f.subject,
        )
        for f in facts
    }


#: A meeting among ourselves about a company is no contact with it.
_OURS_ALONE = "appraisal"


def _meeting_rows(actor: Actor, asked: Asked) -> "QuerySet[Any, Any]":
    met = Engagement.objects.exclude(company_name="").exclude(kind=_OURS_ALONE)
    if asked.text:
        met = met.filter(_named(asked.text))
    found = _rows(actor, asked, EngagementFact, "meeting", ("held",))
    return found.filter(subject__in=met.values("code")).values_list(*COLUMNS)


def _meeting_told(actor: Actor, codes: Sequence[str]) -> dict[str, Told]:
    facts = dict(EngagementFact.objects.filter(code__in=codes).values_list("code", "subject"))
    rows = {row.code: row for row in Engagement.objects.filter(code__in=set(facts.values()))}
    kinds = meeting_words("kinds")
    return {code: _meeting(rows[subject], kinds) for code, subject in facts.items()}


def _meeting(row: Engagement, kinds: Mapping[str, str]) -> Told:
    return Told(
        uscc=row.uscc,
        company_name=row.company_name,
        event=kinds.get(row.kind, row.kind),
        text=f"{row.title}：{row.summary}" if row.summary else row.title,
        lead=row.lead_code,
        declared={"has": row.interest == "declared", "note": row.interest_note} if row.interest else None,
    )


#: Every kind of record that is a contact.
SOURCES: tuple[ContactSource, ...] = (
    ContactSource("lead", _lead_rows, _lead_told),
    ContactSource("meeting", _meeting_rows, _meeting_told),
)
