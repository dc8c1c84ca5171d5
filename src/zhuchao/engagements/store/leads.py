"""How a lead is written: one conditional update and one fact a change, so two officers cannot both succeed."""

from datetime import date

from django.db import IntegrityError, transaction

from zhuchao.engagements.models import Lead, LeadEvent, LeadState
from zhuchao.engagements.store import claims, shares, writing
from zhuchao.ledger.store import Book


def open_lead(
    book: Book,
    *,
    uscc: str,
    company_name: str,
    source: str,
    office: str,
    on: date,
    source_ref: str = "",
    introducer: str = "",
    source_place: str = "",
    note: str = "",
) -> Lead:
    """Bind the company to the office. The clocks of the first answer, the verdict, the feed-back and the reports start
    (leads.answer-workdays, judge-workdays, feedback-workdays, report-days).

    Raises Refused when an office already follows the company; it is named, with since when (首报首谈).
    """
    lead = Lead(
        uscc=uscc,
        company_name=company_name,
        source=source,
        source_ref=source_ref,
        introducer_code=introducer,
        source_place=source_place,
        note=note,
        office_code=office,
        opened_on=on,
        answer_due=writing.workdays_after("leads.answer-workdays", on),
        judge_due=writing.workdays_after("leads.judge-workdays", on),
        feed_back_due=writing.workdays_after("leads.feedback-workdays", on),
        active_on=on,
        report_due=writing.report_due(on),
    )
    claims.refuse_taken(uscc, on=on)
    try:
        with transaction.atomic():
            lead.save(force_insert=True)
    except IntegrityError as error:
        # Another officer was quicker between the look and the insert; the unique index decided.
        claims.refuse_taken(uscc, on=on)
        raise claims.just_taken() from error
    _tell_opened(book, lead)
    return lead


def _tell_opened(book: Book, lead: Lead) -> None:
    said = {
        "due": lead.answer_due.isoformat(),
        "judge_due": lead.judge_due.isoformat(),
        "uscc": lead.uscc,
        "source": lead.source,
        "introducer": lead.introducer_code,
        "source_place": lead.source_place,
    }
    writing.fact(book, lead, LeadEvent.OPENED, lead.opened_on, said)
    changes = {"office_code": ["", lead.office_code], "answer_due": ["", lead.answer_due.isoformat()]}
    writing.audit(book, lead, "登记线索", changes)


def assign(book: Book, lead: Lead, *, office: str, post: str, on: date) -> None:
    """Pass an open lead to another office or post; the clocks of answer and verdict run on, a new office's report
    falls due anew, and it takes over what share of the credit the old one had.

    Raises Refused when the lead was closed or passed on meanwhile.
    """
    old = lead.office_code, lead.post_code
    moved = {"active_on": on, "report_due": writing.report_due(on)} if office != old[0] else {}
    changed = Lead.objects.filter(
        code=lead.code, state=LeadState.OPEN, office_code=old[0], post_code=old[1]
    ).update(office_code=office, post_code=post, **moved)
    writing.exactly_one(changed, lead)
    lead.office_code, lead.post_code = office, post
    said: dict[str, object] = {"post": post, "from_office": old[0]}
    if split := shares.follow_owner(lead, old=old[0], new=office, on=on):
        said["split"] = split
    writing.fact(book, lead, LeadEvent.ASSIGNED, on, said)
    writing.audit(book, lead, "交办线索", {"office_code": [old[0], office], "post_code": [old[1], post]})


def record_answer(book: Book, lead: Lead, *, happened_on: date, note: str) -> None:
    """Note the first answer given to the enterprise.

    Raises Refused when it was answered or closed meanwhile.
    """
    changed = Lead.objects.filter(code=lead.code, state=LeadState.OPEN, answered_on__isnull=True).update(
        answered_on=happened_on
    )
    writing.exactly_one(changed, lead)
    writing.fact(book, lead, LeadEvent.ANSWERED, happened_on, {"note": note})
    writing.audit(book, lead, "答复线索", {"answered_on": [None, happened_on.isoformat()]})


def judge(book: Book, lead: Lead, *, verdict: str, reason: str, happened_on: date) -> None:
    """Note what the district made of the lead; a later judgement follows an earlier one.

    Raises Refused when it was closed or judged otherwise meanwhile.
    """
    changed = Lead.objects.filter(code=lead.code, state=LeadState.OPEN, verdict=lead.verdict).update(
        verdict=verdict
    )
    writing.exactly_one(changed, lead)
    writing.fact(book, lead, LeadEvent.JUDGED, happened_on, {"verdict": verdict, "reason": reason})
    writing.audit(book, lead, "研判线索", {"verdict": [lead.verdict, verdict]})


def close(book: Book, lead: Lead, *, outcome: str, reason: str, happened_on: date, project: str = "") -> None:
    """End the lead with a coded outcome; the company is free for another office. ``project`` is what it became.

    Raises Refused when it was closed meanwhile.
    """
    changed = Lead.objects.filter(code=lead.code, state=LeadState.OPEN).update(
        state=LeadState.CLOSED, closed_on=happened_on, outcome=outcome, outcome_reason=reason
    )
    writing.exactly_one(changed, lead)
    said = {"outcome": outcome, "reason": reason} | ({"project": project} if project else {})
    writing.fact(book, lead, LeadEvent.CLOSED, happened_on, said)
    writing.audit(book, lead, "办结线索", {"state": ["open", "closed"], "outcome": ["", outcome]})


def close_as_project(book: Book, lead: Lead, *, project_code: str, on: date) -> None:
    """The lead became a project: ended with the outcome ``intent``, in the transaction of the flow that opened it.

    Raises Refused when it was closed meanwhile.
    """
    close(
        book,
        lead,
        outcome="intent",
        reason=f"已转项目 {project_code}",
        happened_on=on,
        project=project_code,
    )
