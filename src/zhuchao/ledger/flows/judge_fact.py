"""Say whether a fact is true, on a file brought along."""

from collections.abc import Callable, Mapping, Sequence
from typing import BinaryIO

from zhuchao.ledger.engine import rights
from zhuchao.ledger.engine.standing import judgement_faults
from zhuchao.ledger.flows.add_evidence import add_evidence
from zhuchao.ledger.flows.dispute_fact import dispute_fact
from zhuchao.ledger.flows.verify_fact import verify_fact
from zhuchao.ledger.flows.void_fact import void_fact
from zhuchao.ledger.store import recording
from zhuchao.ledger.store.facts import locked_fact
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused
from zhuchao.terms.standing import JUDGEMENTS

_SAID: Mapping[str, Callable[..., None]] = {
    "verified": verify_fact,
    "disputed": dispute_fact,
    "voided": void_fact,
}


def judge_fact(
    *,
    actor: Actor,
    kind: str,
    code: str,
    judgement: str,
    reason: str = "",
    file: BinaryIO | None = None,
    file_name: str = "",
    among: Sequence[str] = tuple(JUDGEMENTS),
) -> None:
    """Verify (``verified``), dispute (``disputed``) or void (``voided``) a fact (``kind`` its table); the file is kept
    as evidence of the judgement, both in one transaction. ``among`` are the judgements its noun has a place for.

    Nouns call it when they have found that the actor sees the record and that the fact is one of it. Who may, and what
    of evidence and reason each takes, is said by the flows of the three. Raises Refused when they do, when the
    judgement is none of ``among``, or when the file is not accepted.
    """
    with recording(actor):
        fact = locked_fact(kind, code)
        # Before the file is written: the bytes of a refused judgement are nobody's.
        rights.need_sight(actor, fact.office_code)
        if wrong := judgement_faults(judgement, among):
            raise Refused(*wrong)
        if judgement == "verified":
            rights.need_second_person(actor, fact.actor_code)
        brought = [] if file is None else [add_evidence(actor=actor, stream=file, name=file_name)]
        _SAID[judgement](actor=actor, kind=kind, code=code, evidence=brought, reason=reason)
