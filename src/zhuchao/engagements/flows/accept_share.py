"""Sign a proposal to share or take over a lead."""

from django.utils import timezone

from zhuchao.accounts.store import tell_heads
from zhuchao.engagements import selectors, store
from zhuchao.engagements.engine import rights
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def accept_share(*, actor: Actor, proposal: str) -> None:
    """The head of the asked office agrees: the split holds from today and is kept as a dated fact; an introduced lead
    passes to that office.

    Raises Refused when the actor is not the head of the asked office or proposed it themselves, the office is no more,
    the proposal was answered, or the lead was closed or passed on meanwhile.
    """
    asked = selectors.proposal_row(actor, proposal)
    if not rights.may_sign(actor, asked.to_office):
        raise forbidden("leads.sign-right", "只有对方单位负责人可以签署")
    if actor.person_code == asked.proposed_by:
        raise forbidden("leads.both-sign", "须由双方负责人分别签署，提出人不能代对方签署")
    if refusals := selectors.partner_faults(asked.lead, asked.to_office):
        raise Refused(*refusals)
    with recording(actor) as book:
        store.shares.accept(book, asked, on=timezone.localdate())
        tell_heads(asked.from_office, kind="leads", title=f"对方已签署：线索“{asked.lead.company_name}”")
