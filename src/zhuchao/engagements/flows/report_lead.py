"""Report how a lead goes on."""

from datetime import date

from django.utils import timezone

from zhuchao.engagements import selectors, store
from zhuchao.engagements.engine import checks, rights
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def report_lead(*, actor: Actor, code: str, note: str, happened_on: date | None = None) -> None:
    """Say what was done since the last report; the next falls due leads.report-days 天 after ``happened_on`` (today
    when not said), and the claim to the company holds on.

    Raises Refused when the actor may not work on the lead, the day is impossible, nothing is said, or the lead was
    closed.
    """
    lead = selectors.row_for(actor, code)
    if not rights.may_work(actor, lead.office_code):
        raise forbidden("leads.owner-only", "只有责任单位可以报告该线索的进展")
    today = timezone.localdate()
    day = happened_on or today
    refusals = checks.day(day, opened_on=lead.opened_on, today=today)
    refusals += checks.reason_given("note", "进展内容", note)
    if refusals:
        raise Refused(*refusals)
    with recording(actor) as book:
        store.progress.report(book, lead, note=note.strip(), happened_on=day)
