"""What holds projects up, on whose side, for how many days (S41)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from zhuchao.terms.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Span:
    """A delay on one side from ``since`` to ``until`` (None: still), both days included."""

    side: str
    since: date
    until: date | None


def delay_faults(
    *,
    cause: str,
    side: str,
    since: date,
    until: date | None,
    causes: Mapping[str, str],
    sides: Mapping[str, str],
    today: date,
) -> list[Refusal]:
    """Cause and side are the rulebook's, the days are in order and not ahead."""
    found = []
    if cause not in causes:
        reason = f"受阻原因“{cause}”不在规定的代码内" if cause else "没有选择受阻原因"
        found.append(
            Refusal("projects.delay-cause", reason, f"请从{'、'.join(causes.values())}中选择。", "cause")
        )
    elif side not in sides:
        found.append(
            Refusal(
                "projects.delay-side", "没有选择责任方", f"请从{'、'.join(sides.values())}中选择。", "side"
            )
        )
    if since > today:
        found.append(Refusal("projects.since", f"起始日 {since} 晚于今天", "请填写真实的起始日。", "since"))
    return found + until_faults(since, until, today=today)


def until_faults(since: date, until: date | None, *, today: date) -> list[Refusal]:
    """The day on which a delay ended is neither before its first day nor ahead."""
    if until is None or since <= until <= today:
        return []
    reason = f"解除日 {until} 早于起始日 {since}" if until < since else f"解除日 {until} 晚于今天"
    return [Refusal("projects.until", reason, "请填写真实解除的日期。", "until")]


def days_by_side(spans: Iterable[Span], *, today: date) -> dict[str, int]:
    """Days held up on each side up to today. Causes that overlap on one side count each day once; a day on which two
    sides hold the project up counts for both."""
    by_side: dict[str, list[tuple[int, int]]] = {}
    for span in spans:
        last = min(span.until or today, today)
        if span.since <= last:
            by_side.setdefault(span.side, []).append((span.since.toordinal(), last.toordinal()))
    return {side: _union(its) for side, its in sorted(by_side.items())}


def _union(intervals: Collection[tuple[int, int]]) -> int:
    total, end = 0, 0
    for first, last in sorted(intervals):
        if last > end:
            total += last - max(first, end + 1) + 1
            end = last
    return total
