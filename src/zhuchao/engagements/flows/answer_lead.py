"""Note the first answer given to the enterprise."""

from datetime import date

from django.utils import timezone

from zhuchao.engagements import selectors, store
from zhuchao.engagements.engine import checks, rights
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def answer_lead(*, actor: Actor, code: str, note: str, happened_on: date | None = None) -> None:
    """The owner office answered the enterprise on ``happened_on`` (today when not said).

    Raises Refused when the actor may not work on the lead, the day is impossible, nothing is said of
    the answer, or the lead was answered or closed before.
    """
    lead = selectors.row_for(actor, code)
    if not rights.may_work(actor, lead.office_code):
        raise forbidden("leads.owner-only", "只有责任单位可以答复该线索")
    today = timezone.localdate()
    day = happened_on or today
    refusals = checks.day(day, opened_on=lead.opened_on, today=today)
    refusals += checks.reason_given("note", "答复内容", note)
    if refusals:
        raise Refused(*refusals)
    with recording(actor) as book:
        store.record_answer(book, lead, happened_on=day, note=note.strip())
