"""Contacts follow a hand-over, a merger or a split of offices: personal data never stays without a keeper."""

from collections.abc import Sequence

from zhuchao.companies import selectors
from zhuchao.companies.store import contacts
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def reassign_contacts(*, actor: Actor, codes: Sequence[str], office: str) -> None:
    """Give the named contacts to another office, all or none.

    Called when a hand-over was signed or an order on offices took effect, inside that transaction.
    Raises Refused for an actor who has no part in it, or when one of the contacts was dropped.
    """
    rows = selectors.kept_contact_rows(codes)
    ordering = actor.has(Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN, Role.CENTRE)
    if not ordering and not all(actor.sees_office(r.office_code) or actor.sees_office(office) for r in rows):
        raise forbidden("contacts.reassign", "您不是这些联系人的移交方或接收方")
    if missing := len(set(codes)) - len(rows):
        raise Refused(
            Refusal("contacts.gone", f"有 {missing} 位联系人已删除，不能移交", "请刷新移交清单后重新办理。")
        )
    with recording(actor) as book:
        for row in rows:
            contacts.reassign(book, row, office=office)
