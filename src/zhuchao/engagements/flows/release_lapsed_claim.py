"""Free a company whose owner office reports nothing (首报首谈失效)."""

from django.utils import timezone

from zhuchao.accounts.store import tell_heads
from zhuchao.engagements import selectors, store
from zhuchao.engagements.engine import checks, claims, rights
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def release_lapsed_claim(*, actor: Actor, code: str, reason: str) -> None:
    """The centre ends a lead on which nothing was reported for more than leads.claim-lapse-days 天; the company is
    free for any office, and the head of the old one is told.

    Raises Refused when the actor is not the centre, no reason is given, the claim still holds, or the lead was
    reported on or closed meanwhile.
    """
    lead = selectors.row_for(actor, code)
    if not rights.may_release(actor):
        raise forbidden("leads.release-right", "只有促进中心可以释放首报首谈")
    today = timezone.localdate()
    days = selectors.lapse_days(today)
    refusals = checks.reason_given("reason", "释放原因", reason)
    if not claims.lapsed(active_on=lead.active_on, days=days, on=today):
        until = claims.lapses_after(lead.active_on, days=days)
        told = f"首报首谈有效至 {until}（最近跟进日 {lead.active_on}，{days} 天内有报告即有效）"
        refusals.append(
            Refusal("leads.claim-holds", told, "请先请责任单位报告进展。", article="首报首谈失效")
        )
    if refusals:
        raise Refused(*refusals)
    with recording(actor) as book:
        store.claims.release(book, lead, reason=reason.strip(), on=today, days=days)
        tell_heads(
            lead.office_code,
            kind="leads",
            title=f"线索“{lead.company_name}”的首报首谈已释放",
            body=f"自 {lead.active_on} 起超过 {days} 天没有报告进展。{reason.strip()}",
        )
