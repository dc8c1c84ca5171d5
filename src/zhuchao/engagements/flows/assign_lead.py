"""Pass a lead to another office or to a post."""

from django.utils import timezone

from zhuchao.engagements import selectors, store
from zhuchao.engagements.engine import rights
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def assign_lead(*, actor: Actor, code: str, office: str = "", post: str = "") -> None:
    """Give an open lead to an office (the present owner when not said) and a post of it (empty: the
    office decides). The first-answer clock runs on.

    Raises Refused when the actor is neither head of the owner office nor the centre, the office or
    post does not exist, or the lead was closed or passed on meanwhile.
    """
    lead = selectors.row_for(actor, code)
    if not rights.may_assign(actor, lead.office_code):
        raise forbidden("leads.assign-right", "只有责任单位负责人或促进中心可以交办线索")
    target = office or lead.office_code
    if (target, post) == (lead.office_code, lead.post_code):
        raise Refused(
            Refusal("leads.same-owner", "线索已在该单位该岗位", "请选择另一个单位或岗位。", "office")
        )
    if not selectors.office_stands(target, post):
        raise Refused(
            Refusal("leads.office", f"没有在册的单位“{target}”或其岗位“{post}”", "请从列表中选择。", "office")
        )
    with recording(actor) as book:
        store.assign(book, lead, office=target, post=post, on=timezone.localdate())
