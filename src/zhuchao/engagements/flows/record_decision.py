"""Write down what a 研判会 decided, and how it voted."""

from collections.abc import Mapping

from zhuchao.engagements import selectors
from zhuchao.engagements.engine import meetings as checks
from zhuchao.engagements.store import meetings as store
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def record_decision(*, actor: Actor, code: str, decision: str, votes: Mapping[str, int]) -> None:
    """The decision of a meeting that was held, once, with votes ``for``, ``against`` and ``abstain`` of those present
    and how many were ``absent``.

    Raises Refused when the actor does not work for its office, nothing is decided, a vote is of no such kind, more
    voted than were there, the meeting was not held or is of a kind that does not decide, or its decision stands already.
    """
    row = selectors.engagement_row(actor, code)
    if not checks.may_work(actor, row.office_code):
        raise forbidden("engagements.right", "您不能登记该会议的决定")
    wrong = checks.reason_given("decision", "决定", decision, 1000) + checks.voted(votes, row.ours)
    wrong += selectors.not_held(row) or selectors.deciding_faults(row)
    if wrong:
        raise Refused(*wrong)
    assert row.held_on is not None  # a meeting that was not held is refused above
    with recording(actor) as book:
        store.decide(book, row, decision=decision.strip(), votes=votes, on=row.held_on)
