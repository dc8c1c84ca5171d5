"""Ask another office to share a lead, with the credit split in advance."""

from django.utils import timezone

from zhuchao.accounts.store import tell_heads
from zhuchao.engagements import selectors, store
from zhuchao.engagements.engine import checks, rights
from zhuchao.engagements.engine.splits import divided
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def propose_share(*, actor: Actor, code: str, office: str, percent: int, note: str) -> str:
    """The head of the owner office offers ``office`` this ``percent`` of the credit; the owner stays and keeps the rest
    of its part. Nothing is agreed before the other head signs. Gives the code of the proposal.

    Raises Refused when the actor is not the owner's head, the office or the split is impossible, no reason is given,
    the lead is closed, or a proposal on it waits already.
    """
    lead = selectors.row_for(actor, code)
    if not rights.may_sign(actor, lead.office_code):
        raise forbidden("leads.sign-right", "只有责任单位负责人可以提出共享线索")
    refusals = selectors.partner_faults(lead, office)
    split, wrong = divided(
        selectors.split_now(lead),
        owner=lead.office_code,
        other=office,
        given=percent,
        bounds=selectors.share_bounds(),
    )
    refusals += wrong + checks.reason_given("note", "共享理由", note)
    if refusals:
        raise Refused(*refusals)
    with recording(actor) as book:
        asked = store.shares.propose(
            book,
            lead,
            to_office=office,
            from_percent=split[lead.office_code],
            to_percent=split[office],
            passes=False,
            note=note.strip(),
            on=timezone.localdate(),
        )
        tell_heads(office, kind="leads", title=f"请签署：与贵单位共享线索“{lead.company_name}”")
    return asked.code
