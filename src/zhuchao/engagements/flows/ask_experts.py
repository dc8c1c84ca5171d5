"""Ask experts about a lead before it is judged."""

from django.utils import timezone

from zhuchao.engagements import selectors, store
from zhuchao.engagements.engine import checks, rights
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def ask_experts(*, actor: Actor, code: str, reason: str) -> None:
    """The verdict falls due leads.expert-workdays 工作日 after the opening, once.

    Raises Refused when the actor may not work on the lead, no reason is given, the lead is judged or closed, experts
    were asked before, or the verdict is overdue already: what is late is not made timely.
    """
    lead = selectors.row_for(actor, code)
    if not rights.may_work(actor, lead.office_code):
        raise forbidden("leads.owner-only", "只有责任单位可以请专家论证该线索")
    today = timezone.localdate()
    refusals = checks.reason_given("reason", "须论证的问题", reason)
    if lead.verdict:
        refusals.append(Refusal("leads.judged", "线索已有研判结论", "如须重新研判，请直接登记新的结论。"))
    elif lead.experts_asked_on:
        told = f"已于 {lead.experts_asked_on} 请专家论证"
        refusals.append(Refusal("leads.experts-asked", told, f"请在 {lead.judge_due} 前研判。"))
    elif lead.judge_due < today:
        told = f"研判期限 {lead.judge_due} 已过，不再延长"
        refusals.append(Refusal("leads.judge-overdue", told, "请尽快登记研判结论。", article="线索研判时限"))
    if refusals:
        raise Refused(*refusals)
    with recording(actor) as book:
        store.progress.ask_experts(book, lead, reason=reason.strip(), on=today)
