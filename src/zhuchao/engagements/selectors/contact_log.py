"""政企交往记录: who dealt with which company when, open to superiors and audit, with the interest declared (亲清).

The log is the union of ``contact_sources.SOURCES``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from zhuchao.engagements.models import LeadEvent, LeadFact
from zhuchao.engagements.selectors.contact_sources import COLUMNS, SOURCES, Asked, Told
from zhuchao.engagements.selectors.views import office_names
from zhuchao.terms.actor import SYSTEM, Actor, Role


@dataclass(frozen=True, slots=True)
class ContactView:
    """One contact as shown; ``source`` and ``record`` say of which record it is. ``interest`` is what the person
    declared: 无, 有 with which, or 未申报."""

    code: str
    source: str
    record: str
    happened_on: date
    recorded_at: datetime
    office: str
    office_name: str
    person_name: str
    uscc: str
    company_name: str
    event: str
    text: str
    lead: str
    interest: str


@dataclass(frozen=True, slots=True)
class ContactLogPage:
    """Some contacts and how many there are in all."""

    total: int
    rows: Sequence[ContactView]


def sees_contact_log(actor: Actor) -> bool:
    """Staff for the offices they see; the audit administrator who, when and whom, not what was said."""
    return actor.is_staff or actor.has(Role.AUDIT_ADMIN)


def reader(actor: Actor) -> Actor:
    """Whose sight the records of the log are read with: the audit administrator's log is the whole district's."""
    return SYSTEM if actor.has(Role.AUDIT_ADMIN) and not actor.is_staff else actor


def contact_log(
    actor: Actor, asked: Asked | None = None, *, offset: int = 0, limit: int = 50
) -> ContactLogPage:
    """Contacts of the offices the actor sees, the newest first; empty for those it is not open to."""
    if not sees_contact_log(actor):
        return ContactLogPage(0, [])
    first, *others = (s.rows(reader(actor), asked or Asked()) for s in SOURCES)
    found = first.union(*others, all=True) if others else first
    rows = list(found.order_by("-day", "-recorded", "code")[offset : offset + limit])
    return ContactLogPage(found.count(), _views(actor, [dict(zip(COLUMNS, r, strict=True)) for r in rows]))


def _views(actor: Actor, rows: Sequence[Mapping[str, Any]]) -> list[ContactView]:
    told: dict[str, Told] = {}
    for source in SOURCES:
        codes = [r["code"] for r in rows if r["source"] == source.name]
        told |= source.told(actor, codes) if codes else {}
    offices = office_names({r["office"] for r in rows})
    declared = interests({t.lead for t in told.values() if t.lead})
    clear = actor.is_staff
    found = []
    for row in rows:
        words = told[row["code"]]
        said = words.declared or declared.get((words.lead, row["person"]))
        found.append(
            ContactView(
                code=row["code"],
                source=row["source"],
                record=row["record"],
                happened_on=row["day"],
                recorded_at=row["recorded"],
                office=row["office"],
                office_name=offices.get(row["office"], row["office"]),
                person_name=row["person_name"],
                uscc=words.uscc,
                company_name=words.company_name,
                event=words.event,
                text=words.text if clear else "",
                lead=words.lead,
                interest=interest_words(said, clear=clear),
            )
        )
    return found


def interest_words(said: Mapping[str, Any] | None, *, clear: bool = True) -> str:
    """A declaration in words; which interest it is only for those with a right to the record."""
    if said is None:
        return "未申报"
    if not said.get("has"):
        return "无"
    return f"有：{said.get('note', '')}" if clear else "有"


def interests(leads: set[str]) -> dict[tuple[str, str], Mapping[str, Any]]:
    """The newest declaration of each person on each of these leads, by lead and person. One query."""
    facts = LeadFact.objects.filter(subject__in=leads, what=LeadEvent.INTEREST).order_by("pk")
    return {(fact.subject, fact.actor_code): fact.value for fact in facts}
