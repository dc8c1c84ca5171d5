"""What every change of a lead leaves behind: one fact, one audit event, or the word that somebody was faster."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from zhuchao import rulebook
from zhuchao.engagements.models import Lead, LeadEvent, LeadFact
from zhuchao.ledger.store import Book
from zhuchao.rulebook import workdays
from zhuchao.terms.refusal import Refusal, Refused


def number(rule: str, on: date) -> int:
    """A number of the rulebook as it was on that day."""
    return int(str(rulebook.rule(rule, on=on).value))


def workdays_after(rule: str, on: date) -> date:
    """The last day in time of a clock counted in 工作日."""
    return workdays.after(on, number(rule, on))


def report_due(active_on: date) -> date:
    """The last day of the next report (天, leads.report-days) after the lead was last active."""
    return active_on + timedelta(days=number("leads.report-days", active_on))


def fact(book: Book, lead: Lead, what: LeadEvent, on: date, value: Mapping[str, object]) -> str:
    """Write down what happened to a lead, in the name of its owner office."""
    return book.fact(
        LeadFact(
            subject=lead.code, what=what, happened_on=on, office_code=lead.office_code, value=dict(value)
        )
    )


def audit(book: Book, lead: Lead, verb: str, changes: Mapping[str, Sequence[object]]) -> None:
    """Say who did what to the lead."""
    book.audit(
        verb,
        f"lead:{lead.code}",
        lead.company_name,
        changes=changes,
        office=lead.office_code,
        rule_version=rulebook.version(),
    )


def exactly_one(changed: int, lead: Lead) -> None:
    """Raises Refused, with how the lead stands now, unless a conditional update hit its row."""
    if changed == 1:
        return
    now = Lead.objects.get(code=lead.code)
    raise Refused(
        Refusal(
            "leads.changed-meanwhile",
            f"线索“{lead.company_name}”已有变化：现为{now.get_state_display()}"
            + (f"，已于 {now.answered_on} 首次答复" if now.answered_on else ""),
            "请刷新后按现状办理。",
        )
    )
