"""States of leads as words with a tone."""

from zhuchao.engagements.engine.clock import ClockState
from zhuchao.frame.marks import Tag

_CLOCK = {
    ClockState.RUNNING: "blue",
    ClockState.OVERDUE: "red",
    ClockState.IN_TIME: "green",
    ClockState.LATE: "amber",
    ClockState.CLOSED: "grey",
}


def clock_tag(value: str) -> Tag:
    """The first-answer clock."""
    return Tag(value, _CLOCK[ClockState(value)])


def state_tag(code: str, name: str) -> Tag:
    """Open or closed."""
    return Tag(name, "blue" if code == "open" else "grey")
