"""Write down what a 研判会 decided, and how it voted."""

from collections.abc import Mapping

from zhuchao.engagements import selectors
from zhuchao.engagements.engine import meetings as checks
from zhuchao.engagements.models import Engagement
from zhuchao.engagements.store import meetings as store
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def record_decision(*, actor: Actor, code: str, decision: str, votes: Mapping[str, int]) -> None:
    """The decision of a meeting that was held, with votes ``for``, ``against`` and ``abstain``; once.

    Raises Refused when the actor does not work for its office, nothing is decided, more voted than were there, the
    meeting was not held, or its decision stands already.
    """
    row = selectors.engagement_row(actor, code)
    if not checks.may_work(actor, row.office_code):
        raise forbidden("engagements.right", "您不能登记该会议的决定")
    wrong = checks.reason_given("decision", "决定", decision, 1000)
    wrong += checks.voted(votes, row.ours) + selectors.not_held(row)
    if wrong:
        raise Refused(*wrong)
    counted = {name: int(votes.get(name, 0)) for name in ("for", "against", "abstain")}
    assert row.held_on is not None  # a meeting that was not held is refused above
    with recording(actor) as book:
        changed = Engagement.objects.filter(pk=row.pk, decision="").update(
            decision=decision.strip(), votes=counted
        )
        if changed != 1:
            raise Refused(
                Refusal(
                    "engagements.decided", "该会议的决定已登记", "如有变更，请再次召开并登记。", "decision"
                )
            )
        book.fact(
            store.engagement_fact(row, "decided", row.held_on, decision=decision.strip(), votes=counted)
        )
        store.audit(book, row, "登记会议决定", {"decision": ["", decision.strip()]})
