"""Forget a contact: the personal values go, the row that tells what was done stays."""

from zhuchao.companies import selectors
from zhuchao.companies.engine import rights
from zhuchao.companies.store import contacts
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden

LONGEST_REASON = 200


def drop_contact(*, actor: Actor, code: str, reason: str) -> None:
    """Delete the personal values of a contact for good (个人信息保护法第四十七条).

    Raises Refused when the actor may not keep contacts of its office, sees no such contact, gives no reason, or
    it was dropped meanwhile.
    """
    row = selectors.contact_row(actor, code)
    if not rights.may_keep_contact(actor, row.office_code):
        raise forbidden("contacts.keep", "只有登记单位或促进中心可以删除该联系人")
    reason = reason.strip()[:LONGEST_REASON]
    if not reason:
        raise Refused(
            Refusal("contacts.reason", "没有填写删除原因", "请写明原因，如“已离职”或“本人要求”。", "reason")
        )
    with recording(actor) as book:
        contacts.drop(book, row, reason=reason)
