"""How a lead is written: one conditional update and one fact a change, so two officers cannot both succeed."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction

from zhuchao import rulebook
from zhuchao.accounts.models import Office
from zhuchao.engagements.models import Lead, LeadEvent, LeadFact, LeadState
from zhuchao.ledger.store import Book
from zhuchao.rulebook import workdays
from zhuchao.terms.refusal import Refusal, Refused


def open_lead(
    book: Book,
    *,
    uscc: str,
    company_name: str,
    source: str,
    office: str,
    on: date,
    source_ref: str = "",
    note: str = "",
) -> Lead:
    """Bind the company to the office. The clocks of the first answer and of the verdict start (工作日,
    leads.answer-workdays and leads.judge-workdays).

    Raises Refused when an office already follows the company; it is named (首报首谈).
    """
    due, judge_due = _due("leads.answer-workdays", on), _due("leads.judge-workdays", on)
    lead = Lead(
        uscc=uscc,
        company_name=company_name,
        source=source,
        source_ref=source_ref,
        note=note,
        office_code=office,
        opened_on=on,
        answer_due=due,
        judge_due=judge_due,
    )
    if (owner := _follower(uscc)) is not None:
        raise _taken(owner)
    try:
        with transaction.atomic():
            lead.save(force_insert=True)
    except IntegrityError as error:
        # Another officer was quicker between the look and the insert; the unique index decided.
        raise _taken(_follower(uscc) or "其他单位") from error
    said = {"due": due.isoformat(), "judge_due": judge_due.isoformat(), "uscc": uscc, "source": source}
    book.fact(_fact(lead, LeadEvent.OPENED, on, said))
    _audit(book, lead, "登记线索", {"office_code": ["", office], "answer_due": ["", due.isoformat()]})
    return lead


def assign(book: Book, lead: Lead, *, office: str, post: str, on: date) -> None:
    """Pass an open lead to another office or post; the clock runs on.

    Raises Refused when the lead was closed or passed on meanwhile.
    """
    old = lead.office_code, lead.post_code
    changed = Lead.objects.filter(
        code=lead.code, state=LeadState.OPEN, office_code=old[0], post_code=old[1]
    ).update(office_code=office, post_code=post)
    _exactly_one(changed, lead)
    lead.office_code, lead.post_code = office, post
    book.fact(_fact(lead, LeadEvent.ASSIGNED, on, {"post": post, "from_office": old[0]}))
    _audit(book, lead, "交办线索", {"office_code": [old[0], office], "post_code": [old[1], post]})


def record_answer(book: Book, lead: Lead, *, happened_on: date, note: str) -> None:
    """Note the first answer given to the enterprise.

    Raises Refused when it was answered or closed meanwhile.
    """
    changed = Lead.objects.filter(code=lead.code, state=LeadState.OPEN, answered_on__isnull=True).update(
        answered_on=happened_on
    )
    _exactly_one(changed, lead)
    book.fact(_fact(lead, LeadEvent.ANSWERED, happened_on, {"note": note}))
    _audit(book, lead, "答复线索", {"answered_on": [None, happened_on.isoformat()]})


def judge(book: Book, lead: Lead, *, verdict: str, reason: str, happened_on: date) -> None:
    """Note what the district made of the lead; a later judgement follows an earlier one.

    Raises Refused when it was closed or judged otherwise meanwhile.
    """
    changed = Lead.objects.filter(code=lead.code, state=LeadState.OPEN, verdict=lead.verdict).update(
        verdict=verdict
    )
    _exactly_one(changed, lead)
    book.fact(_fact(lead, LeadEvent.JUDGED, happened_on, {"verdict": verdict, "reason": reason}))
    _audit(book, lead, "研判线索", {"verdict": [lead.verdict, verdict]})


def close(book: Book, lead: Lead, *, outcome: str, reason: str, happened_on: date) -> None:
    """End the lead with a coded outcome; the company is free for another office.

    Raises Refused when it was closed meanwhile.
    """
    changed = Lead.objects.filter(code=lead.code, state=LeadState.OPEN).update(
        state=LeadState.CLOSED, closed_on=happened_on, outcome=outcome, outcome_reason=reason
    )
    _exactly_one(changed, lead)
    book.fact(_fact(lead, LeadEvent.CLOSED, happened_on, {"outcome": outcome, "reason": reason}))
    _audit(book, lead, "办结线索", {"state": ["open", "closed"], "outcome": ["", outcome]})


def _due(rule: str, on: date) -> date:
    return workdays.after(on, int(str(rulebook.rule(rule, on=on).value)))


def _fact(lead: Lead, what: LeadEvent, on: date, value: Mapping[str, object]) -> LeadFact:
    return LeadFact(
        subject=lead.code, what=what, happened_on=on, office_code=lead.office_code, value=dict(value)
    )


def _audit(book: Book, lead: Lead, verb: str, changes: dict[str, list[object]]) -> None:
    book.audit(
        verb,
        f"lead:{lead.code}",
        lead.company_name,
        changes=changes,
        office=lead.office_code,
        rule_version=rulebook.version(),
    )


def _exactly_one(changed: int, lead: Lead) -> None:
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


def _follower(uscc: str) -> str | None:
    """The name of the office that follows the company now."""
    code = Lead.objects.filter(uscc=uscc, state=LeadState.OPEN).values_list("office_code", flat=True).first()
    if code is None:
        return None
    return Office.objects.filter(code=code).values_list("name", flat=True).first() or code


def _taken(owner: str) -> Refused:
    return Refused(
        Refusal(
            "leads.one-owner",
            f"该企业正由“{owner}”跟进，一家企业同时只由一个单位跟进",
            f"请与“{owner}”联系，或待其办结后再登记。",
            "uscc",
            "首报首谈",
        )
    )
