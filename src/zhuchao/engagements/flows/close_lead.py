"""End a lead with its outcome."""

from datetime import date

from django.utils import timezone

from zhuchao.engagements import selectors, store
from zhuchao.engagements.engine import checks, rights
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def close_lead(
    *, actor: Actor, code: str, outcome: str, reason: str, happened_on: date | None = None
) -> None:
    """Close with a coded outcome and a reason in words; the company becomes free for other offices.

    Raises Refused when the actor may not work on the lead, the outcome is not coded or one that opening a project or a
    release brings about, no reason is given, the day is impossible or the lead was closed before.
    """
    lead = selectors.row_for(actor, code)
    if not rights.may_work(actor, lead.office_code):
        raise forbidden("leads.owner-only", "只有责任单位可以办结该线索")
    today = timezone.localdate()
    day = happened_on or today
    refusals = checks.day(day, opened_on=lead.opened_on, today=today)
    brought = checks.by_system(outcome, selectors.choices("closed-by-system"))
    refusals += brought or checks.coded("outcome", "办结结果", outcome, selectors.choices("outcomes"))
    refusals += checks.reason_given("reason", "办结原因", reason)
    if refusals:
        raise Refused(*refusals)
    with recording(actor) as book:
        store.close(book, lead, outcome=outcome, reason=reason.strip(), happened_on=day)
