"""When a project asks to be looked at (S45): which days tell it."""

from dataclasses import dataclass
from datetime import date, timedelta

#: Kind of alert → how it is called, the most pressing first.
ALERTS = {
    "stage-overdue": "阶段逾期",
    "plan-overdue": "计划逾期",
    "unreported": "逾期未报原因",
    "silent": "久无动态",
    "plan-soon": "计划临期",
}


@dataclass(frozen=True, slots=True)
class Horizon:
    """The days between which alerts arise: a stage or a planned item due before ``today`` is overdue, one due by
    ``soon_until`` is near; a project without a sign of life since before ``silent_before`` is silent; one overdue
    since before ``unreported_before`` must have said why."""

    today: date
    soon_until: date
    silent_before: date
    unreported_before: date


def horizon(today: date, *, soon_days: int, silent_days: int, report_days: int) -> Horizon:
    """The horizon of a day; numbers are calendar days."""
    return Horizon(
        today,
        today + timedelta(days=soon_days),
        today - timedelta(days=silent_days),
        today - timedelta(days=report_days),
    )


def alerts_of(
    at: Horizon,
    *,
    due: date | None,
    plan_due: date | None,
    last_contact_on: date,
    blocked: bool,
    may_be_silent: bool,
) -> list[str]:
    """The alerts of one project that is pursued, as the lists find them for all."""
    found = []
    if due is not None and due < at.today:
        found.append("stage-overdue")
    if plan_due is not None and plan_due < at.today:
        found.append("plan-overdue")
    if due is not None and due < at.unreported_before and not blocked:
        found.append("unreported")
    if may_be_silent and last_contact_on < at.silent_before:
        found.append("silent")
    if plan_due is not None and at.today <= plan_due <= at.soon_until:
        found.append("plan-soon")
    return found
