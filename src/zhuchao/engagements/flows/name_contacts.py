"""Say which contacts of the company took part in a meeting."""

from collections.abc import Sequence

from django.utils import timezone

from zhuchao.engagements import selectors
from zhuchao.engagements.engine import meetings as checks
from zhuchao.engagements.store import meetings as store
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def name_contacts(*, actor: Actor, code: str, contacts: Sequence[str]) -> None:
    """``contacts`` are codes of the company's contacts; the list replaces the one before, but for those the actor does
    not see. Only codes are kept: names stay with the contact (domain.md E8).

    Raises Refused when the actor does not work for the meeting's office, the meeting was cancelled or has no company,
    a code is no contact of that company in the actor's sight, or more are named than came.
    """
    row = selectors.engagement_row(actor, code)
    if not checks.may_work(actor, row.office_code):
        raise forbidden("engagements.right", "您不能登记该活动的联系人")
    wrong = checks.cancelled(row.title, row.state) or selectors.contact_faults(actor, row, contacts)
    if wrong:
        raise Refused(*wrong)
    codes = [*dict.fromkeys(contacts), *selectors.unseen_contacts(actor, row)]
    on = row.held_on or timezone.localdate()
    with recording(actor) as book:
        store.name_contacts(book, row, codes, on=on)
