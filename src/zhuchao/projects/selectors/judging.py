"""What may be said of a fact, by whom."""

from zhuchao.ledger.engine.rights import need_charge, open_judgements
from zhuchao.ledger.models import Fact, State
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused


def open_to(actor: Actor, fact: Fact, now: str) -> tuple[str, ...]:
    """The judgements open to the actor; voiding is for the recorder, a head of the office and the centre."""
    found = open_judgements(actor, office_code=fact.office_code, recorder=fact.actor_code, now=now)
    if now == State.VOIDED or not actor.sees_office(fact.office_code):
        return found
    try:
        need_charge(actor, fact.actor_code)
    except Refused:
        return found
    return (*found, State.VOIDED.value)
