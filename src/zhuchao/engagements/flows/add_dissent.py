"""Put a dissent on record: it protects whoever spoke (重大行政决策程序条例第三十八条)."""

from zhuchao.engagements import selectors
from zhuchao.engagements.engine import meetings as checks
from zhuchao.engagements.store import meetings as store
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def add_dissent(*, actor: Actor, code: str, text: str) -> None:
    """Whoever was at the table says why they do not agree; it is bound to their post and cannot be taken out.

    Raises Refused when the actor is not staff or may not see the meeting, nothing is said, or it was not held.
    """
    row = selectors.engagement_row(actor, code)
    if not actor.is_staff:
        raise forbidden("engagements.right", "只有工作人员可以登记不同意见")
    wrong = checks.reason_given("text", "不同意见", text, 1000) + selectors.not_held(row)
    if wrong:
        raise Refused(*wrong)
    assert row.held_on is not None  # a meeting that was not held is refused above
    with recording(actor) as book:
        book.fact(store.engagement_fact(row, "dissent", row.held_on, text=text.strip(), post=actor.post_name))
        store.audit(book, row, "登记不同意见")
