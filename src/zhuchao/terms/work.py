"""What waits for a person: one line of 我的工作台, whichever noun it comes from."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class WorkState(StrEnum):
    """How pressing it is: past its time, due this very day, still in time, or waiting without a date."""

    OVERDUE = "overdue"
    TODAY = "today"
    OPEN = "open"
    WAITING = "waiting"


WORK_STATE_NAMES: dict[WorkState, str] = {
    WorkState.OVERDUE: "已逾期",
    WorkState.TODAY: "今日到期",
    WorkState.OPEN: "在办",
    WorkState.WAITING: "等我处理",
}


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One thing to do, as a noun answers it in ``Slot.MY_WORK`` with ``fn(actor) -> Sequence[WorkItem]``.

    ``noun`` is what it belongs to as shown on the screen (线索); ``url_name`` and ``url_args`` name its page; ``due``
    is its last moment (None: no date); ``office`` the name of the office that owes it; ``action`` what is to be
    done next as a verb (认领, 首次答复); ``note`` a short sentence beside the title.
    """

    title: str
    url_name: str
    url_args: tuple[str, ...] = ()
    due: date | datetime | None = None
    state: WorkState = WorkState.OPEN
    noun: str = ""
    office: str = ""
    action: str = ""
    note: str = ""

    @property
    def last_day(self) -> date | None:
        """The day of ``due``."""
        return self.due.date() if isinstance(self.due, datetime) else self.due

    @property
    def order(self) -> tuple[int, date, str]:
        """Overdue first, then by last day, then what has no date."""
        return (list(WorkState).index(self.state), self.last_day or date.max, self.title)
