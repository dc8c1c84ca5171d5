"""首报首谈: one office holds the claim to a company; a claim nobody reports on lapses."""

from datetime import date, timedelta

from zhuchao.accounts.models import Office
from zhuchao.engagements.engine import claims
from zhuchao.engagements.models import Lead, LeadEvent, LeadState
from zhuchao.engagements.store import writing
from zhuchao.ledger.store import Book
from zhuchao.terms.refusal import Refusal, Refused


def refuse_taken(uscc: str, *, on: date) -> None:
    """Raises Refused when an office follows the company: which, since when, and what can be done."""
    held = Lead.objects.filter(uscc=uscc, state=LeadState.OPEN).first()
    if held is None:
        return
    names = dict(Office.objects.filter(code=held.office_code).values_list("code", "name"))
    owner = names.get(held.office_code, held.office_code)
    days = writing.number("leads.claim-lapse-days", on)
    then = f"请与“{owner}”联系，请其引荐或约定共享，或待其办结后再登记。"
    if claims.lapsed(active_on=held.active_on, days=days, on=on):
        then = f"该单位自 {held.active_on} 起未报告进展，已超过 {days} 天，可请促进中心释放后登记。"
    raise Refused(
        Refusal(
            "leads.one-owner",
            f"该企业自 {held.opened_on} 起正由“{owner}”跟进，一家企业同时只由一个单位跟进",
            then,
            "uscc",
            "首报首谈",
        )
    )


def just_taken() -> Refused:
    """The company was taken and let go again in the moment between."""
    return Refused(
        Refusal("leads.one-owner", "该企业刚刚由其他单位登记过", "请刷新后重新登记。", "uscc", "首报首谈")
    )


def release(book: Book, lead: Lead, *, reason: str, on: date, days: int) -> None:
    """End a lead on which nothing was reported for more than ``days`` 天; the company is free for any office.

    Raises Refused when it was reported on or closed meanwhile.
    """
    still = Lead.objects.filter(
        code=lead.code,
        state=LeadState.OPEN,
        active_on=lead.active_on,
        active_on__lt=on - timedelta(days=days),
    )
    changed = still.update(state=LeadState.CLOSED, closed_on=on, outcome="lapsed", outcome_reason=reason)
    writing.exactly_one(changed, lead)
    said = {"outcome": "lapsed", "reason": reason, "idle_days": (on - lead.active_on).days}
    writing.fact(book, lead, LeadEvent.RELEASED, on, said)
    writing.audit(book, lead, "释放首报首谈", {"state": ["open", "closed"], "outcome": ["", "lapsed"]})
