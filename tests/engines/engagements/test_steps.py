"""What is next on a lead."""

from dataclasses import replace
from datetime import date

import pytest

from zhuchao.engagements.engine.steps import Standing, Step, next_step, silent
from zhuchao.terms.work import WorkState

FRESH = Standing(
    closed=False,
    answered=False,
    judged=False,
    dropped=False,
    fed_back=False,
    answer_due=date(2026, 3, 10),
    judge_due=date(2026, 3, 12),
    feed_back_due=date(2026, 3, 16),
    report_due=date(2026, 3, 23),
)


def asked(on, **taken):
    return next_step(replace(FRESH, **taken), on=date(2026, 3, on))


@pytest.mark.parametrize(
    ("on", "taken", "step", "due", "state"),
    [
        (9, {}, Step.ANSWER, FRESH.answer_due, WorkState.OPEN),
        (10, {}, Step.ANSWER, FRESH.answer_due, WorkState.TODAY),
        (11, {}, Step.ANSWER, FRESH.answer_due, WorkState.OVERDUE),
        (11, {"answered": True}, Step.JUDGE, FRESH.judge_due, WorkState.OPEN),
        (13, {"answered": True}, Step.JUDGE, FRESH.judge_due, WorkState.OVERDUE),
        # Judged before it was answered: the answer is still owed.
        (13, {"judged": True}, Step.ANSWER, FRESH.answer_due, WorkState.OVERDUE),
        (13, {"answered": True, "judged": True}, Step.FEED_BACK, FRESH.feed_back_due, WorkState.OPEN),
        (23, {"answered": True, "judged": True, "fed_back": True}, Step.REPORT, FRESH.report_due, "today"),
    ],
)
def test_the_first_step_not_taken(on, taken, step, due, state):
    found = asked(on, **taken)
    assert (found.step, found.due, found.state) == (step, due, state)


def test_a_lead_judged_unfit_is_to_be_closed_by_its_next_report():
    found = asked(24, answered=True, judged=True, dropped=True, fed_back=True)
    assert (found.step, found.due, found.state) == (Step.CLOSE, FRESH.report_due, WorkState.OVERDUE)


def test_a_lead_of_before_the_clock_of_feeding_back_owes_none():
    assert asked(9, answered=True, judged=True, feed_back_due=None).step is Step.REPORT


def test_nothing_is_next_once_closed():
    assert asked(31, closed=True) is None


@pytest.mark.parametrize(("on", "closed", "said"), [(23, False, False), (24, False, True), (24, True, False)])
def test_silent_is_an_open_lead_past_its_report(on, closed, said):
    assert silent(closed=closed, report_due=FRESH.report_due, on=date(2026, 3, on)) is said
