"""Leads follow a hand-over, a merger or a split of offices."""

from collections.abc import Sequence

from django.utils import timezone

from zhuchao.engagements import selectors, store
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def reassign_leads(*, actor: Actor, codes: Sequence[str], office: str, post: str = "") -> None:
    """Give the named open leads to another office and post, all or none.

    Called when a hand-over was signed or an order on offices took effect, inside that transaction.
    Raises Refused for an actor who has no part in it, or when one of the leads is no longer open.
    """
    rows = selectors.open_rows(codes)
    ordering = actor.has(Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN, Role.CENTRE)
    if not ordering and not all(actor.sees_office(r.office_code) or actor.sees_office(office) for r in rows):
        raise forbidden("leads.assign-right", "您不是这些线索的移交方或接收方")
    if missing := set(codes) - {r.code for r in rows}:
        raise Refused(
            Refusal(
                "leads.not-open",
                f"有 {len(missing)} 条线索已办结，不能移交",
                "请刷新移交清单后重新办理。",
            )
        )
    with recording(actor) as book:
        for row in rows:
            store.assign(book, row, office=office, post=post, on=timezone.localdate())
