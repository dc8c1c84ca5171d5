"""Plan a promotion, a collective signing or another event."""

from datetime import date

from django.utils import timezone

from zhuchao.engagements import selectors
from zhuchao.engagements.engine import meetings as checks
from zhuchao.engagements.models import Event
from zhuchao.engagements.store import meetings as store
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def plan_event(
    *,
    actor: Actor,
    kind: str,
    title: str,
    planned_on: date,
    office: str = "",
    place: str = "",
    note: str = "",
) -> str:
    """An event of an office (the actor's own when not said); gives its code.

    Raises Refused when the actor does not work for the office, the kind is none of the rulebook's, or it has no name.
    """
    owner = office or actor.home_office
    if not checks.may_work(actor, owner):
        raise forbidden("engagements.right", "您不能为该单位登记招商活动")
    wrong = checks.coded("kind", "类型", kind, selectors.meeting_words("events")) + checks.named(title)
    wrong += selectors.owner_faults(owner)
    if wrong:
        raise Refused(*wrong)
    row = Event(
        kind=kind,
        title=title.strip(),
        planned_on=planned_on,
        office_code=owner,
        place=place.strip(),
        note=note.strip(),
    )
    with recording(actor) as book:
        store.add_event(book, row, timezone.localdate())
    return row.code
