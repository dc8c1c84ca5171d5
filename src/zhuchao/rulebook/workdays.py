"""Working days (工作日): the state's holiday notices to the last year chinesecalendar holds, then an editable table.

A year after that counts Monday to Friday until the district enters the notice into the rulebook
entry ``workdays.announced``; ``is_announced`` says whether a year rests on a notice.
"""

import functools
from collections.abc import Mapping
from datetime import date, timedelta

import chinese_calendar

from zhuchao.rulebook.loader import rule

_SATURDAY = 5
_ONE = timedelta(days=1)


@functools.cache
def _held() -> range:
    years: list[int] = [day.year for day in chinese_calendar.constants.holidays]
    return range(min(years), max(years) + 1)


def _entered(year: int) -> Mapping[str, list[date]] | None:
    table = rule("workdays.announced", on=date(year, 1, 1)).value
    return table.get(year) if isinstance(table, dict) else None


def is_announced(year: int) -> bool:
    """True when the year's holidays come from a notice, not from the plain week."""
    return year in _held() or _entered(year) is not None


def is_workday(day: date) -> bool:
    """True on a working day, make-up Saturdays and Sundays included."""
    if day.year in _held():
        return bool(chinese_calendar.is_workday(day))
    entered = _entered(day.year) or {}
    if day in entered.get("holidays", ()):
        return False
    return day.weekday() < _SATURDAY or day in entered.get("makeup", ())


def after(day: date, count: int) -> date:
    """The ``count``-th working day after ``day``, which itself does not count.

    Raises ValueError for a negative count.
    """
    if count < 0:
        raise ValueError(f"working days are counted forward, not {count}")
    while count:
        day += _ONE
        count -= is_workday(day)
    return day


def between(start: date, end: date) -> int:
    """Working days after ``start`` up to and including ``end``; 0 when ``end`` is not later."""
    found = 0
    while start < end:
        start += _ONE
        found += is_workday(start)
    return found
