"""Declare whether one has an interest in the company of a lead (亲清)."""

from django.utils import timezone

from zhuchao.engagements import selectors, store
from zhuchao.engagements.engine import checks, rights
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def declare_interest(*, actor: Actor, code: str, has: bool, text: str = "") -> None:
    """The actor has, or has not, a relation to the company that could sway the work; it stands in the lead's history
    and beside every contact of the actor in the log. A later declaration counts from its day.

    Raises Refused when the actor does not work on the lead, for its owner or an office that shares it, or has an
    interest and does not say which.
    """
    lead = selectors.row_for(actor, code)
    offices = {lead.office_code, *(s.office for s in selectors.lead_shares(actor, code))}
    if not any(rights.may_open(actor, office) for office in offices):
        raise forbidden("leads.owner-only", "只有办理该线索的单位人员申报利益关系")
    if has and (refusals := checks.reason_given("text", "利益关系", text)):
        raise Refused(*refusals)
    with recording(actor) as book:
        store.progress.declare_interest(book, lead, has=has, text=text.strip(), on=timezone.localdate())
