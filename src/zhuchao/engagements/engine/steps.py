"""What is next on a lead, and by when; days are given, never asked of a clock."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhuchao.terms.work import WorkState


class Step(StrEnum):
    """The steps of a lead in their order; the value is what the screen shows."""

    ANSWER = "首次答复"
    JUDGE = "研判"
    FEED_BACK = "反馈"
    REPORT = "报告进展"
    CLOSE = "办结"


@dataclass(frozen=True, slots=True)
class Next:
    """The next step with its last day in time and how pressing it is."""

    step: Step
    due: date
    state: WorkState


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a lead has come; ``dropped`` is a verdict against it. The dues are last days in time; a lead without
    ``feed_back_due`` owes no feed-back."""

    closed: bool
    answered: bool
    judged: bool
    dropped: bool
    fed_back: bool
    answer_due: date
    judge_due: date
    feed_back_due: date | None
    report_due: date


def next_step(lead: Standing, *, on: date) -> Next | None:
    """The first step not yet taken; None when the lead is closed.

    Reports go on while it is open; one judged unfit is to be closed by the time its report would be due.
    """
    if lead.closed:
        return None
    step, due = _open_step(lead)
    return Next(step, due, _pressing(due, on))


def _open_step(lead: Standing) -> tuple[Step, date]:
    if not lead.answered:
        return Step.ANSWER, lead.answer_due
    if not lead.judged:
        return Step.JUDGE, lead.judge_due
    if lead.feed_back_due is not None and not lead.fed_back:
        return Step.FEED_BACK, lead.feed_back_due
    return (Step.CLOSE if lead.dropped else Step.REPORT), lead.report_due


def silent(*, closed: bool, report_due: date, on: date) -> bool:
    """久未跟进: an open lead whose report is overdue."""
    return not closed and report_due < on


def _pressing(due: date, on: date) -> WorkState:
    if due < on:
        return WorkState.OVERDUE
    return WorkState.TODAY if due == on else WorkState.OPEN
