"""Correct what is written of an introducer."""

from zhuchao.engagements import selectors, store
from zhuchao.engagements.engine import agency, rights
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def correct_introducer(
    *, actor: Actor, code: str, purpose: str, unit: str = "", title: str = "", note: str = ""
) -> None:
    """Change purpose and note, and unit and title of one that is no body; a body's name is kept in the company master.

    Raises Refused when the actor does not keep the entry, a text is missing or holds personal numbers, or somebody
    else changed it meanwhile.
    """
    row = selectors.introducer_row(actor, code)
    if not rights.may_keep_introducer(actor, row.office_code):
        raise forbidden("channels.keep", "只有登记单位可以更正该引荐人")
    uscc = row.company.uscc if row.company else ""
    refusals = agency.who(uscc=uscc, unit=unit, title=title, purpose=purpose)
    texts = {"unit": unit.strip(), "title": title.strip(), "purpose": purpose.strip(), "note": note.strip()}
    refusals += agency.fitting(**texts)
    if refusals:
        raise Refused(*refusals)
    with recording(actor) as book:
        store.channels.correct_introducer(book, row, values=texts)
