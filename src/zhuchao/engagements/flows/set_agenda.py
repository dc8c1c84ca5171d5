"""Say what a meeting is to talk about, or say it anew."""

from collections.abc import Sequence

from zhuchao.engagements import selectors
from zhuchao.engagements.engine import meetings as checks
from zhuchao.engagements.store import meetings as store
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def set_agenda(*, actor: Actor, code: str, agenda: Sequence[str]) -> None:
    """The items of the agenda in their order, while nothing is decided.

    Raises Refused when the actor does not work for the meeting's office, there is no item, too many or too long ones,
    the meeting was cancelled, or its decision stands.
    """
    row = selectors.engagement_row(actor, code)
    if not checks.may_work(actor, row.office_code):
        raise forbidden("engagements.right", "您不能修改该会议的议题")
    if wrong := checks.listed(agenda):
        raise Refused(*wrong)
    with recording(actor) as book:
        store.set_agenda(book, row, [item.strip() for item in agenda if item.strip()])
