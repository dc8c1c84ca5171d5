"""States of leads as words with a tone."""

from zhuchao.engagements.engine.clock import ClockState
from zhuchao.engagements.selectors import LeadView
from zhuchao.frame.marks import Tag
from zhuchao.terms.work import WORK_STATE_NAMES, WorkState

_CLOCK = {
    ClockState.RUNNING: "blue",
    ClockState.OVERDUE: "red",
    ClockState.IN_TIME: "green",
    ClockState.LATE: "amber",
    ClockState.CLOSED: "grey",
}
_STEP = {WorkState.OVERDUE: "red", WorkState.TODAY: "amber", WorkState.OPEN: "blue"}


def step_tag(found: LeadView) -> Tag:
    """The next step and how pressing it is; the outcome of a closed lead."""
    if not found.next_step:
        return Tag(found.state_name, "grey")
    state = WorkState(found.next_state)
    said = "" if state is WorkState.OPEN else f"，{WORK_STATE_NAMES[state]}"
    return Tag(found.next_step + said, _STEP[state])


def clock_tag(value: str) -> Tag:
    """The first-answer clock."""
    return Tag(value, _CLOCK[ClockState(value)])


def state_tag(code: str, name: str) -> Tag:
    """Open or closed."""
    return Tag(name, "blue" if code == "open" else "grey")
