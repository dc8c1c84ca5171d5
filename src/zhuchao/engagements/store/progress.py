"""What happens to a lead while it is open: experts asked, verdict fed back, progress reported, interest declared."""

from datetime import date

from zhuchao.engagements.models import Lead, LeadEvent, LeadState
from zhuchao.engagements.store import writing
from zhuchao.ledger.store import Book


def ask_experts(book: Book, lead: Lead, *, reason: str, on: date) -> None:
    """Experts are asked: the verdict falls due later (工作日 from the opening, leads.expert-workdays).

    Raises Refused when they were asked, or the lead was judged or closed, meanwhile.
    """
    due = max(lead.judge_due, writing.workdays_after("leads.expert-workdays", lead.opened_on))
    changed = Lead.objects.filter(
        code=lead.code, state=LeadState.OPEN, verdict="", experts_asked_on__isnull=True
    ).update(experts_asked_on=on, judge_due=due)
    writing.exactly_one(changed, lead)
    said = {"judge_due": due.isoformat(), "reason": reason}
    writing.fact(book, lead, LeadEvent.EXPERTS, on, said)
    writing.audit(book, lead, "请专家论证线索", {"judge_due": [lead.judge_due.isoformat(), due.isoformat()]})


def feed_back(book: Book, lead: Lead, *, to: str, note: str, happened_on: date) -> None:
    """The verdict was told to the company or to who introduced it (``to``: company, introducer).

    Raises Refused when it was told, or the lead closed, meanwhile.
    """
    changed = Lead.objects.filter(code=lead.code, state=LeadState.OPEN, fed_back_on__isnull=True).update(
        fed_back_on=happened_on
    )
    writing.exactly_one(changed, lead)
    writing.fact(book, lead, LeadEvent.FED_BACK, happened_on, {"to": to, "note": note})
    writing.audit(book, lead, "反馈线索", {"fed_back_on": [None, happened_on.isoformat()]})


def report(book: Book, lead: Lead, *, note: str, happened_on: date) -> None:
    """Progress was reported; the next report falls due leads.report-days 天 after it.

    Raises Refused when somebody else reported, or the lead was closed or passed on, meanwhile.
    """
    due = _restart(lead, on=happened_on)
    writing.fact(book, lead, LeadEvent.REPORTED, happened_on, {"note": note, "report_due": due.isoformat()})
    writing.audit(book, lead, "报告线索进展", {"report_due": [lead.report_due.isoformat(), due.isoformat()]})


def _restart(lead: Lead, *, on: date) -> date:
    """Clocks of reports and of the claim run from the newest day, never backwards. Gives the next report's last day."""
    active_on = max(on, lead.active_on)
    due = writing.report_due(active_on)
    changed = Lead.objects.filter(
        code=lead.code, state=LeadState.OPEN, active_on=lead.active_on, office_code=lead.office_code
    ).update(active_on=active_on, report_due=due)
    writing.exactly_one(changed, lead)
    return due


def touch_lead(code: str, *, office: str, on: date) -> None:
    """Its owner ``office`` met the company on a day, which the record of the meeting tells, in this transaction: reports
    and claim run from then, as after a report. Nothing happens to a lead that is closed, another's or was active later.
    """
    later = Lead.objects.filter(code=code, office_code=office, state=LeadState.OPEN, active_on__lt=on)
    if later.exists():  # a day before every lead has no rule of reports to be asked for
        later.update(active_on=on, report_due=writing.report_due(on))


def correct_origin(
    book: Book, lead: Lead, *, source: str, introducer: str, source_place: str, reason: str, on: date
) -> None:
    """By which channel the lead came, who introduced it and where the company comes from are otherwise than written.

    Raises Refused when somebody else corrected it meanwhile.
    """
    now = {"source": source, "introducer_code": introducer, "source_place": source_place}
    before = {field: getattr(lead, field) for field in now}
    changed = Lead.objects.filter(code=lead.code, **before).update(**now)
    writing.exactly_one(changed, lead)
    said = {"source": source, "introducer": introducer, "source_place": source_place, "reason": reason}
    writing.fact(book, lead, LeadEvent.ORIGIN, on, said)
    writing.audit(book, lead, "更正线索来源", {f: [before[f], now[f]] for f in now if before[f] != now[f]})


def declare_interest(book: Book, lead: Lead, *, has: bool, text: str, on: date) -> None:
    """Whoever writes this has, or has not, an interest in the company (亲清)."""
    writing.fact(book, lead, LeadEvent.INTEREST, on, {"has": has, "note": text})
    writing.audit(book, lead, "申报利益关系", {"has_interest": [None, has]})
