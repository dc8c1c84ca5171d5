"""An act of the planned history: who does what at which moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone

#: The district's own time; a fixed offset, because planning knows no time zone files.
CHINA = timezone(timedelta(hours=8))
_SATURDAY = 5
_OPENS, _CLOSES = 9 * 60, 17 * 60


@dataclass(frozen=True, slots=True)
class Act:
    """``who`` (a log-in) does ``verb`` at ``at``. ``key`` names what it is done to in the plan; codes exist only once
    the act is done. ``given`` is what the flow takes."""

    at: datetime
    verb: str
    who: str
    key: str
    given: Mapping[str, object] = field(default_factory=dict)


def moment(day: date, minute: int) -> datetime:
    """A moment of office hours: ``minute`` counts from nine and is folded into the day."""
    folded = _OPENS + minute % (_CLOSES - _OPENS)
    return datetime.combine(day, time(folded // 60, folded % 60), CHINA)


def workday(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    ahead = 7 - day.weekday() if day.weekday() >= _SATURDAY else 0
    return day + timedelta(days=ahead)
