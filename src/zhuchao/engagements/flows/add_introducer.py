"""Enter an introducer (引荐人) in the district's register."""

from django.utils import timezone

from zhuchao.engagements import selectors, store
from zhuchao.engagements.engine import agency, rights
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def add_introducer(
    *,
    actor: Actor,
    purpose: str,
    uscc: str = "",
    unit: str = "",
    title: str = "",
    note: str = "",
    office: str = "",
) -> str:
    """A body of the company master (``uscc``), or somebody known by ``unit`` and ``title`` only: no name, no number.
    ``purpose`` says why the entry is kept. Kept by ``office`` (the actor's own when not said). Gives its code.

    Raises Refused when the actor may not keep introducers for the office, the body is not in the master or not of a
    kind that introduces (channels.introducer-kinds), a text is missing or holds personal numbers, or it is known.
    """
    owner = office or actor.home_office
    if not rights.may_keep_introducer(actor, owner):
        raise forbidden("channels.keep", "您不能为该单位登记引荐人")
    texts = {"unit": unit.strip(), "title": title.strip(), "purpose": purpose.strip(), "note": note.strip()}
    refusals = agency.who(uscc=uscc.strip(), unit=unit, title=title, purpose=purpose)
    refusals += agency.fitting(**texts)
    company, unknown = selectors.introducing_company(actor, uscc)
    if refusals + unknown:
        raise Refused(*refusals, *unknown)
    with recording(actor) as book:
        row = store.channels.add_introducer(
            book, company=company, office=owner, on=timezone.localdate(), **texts
        )
    return row.code
