"""Leads as their facts tell them: on a day, as known at a moment."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from zhuchao.engagements.engine.clock import LeadRecord, Punctuality
from zhuchao.engagements.engine.clock import punctuality as judged
from zhuchao.engagements.engine.judging import JUDGED
from zhuchao.engagements.models import LeadEvent, LeadFact
from zhuchao.engagements.selectors import fact_words
from zhuchao.engagements.selectors.leads import row_for
from zhuchao.engagements.selectors.shares import ProposalView, Share, lead_shares, open_proposals
from zhuchao.engagements.selectors.views import LeadView, office_names, outcome_words, views
from zhuchao.engagements.selectors.views import words as _words
from zhuchao.figures.engine.calculation import Asked, Counted
from zhuchao.ledger.engine.rights import open_judgements
from zhuchao.ledger.models import State
from zhuchao.ledger.selectors import known_facts, newest_judgements
from zhuchao.terms.actor import SYSTEM, Actor


@dataclass(frozen=True, slots=True)
class LeadStep:
    """One event of a lead as shown; ``recorded_at`` may be later than it happened.

    ``standing`` is what is thought of it now (claimed, verified ...) since ``judged_at``, by whom and why;
    ``may`` are the judgements of ``engine.judging`` that the actor may give it now.
    """

    code: str
    event: str
    happened_on: date
    recorded_at: datetime
    actor_name: str
    office_name: str
    text: str
    standing: str
    standing_name: str
    judged_at: datetime
    judged_by: str
    judged_reason: str
    may: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Interest:
    """What somebody last declared of their relation to the company (亲清)."""

    person_name: str
    declared_on: date
    has: bool
    text: str


@dataclass(frozen=True, slots=True)
class LeadFile(LeadView):
    """A lead with who shares it, the proposals that wait, the interests declared, and what happened to it, the oldest
    first."""

    shares: tuple[Share, ...]
    proposals: tuple[ProposalView, ...]
    interests: tuple[Interest, ...]
    history: tuple[LeadStep, ...]


def lead_file(actor: Actor, code: str) -> LeadFile:
    """One lead and its history.

    Raises Refused when the actor may not see it or it does not exist.
    """
    view = views([row_for(actor, code)])[0]
    facts = list(LeadFact.objects.filter(subject=code).order_by("happened_on", "recorded_at", "pk"))
    return LeadFile(
        **{f.name: getattr(view, f.name) for f in fields(view)},
        shares=lead_shares(actor, code),
        proposals=tuple(open_proposals(actor, lead=code)),
        interests=_interests(facts),
        history=_history(actor, facts),
    )


def _interests(facts: Sequence[LeadFact]) -> tuple[Interest, ...]:
    newest = {f.actor_code: f for f in facts if f.what == LeadEvent.INTEREST}
    return tuple(
        Interest(f.actor_name, f.happened_on, bool(f.value.get("has")), str(f.value.get("note", "")))
        for f in newest.values()
    )


def _history(actor: Actor, facts: Sequence[LeadFact]) -> tuple[LeadStep, ...]:
    names = office_names({f.office_code for f in facts} | fact_words.offices_named(facts))
    said = fact_words.Words(_words("sources"), _words("verdicts"), outcome_words(), names)
    thought = newest_judgements(LeadFact, [f.code for f in facts])
    return tuple(
        LeadStep(
            fact.code,
            LeadEvent(fact.what).label,
            fact.happened_on,
            fact.recorded_at,
            fact.actor_name,
            names.get(fact.office_code, fact.office_code),
            fact_words.text(fact, said),
            thought[fact.code].state,
            thought[fact.code].state_name,
            thought[fact.code].recorded_at,
            thought[fact.code].actor_name,
            thought[fact.code].reason,
            open_judgements(
                actor,
                office_code=fact.office_code,
                recorder=fact.actor_code,
                now=thought[fact.code].state,
                among=JUDGED,
            ),
        )
        for fact in facts
    )


def lead_records(actor: Actor, *, as_of: date, known_at: datetime | None = None) -> list[LeadRecord]:
    """Every lead the actor may see, from facts that happened by ``as_of`` and were known at ``known_at``."""
    by_lead: dict[str, list[LeadFact]] = defaultdict(list)
    # A lead's first facts may belong to the office it came from: all are read, and the owner decides the sight.
    known = known_facts(SYSTEM, LeadFact, known_at=known_at).filter(happened_on__lte=as_of)
    for fact in known.order_by("happened_on", "recorded_at", "pk"):
        by_lead[fact.subject].append(fact)
    found = (_record(code, facts) for code, facts in by_lead.items())
    return [r for r in found if r is not None and actor.sees_office(r.owner)]


def punctuality(
    actor: Actor,
    *,
    since: date,
    as_of: date,
    known_at: datetime | None = None,
    offices: frozenset[str] | None = None,
) -> Punctuality:
    """Leads answered in time among those whose time was up, within what the actor may see."""
    records = lead_records(actor, as_of=as_of, known_at=known_at)
    return judged(records, since=since, as_of=as_of, owners=offices)


#: What makes another office the owner.
_PASSED = (LeadEvent.ASSIGNED, LeadEvent.SHARE_AGREED)


def _record(code: str, facts: list[LeadFact]) -> LeadRecord | None:
    opened = next((f for f in facts if f.what == LeadEvent.OPENED), None)
    if opened is None:
        return None
    due = date.fromisoformat(opened.value["due"])
    answer = next((f for f in facts if f.what == LeadEvent.ANSWERED), None)
    held = [f for f in facts if f.what in _PASSED and f.happened_on <= due]
    origin = next((f for f in reversed(facts) if f.what == LeadEvent.ORIGIN), opened).value
    return LeadRecord(
        code=code,
        opened_on=opened.happened_on,
        due=due,
        owner=(held[-1] if held else opened).office_code,
        answered_on=answer.happened_on if answer else None,
        answer_verified=answer is not None and getattr(answer, "state_known", None) == State.VERIFIED,
        channel=origin.get("source", ""),
        introducer=origin.get("introducer", ""),
        source_place=origin.get("source_place", ""),
    )


def figure_answered_in_time(actor: Actor, asked: Asked) -> Counted:
    """The figure leads_answered_in_time: in time ÷ fell due, in per cent."""
    found = punctuality(
        actor, since=asked.period_from, as_of=asked.as_of, known_at=asked.known_at, offices=asked.offices
    )
    counted = Counted.share(found.in_time, found.cohort, verified=found.verified)
    return counted or Counted.blank("期间内没有到期的线索", cohort=found.cohort)
