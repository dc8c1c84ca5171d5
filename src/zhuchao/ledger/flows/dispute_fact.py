"""Call a fact into question."""

from collections.abc import Sequence

from zhuchao.ledger.engine import rights
from zhuchao.ledger.models import State
from zhuchao.ledger.store import recording
from zhuchao.ledger.store.facts import locked_fact
from zhuchao.ledger.store.judging import judged, reason_given
from zhuchao.terms.actor import Actor


def dispute_fact(*, actor: Actor, kind: str, code: str, reason: str, evidence: Sequence[str] = ()) -> None:
    """Whoever sees a fact may say why it is in doubt; it no longer counts as verified.

    Raises Refused when the actor does not see the fact's office, gives no reason, names a file that is
    not kept, or the fact is disputed, voided or corrected already.
    """
    with recording(actor) as book:
        fact = locked_fact(kind, code)
        rights.need_sight(actor, fact.office_code)
        judged(book, fact, State.DISPUTED, reason=reason_given(reason), evidence=evidence, verb="质疑事实")
