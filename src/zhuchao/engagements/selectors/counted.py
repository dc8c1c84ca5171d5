"""Figures of meetings and events: ceremonies held (B4), people who took part in research (B1)."""

from decimal import Decimal

from zhuchao.engagements.models import EngagementFact, EventFact
from zhuchao.engagements.selectors.events import events_visible_to
from zhuchao.engagements.selectors.meetings import engagements_visible_to
from zhuchao.figures.engine.calculation import Asked, Counted
from zhuchao.ledger.models import State
from zhuchao.ledger.selectors import known_facts
from zhuchao.terms.actor import SYSTEM, Actor

#: Kinds of meeting that are research on the spot.
RESEARCH = ("research", "inspection")


def held_ceremonies(actor: Actor, asked: Asked) -> dict[str, str]:
    """Code of each collective signing held in the period, as known then → what is thought of that."""
    facts = known_facts(SYSTEM, EventFact, known_at=asked.known_at).filter(
        what="held", value__kind="ceremony", happened_on__range=(asked.period_from, asked.as_of)
    )
    if asked.offices is not None:
        facts = facts.filter(office_code__in=asked.offices)
    seen = set(events_visible_to(actor).values_list("code", flat=True))
    return {f.subject: str(getattr(f, "state_known", "")) for f in facts.order_by("id") if f.subject in seen}


def figure_ceremonies(actor: Actor, asked: Asked) -> Counted:
    """The figure ceremonies: collective signings held, not planned ones."""
    held = held_ceremonies(actor, asked)
    rows = tuple(sorted(held))
    verified = sum(state == State.VERIFIED for state in held.values())
    number = Decimal(len(rows))
    return Counted(number, number, None, number - verified, Decimal(verified), rows, rows)


def figure_participants(actor: Actor, asked: Asked) -> Counted:
    """The figure research_participants: our people at research and inspections held in the period."""
    facts = known_facts(SYSTEM, EngagementFact, known_at=asked.known_at).filter(
        what="held", value__kind__in=RESEARCH, happened_on__range=(asked.period_from, asked.as_of)
    )
    if asked.offices is not None:
        facts = facts.filter(office_code__in=asked.offices)
    seen = set(engagements_visible_to(actor).filter(kind__in=RESEARCH).values_list("code", flat=True))
    counted = [f for f in facts.order_by("id") if f.subject in seen]
    people = sum(int(f.value.get("ours", 0)) for f in counted)
    sure = sum(
        int(f.value.get("ours", 0)) for f in counted if getattr(f, "state_known", "") == State.VERIFIED
    )
    units = sorted({str(unit) for f in counted for unit in f.value.get("units", ())})
    rows = tuple(sorted({f.subject for f in counted}))
    if not rows:
        return Counted.blank("期间内没有登记专题调研或实地踏看")
    return Counted(
        Decimal(people),
        Decimal(people),
        None,
        Decimal(people - sure),
        Decimal(sure),
        rows,
        rows,
        caveat=f"人次，同一人多次参加重复计；参加单位：{'、'.join(units) or '未填'}",
    )
