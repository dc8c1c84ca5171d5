"""When a claim to a company (首报首谈) lapses; days are given, never asked of a clock."""

from datetime import date, timedelta


def lapses_after(active_on: date, *, days: int) -> date:
    """The last day the claim holds without a new report; ``days`` in 天."""
    return active_on + timedelta(days=days)


def lapsed(*, active_on: date, days: int, on: date) -> bool:
    """True when more than ``days`` 天 went by since the claim or the last report."""
    return on > lapses_after(active_on, days=days)
