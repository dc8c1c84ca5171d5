"""Note what the district made of a lead (研判)."""

from datetime import date

from django.utils import timezone

from zhuchao.engagements import selectors, store
from zhuchao.engagements.engine import checks, rights
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def judge_lead(
    *, actor: Actor, code: str, verdict: str, reason: str, happened_on: date | None = None
) -> None:
    """Record the coded verdict with its reason.

    Raises Refused when the actor may not work on the lead, the verdict is not coded, no reason is
    given, the day is impossible or the lead was closed.
    """
    lead = selectors.row_for(actor, code)
    if not rights.may_work(actor, lead.office_code):
        raise forbidden("leads.owner-only", "只有责任单位可以研判该线索")
    today = timezone.localdate()
    day = happened_on or today
    refusals = checks.day(day, opened_on=lead.opened_on, today=today)
    refusals += checks.coded("verdict", "研判结论", verdict, selectors.choices("verdicts"))
    refusals += checks.reason_given("reason", "研判理由", reason)
    if refusals:
        raise Refused(*refusals)
    with recording(actor) as book:
        store.judge(book, lead, verdict=verdict, reason=reason.strip(), happened_on=day)
