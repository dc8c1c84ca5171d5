"""Look at the full values of one contact; every look is written down."""

from dataclasses import dataclass

from zhuchao.companies import selectors
from zhuchao.companies.engine import rights
from zhuchao.companies.store import contacts
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import forbidden


@dataclass(frozen=True, slots=True)
class ContactValues:
    """A contact in clear."""

    code: str
    uscc: str
    name: str
    title: str
    phone: str
    email: str


def reveal_contact(*, actor: Actor, code: str) -> ContactValues:
    """The contact in clear, for whoever keeps contacts of its office.

    Raises Refused when the actor sees no such contact, it was dropped, or they may only see it masked.
    """
    row = selectors.contact_row(actor, code)
    if not rights.may_keep_contact(actor, row.office_code):
        raise forbidden("contacts.reveal", "您只能查看隐去部分内容的联系方式", "需要联系时请找登记单位。")
    with recording(actor) as book:
        contacts.note_reveal(book, row)
    return ContactValues(row.code, row.company.uscc, row.name, row.title, row.phone, row.email)
