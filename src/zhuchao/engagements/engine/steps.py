"""What is next on a lead, and by when; days are given, never asked of a clock."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhuchao.terms.work import WorkState


class Step(StrEnum):
    """The steps of a lead in their order; the value is what the screen shows."""

    ANSWER = "首次答复"
    JUDGE = "研判"
    CLOSE = "办结"


@dataclass(frozen=True, slots=True)
class Next:
    """The next step with its last day in time (None: no date) and how pressing it is."""

    step: Step
    due: date | None
    state: WorkState


def next_step(
    *,
    closed: bool,
    answered: bool,
    judged: bool,
    answer_due: date,
    judge_due: date,
    on: date,
) -> Next | None:
    """The first step not yet taken; None when the lead is closed. Closing has no last day."""
    if closed:
        return None
    if answered and judged:
        return Next(Step.CLOSE, None, WorkState.OPEN)
    step, due = (Step.JUDGE, judge_due) if answered else (Step.ANSWER, answer_due)
    return Next(step, due, _pressing(due, on))


def _pressing(due: date, on: date) -> WorkState:
    if due < on:
        return WorkState.OVERDUE
    return WorkState.TODAY if due == on else WorkState.OPEN
