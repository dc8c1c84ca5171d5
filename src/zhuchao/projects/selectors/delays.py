"""What holds projects up, on whose side and for how long."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone

from zhuchao.ledger.selectors import known_facts
from zhuchao.projects.engine import delays as engine
from zhuchao.projects.engine.delays import Span
from zhuchao.projects.models import DelayFact, Project
from zhuchao.projects.selectors import rules
from zhuchao.projects.selectors.projects import office_faults
from zhuchao.projects.selectors.whole import Whole, whole
from zhuchao.terms.actor import SYSTEM, Actor
from zhuchao.terms.refusal import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Delay:
    """One cause from ``since`` to ``until`` (None: still); ``days`` up to today, both days counted; ``blocking`` is the
    office that must act."""

    code: str
    cause: str
    cause_name: str
    side: str
    side_name: str
    since: date
    until: date | None
    days: int
    blocking: str
    blocking_name: str
    note: str
    evidence: Sequence[str]
    recorded_at: datetime
    by: str
    standing: str


@dataclass(frozen=True, slots=True)
class Delays:
    """The causes of a project, the open ones first, and days by side; causes that overlap count each day once."""

    causes: Sequence[Delay]
    open: Sequence[Delay]
    days_by_side: dict[str, int]
    sides: dict[str, str]


def delays(actor: Actor, code: str, *, today: date | None = None) -> Delays:
    """What holds up, or held up, a project the actor sees."""
    return delays_of(whole(actor, code, (DelayFact,)), today=today)


def delays_of(its: Whole, *, today: date | None = None) -> Delays:
    """The same of a project that was read already."""
    day = today or timezone.localdate()
    rows, names = its.standing(DelayFact)[::-1], its.offices
    causes, sides = rules.choices("delay-causes"), rules.choices("sides")
    listed = sorted((_shown(r, causes, sides, names, day) for r in rows), key=lambda d: d.until is not None)
    return Delays(
        listed,
        [d for d in listed if d.until is None],
        engine.days_by_side((Span(d.side, d.since, d.until) for d in listed), today=day),
        sides,
    )


def _shown(
    row: DelayFact, causes: dict[str, str], sides: dict[str, str], names: Mapping[str, str], today: date
) -> Delay:
    last = min(row.until or today, today)
    return Delay(
        row.code,
        row.what,
        causes.get(row.what, row.what),
        row.side,
        sides.get(row.side, row.side),
        row.happened_on,
        row.until,
        max((last - row.happened_on).days + 1, 0),
        row.blocking,
        names.get(row.blocking, row.blocking),
        str(row.value.get("note", "")),
        tuple(row.evidence),
        row.recorded_at,
        row.actor_name,
        str(getattr(row, "state_known", "")),
    )


def side_of(cause: str, side: str) -> str:
    """The side of a cause: as given, or as the rulebook says."""
    return side or str(rules.details("delay-causes").get(cause, {}).get("side", ""))


def blocking_faults(office: str) -> list[Refusal]:
    """The office that must act stands; none need be named."""
    if not office:
        return []
    return [replace(fault, field="blocking") for fault in office_faults(office)]


def open_delay(project: Project, fact: str) -> DelayFact:
    """A cause that still holds the project up.

    Raises Refused when there is none of that code, or it was resolved or corrected already.
    """
    found: DelayFact | None = known_facts(SYSTEM, DelayFact).filter(subject=project.code, code=fact).first()
    if found is None:
        raise Refused(
            Refusal("projects.unknown-delay", "该项目没有这条受阻记录，或已被更正", "请从项目页面重新进入。")
        )
    if found.until is not None:
        raise Refused(
            Refusal(
                "projects.delay-over",
                f"该受阻原因已于 {found.until} 解除",
                "解除日有误的，请作废后重新登记。",
                "until",
            )
        )
    return found
