"""What is next on a lead, and by when."""

from datetime import date

import pytest

from zhuchao.engagements.engine.steps import Next, Step, next_step
from zhuchao.terms.work import WorkState

ANSWER_DUE, JUDGE_DUE = date(2026, 3, 10), date(2026, 3, 12)


def asked(on, *, closed=False, answered=False, judged=False):
    return next_step(
        closed=closed,
        answered=answered,
        judged=judged,
        answer_due=ANSWER_DUE,
        judge_due=JUDGE_DUE,
        on=date(2026, 3, on),
    )


@pytest.mark.parametrize(
    ("on", "taken", "step", "due", "state"),
    [
        (9, {}, Step.ANSWER, ANSWER_DUE, WorkState.OPEN),
        (10, {}, Step.ANSWER, ANSWER_DUE, WorkState.TODAY),
        (11, {}, Step.ANSWER, ANSWER_DUE, WorkState.OVERDUE),
        (11, {"answered": True}, Step.JUDGE, JUDGE_DUE, WorkState.OPEN),
        (13, {"answered": True}, Step.JUDGE, JUDGE_DUE, WorkState.OVERDUE),
        # Judged before it was answered: the enterprise still waits for its answer.
        (13, {"judged": True}, Step.ANSWER, ANSWER_DUE, WorkState.OVERDUE),
        (31, {"answered": True, "judged": True}, Step.CLOSE, None, WorkState.OPEN),
    ],
)
def test_the_first_step_not_taken(on, taken, step, due, state):
    """Overdue begins the day after the last day in time."""
    assert asked(on, **taken) == Next(step, due, state)


def test_nothing_is_next_once_closed():
    """However little was done before."""
    assert asked(31, closed=True) is None
