"""Tell the company or the introducer what was made of a lead."""

from datetime import date

from django.utils import timezone

from zhuchao.engagements import selectors, store
from zhuchao.engagements.engine import checks, rights
from zhuchao.engagements.engine.origins import FEED_BACK_TO
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def feed_back_lead(*, actor: Actor, code: str, to: str, note: str, happened_on: date | None = None) -> None:
    """The verdict was told to ``to`` (``company`` or ``introducer``) on ``happened_on`` (today when not said).

    Raises Refused when the actor may not work on the lead, it is not judged yet, was fed back or closed before, has no
    introducer to tell, the day is impossible or nothing is said.
    """
    lead = selectors.row_for(actor, code)
    if not rights.may_work(actor, lead.office_code):
        raise forbidden("leads.owner-only", "只有责任单位可以反馈该线索")
    today = timezone.localdate()
    day = happened_on or today
    refusals = checks.day(day, opened_on=lead.opened_on, today=today)
    refusals += checks.coded("to", "反馈对象", to, FEED_BACK_TO)
    refusals += checks.reason_given("note", "反馈内容", note)
    if to == "introducer" and not lead.introducer_code:
        refusals.append(
            Refusal("leads.no-introducer", "该线索没有引荐人", "请反馈企业，或先更正线索来源。", "to")
        )
    if not lead.verdict:
        refusals.append(Refusal("leads.not-judged", "线索还没有研判结论", "请先登记研判结论，再反馈。"))
    elif lead.fed_back_on:
        told = f"已于 {lead.fed_back_on} 反馈"
        refusals.append(Refusal("leads.fed-back", told, "后续情况请报告进展。"))
    if refusals:
        raise Refused(*refusals)
    with recording(actor) as book:
        store.progress.feed_back(book, lead, to=to, note=note.strip(), happened_on=day)
