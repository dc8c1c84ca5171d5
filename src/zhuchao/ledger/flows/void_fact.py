"""Void a fact that should never have been recorded."""

from collections.abc import Sequence

from zhuchao.ledger.engine import rights
from zhuchao.ledger.models import State
from zhuchao.ledger.store import recording
from zhuchao.ledger.store.facts import locked_fact
from zhuchao.ledger.store.judging import judged, reason_given
from zhuchao.terms.actor import Actor


def void_fact(*, actor: Actor, kind: str, code: str, reason: str, evidence: Sequence[str] = ()) -> None:
    """The recorder, a head of the office or the centre voids a fact for good; the row stays and shows.

    A fact that a voided one had corrected counts again. Raises Refused when the actor is none of these,
    gives no reason, names a file that is not kept, or the fact is voided already.
    """
    with recording(actor) as book:
        fact = locked_fact(kind, code)
        rights.need_sight(actor, fact.office_code)
        rights.need_charge(actor, fact.actor_code)
        judged(book, fact, State.VOIDED, reason=reason_given(reason), evidence=evidence, verb="作废事实")
