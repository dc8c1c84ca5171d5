"""End an agency contract."""

from datetime import date

from django.utils import timezone

from zhuchao.engagements import selectors, store
from zhuchao.engagements.engine import agency, checks, rights
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def end_agency_contract(*, actor: Actor, code: str, reason: str, ended_on: date | None = None) -> None:
    """The contract ended on ``ended_on`` (today when not said), for the reason given; what was due before may still be
    paid.

    Raises Refused when the actor does not keep the contract, no reason is given, the day is impossible, or it was
    ended before.
    """
    row = selectors.contract_row(actor, code)
    if not rights.may_keep_introducer(actor, row.office_code):
        raise forbidden("channels.keep", "只有签约单位可以终止协议")
    today = timezone.localdate()
    day = ended_on or today
    refusals = agency.happened("ended_on", "终止日", day, since=row.signed_on, today=today)
    refusals += checks.reason_given("reason", "终止原因", reason)
    if refusals:
        raise Refused(*refusals)
    with recording(actor) as book:
        store.channels.end_contract(book, row, reason=reason.strip(), on=day)
