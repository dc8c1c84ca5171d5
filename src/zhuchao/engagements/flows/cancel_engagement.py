"""Cancel a planned meeting."""

from django.utils import timezone

from zhuchao.engagements import selectors
from zhuchao.engagements.engine import meetings as checks
from zhuchao.engagements.models import MeetingState
from zhuchao.engagements.store import meetings as store
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def cancel_engagement(*, actor: Actor, code: str, reason: str) -> None:
    """It will not take place; it stays visible with the reason.

    Raises Refused when the actor does not work for its office, no reason is given, or it was held or cancelled already.
    """
    row = selectors.engagement_row(actor, code)
    if not checks.may_work(actor, row.office_code):
        raise forbidden("engagements.right", "您不能取消该单位的走访活动")
    if wrong := checks.reason_given("reason", "取消原因", reason):
        raise Refused(*wrong)
    with recording(actor) as book:
        fact = store.engagement_fact(row, "cancelled", timezone.localdate(), reason=reason.strip())
        store.change(book, row, "取消走访活动", fact, was=MeetingState.PLANNED, state=MeetingState.CANCELLED)
