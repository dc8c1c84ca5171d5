"""Write down whom to call at a company."""

from zhuchao.companies import selectors
from zhuchao.companies.engine import contacts as checks
from zhuchao.companies.engine import rights
from zhuchao.companies.store import contacts
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def add_contact(
    *,
    actor: Actor,
    uscc: str,
    name: str,
    purpose: str,
    title: str = "",
    phone: str = "",
    email: str = "",
    office: str = "",
) -> str:
    """Add a contact of a company of the master, kept by ``office`` (the actor's own when empty); gives its code.

    ``purpose`` says what the personal data is kept for (个人信息保护法第六条). Raises Refused when the actor may not
    keep contacts of that office, the company is not in the master, or a value is missing or wrong.
    """
    owner = office or actor.home_office
    if not rights.may_keep_contact(actor, owner):
        raise forbidden("contacts.keep", "您不能为该单位登记联系人")
    company = selectors.company_row(actor, uscc)
    given = checks.cleaned({"name": name, "title": title, "phone": phone, "email": email, "purpose": purpose})
    if refusals := checks.check(given):
        raise Refused(*refusals)
    with recording(actor) as book:
        return contacts.add(book, company, given, office=owner).code
