"""One click: a company of a target list becomes a lead of an office."""

from django.utils import timezone

from zhuchao.chains import selectors, store
from zhuchao.engagements.engine import rights
from zhuchao.engagements.store import open_lead
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import forbidden


def claim_target(*, actor: Actor, list_code: str, uscc: str, office: str | None = None) -> str:
    """Open a lead on the company for the office (the actor's own when not said) and note it on the list.

    Returns the lead's code. A company whose earlier lead was closed may be claimed again. Raises Refused
    when the actor may not open leads for the office or see the list, the list does not name the company,
    or some office follows it already (named).
    """
    owner = office or actor.home_office
    if not rights.may_open(actor, owner):
        raise forbidden("leads.open-right", "您不能为该单位登记线索")
    kept = selectors.list_row(actor, list_code)
    row = selectors.company_row(kept, uscc)
    with recording(actor) as book:
        lead = open_lead(
            book,
            uscc=row.uscc,
            company_name=row.name,
            source="target-list",
            source_ref=kept.code,
            office=owner,
            on=timezone.localdate(),
            note=f"目标名单：{kept.chain_name}·{kept.link_name}，第 {row.rank} 名，{row.score} 分",
        )
        store.mark_claimed(book, row, lead_code=lead.code, office=owner)
    return lead.code
