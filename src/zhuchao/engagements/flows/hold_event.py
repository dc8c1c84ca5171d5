"""Write down that an event was held."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from zhuchao.engagements import selectors
from zhuchao.engagements.engine import meetings as checks
from zhuchao.engagements.models import MeetingState
from zhuchao.engagements.store import meetings as store
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def hold_event(
    *, actor: Actor, code: str, held_on: date, guests: int = 0, cost_wan: Decimal | None = None
) -> None:
    """The day it took place, how many companies came and what it cost (万元).

    Raises Refused when the actor does not work for its office, the day lies ahead, a number is negative, or it was held
    or cancelled meanwhile.
    """
    row = selectors.event_row(actor, code)
    if not checks.may_work(actor, row.office_code):
        raise forbidden("engagements.right", "您不能登记该单位的招商活动")
    wrong = checks.happened("held_on", held_on, today=timezone.localdate())
    if guests < 0 or (cost_wan is not None and cost_wan < 0):
        wrong.append(
            Refusal("engagements.event-numbers", "到会企业数和费用不能为负", "请核对后填写。", "guests")
        )
    if wrong:
        raise Refused(*wrong)
    cost = str(cost_wan) if cost_wan is not None else None
    with recording(actor) as book:
        fact = store.event_fact(row, "held", held_on, guests=guests, cost_wan=cost)
        store.change(
            book,
            row,
            "登记活动举行",
            fact,
            was=MeetingState.PLANNED,
            state=MeetingState.HELD,
            held_on=held_on,
            guests=guests,
            cost_wan=cost_wan,
        )
