"""Say that something agreed at a meeting was done."""

from datetime import date

from django.utils import timezone

from zhuchao.engagements import selectors
from zhuchao.engagements.engine import meetings as checks
from zhuchao.engagements.store import meetings as store
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def close_follow_up(*, actor: Actor, code: str, result: str, happened_on: date | None = None) -> None:
    """The office that owed it, or the centre, says what came of it.

    Raises Refused when the actor does not work for that office, nothing is said, the day lies ahead, or it was done
    already.
    """
    follow_up = selectors.follow_up_row(actor, code)
    if not checks.may_work(actor, follow_up.office_code):
        raise forbidden("engagements.right", "只有责任单位可以办结该事项")
    today = timezone.localdate()
    day = happened_on or today
    wrong = checks.reason_given("result", "办理结果", result)
    wrong += checks.happened("happened_on", day, today=today)
    if wrong:
        raise Refused(*wrong)
    with recording(actor) as book:
        store.close_follow_up(book, follow_up, on=day, result=result.strip())
