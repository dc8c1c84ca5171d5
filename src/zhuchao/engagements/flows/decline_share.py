"""Say no to a proposal to share a lead, or take one's own proposal back."""

from django.utils import timezone

from zhuchao.accounts.store import tell_heads
from zhuchao.engagements import selectors, store
from zhuchao.engagements.engine import checks, rights
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def decline_share(*, actor: Actor, proposal: str, reason: str) -> None:
    """The head of the asked office declines, or the head of the asking office withdraws; nothing changes hands.

    Raises Refused when the actor is head of neither, no reason is given, or the proposal was answered.
    """
    asked = selectors.proposal_row(actor, proposal)
    if not (rights.may_sign(actor, asked.to_office) or rights.may_sign(actor, asked.from_office)):
        raise forbidden("leads.sign-right", "只有双方单位负责人可以谢绝或撤回")
    if refusals := checks.reason_given("reason", "原因", reason):
        raise Refused(*refusals)
    with recording(actor) as book:
        store.shares.decline(book, asked, reason=reason.strip(), on=timezone.localdate())
        other = asked.from_office if rights.may_sign(actor, asked.to_office) else asked.to_office
        title = f"未达成共享：线索“{asked.lead.company_name}”"
        tell_heads(other, kind="leads", title=title, body=reason.strip())
