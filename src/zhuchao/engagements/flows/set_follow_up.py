"""Give an office something to do after a meeting."""

from datetime import date

from django.utils import timezone

from zhuchao.engagements import selectors
from zhuchao.engagements.engine import meetings as checks
from zhuchao.engagements.models import FollowUp
from zhuchao.engagements.store import meetings as store
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def set_follow_up(
    *, actor: Actor, code: str, text: str, office: str, due_on: date | None = None, post: str = ""
) -> str:
    """The office owes it by ``due_on`` (rulebook engagements.follow-up-days when not said); gives its code.

    Raises Refused when the actor does not work for the meeting's office, it was cancelled, nothing is said, the office
    does not stand, or the day lies before the meeting.
    """
    row = selectors.engagement_row(actor, code)
    if not checks.may_work(actor, row.office_code):
        raise forbidden("engagements.right", "您不能交办该会议的事项")
    today = timezone.localdate()
    due = due_on or selectors.follow_up_due(today)
    wrong = checks.cancelled(row.title, row.state)
    wrong += checks.reason_given("text", "事项", text) + selectors.owner_faults(office)
    if due < (row.held_on or today):
        wrong.append(Refusal("engagements.due", f"期限 {due} 早于会议", "请填写会议之后的日期。", "due_on"))
    if wrong:
        raise Refused(*wrong)
    follow_up = FollowUp(
        engagement=row, text=text.strip(), office_code=office, post_code=post, set_on=today, due_on=due
    )
    with recording(actor) as book:
        store.set_follow_up(book, row, follow_up)
    return follow_up.code
