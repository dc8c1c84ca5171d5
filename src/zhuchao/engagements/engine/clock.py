"""The first-answer clock of a lead; days are given, never asked of a calendar or a clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ClockState(StrEnum):
    """How a lead stands with its first answer; the value is what the screen shows."""

    RUNNING = "计时中"
    OVERDUE = "逾期未答复"
    IN_TIME = "按期答复"
    LATE = "逾期答复"
    CLOSED = "未答复即办结"


def clock(*, due: date, answered_on: date | None, closed_on: date | None, on: date) -> ClockState:
    """The state on a day; ``due`` is the last day in time."""
    if answered_on is not None and answered_on <= on:
        return ClockState.IN_TIME if answered_on <= due else ClockState.LATE
    if closed_on is not None and closed_on <= on:
        return ClockState.CLOSED
    return ClockState.OVERDUE if on > due else ClockState.RUNNING


@dataclass(frozen=True, slots=True)
class LeadRecord:
    """What the facts known at a moment say of one lead; ``owner`` is who held it when it fell due, ``channel``,
    ``introducer`` and ``source_place`` where it came from, to group by."""

    code: str
    opened_on: date
    due: date
    owner: str
    answered_on: date | None = None
    answer_verified: bool = False
    channel: str = ""
    introducer: str = ""
    source_place: str = ""


@dataclass(frozen=True, slots=True)
class Punctuality:
    """Codes of the leads whose time was up, of those answered in time, and of these the verified."""

    cohort: tuple[str, ...]
    in_time: tuple[str, ...]
    verified: tuple[str, ...]


def punctuality(
    records: Iterable[LeadRecord], *, since: date, as_of: date, owners: frozenset[str] | None = None
) -> Punctuality:
    """Leads opened from ``since`` on that fell due or were answered by ``as_of``; ``owners`` narrows.

    A lead still within its time and unanswered is in neither number.
    """
    cohort, in_time, verified = [], [], []
    for record in sorted(records, key=lambda r: r.code):
        answered = record.answered_on is not None and record.answered_on <= as_of
        outside = not since <= record.opened_on <= as_of or (
            owners is not None and record.owner not in owners
        )
        if outside or (not answered and as_of <= record.due):
            continue
        cohort.append(record.code)
        if answered and record.answered_on is not None and record.answered_on <= record.due:
            in_time.append(record.code)
            if record.answer_verified:
                verified.append(record.code)
    return Punctuality(tuple(cohort), tuple(in_time), tuple(verified))
