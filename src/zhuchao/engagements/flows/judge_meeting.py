"""Say whether a fact of a meeting or event is true, on a file brought along."""

from typing import BinaryIO

from zhuchao.engagements import selectors
from zhuchao.engagements.engine import meetings as checks
from zhuchao.engagements.store import meetings as store
from zhuchao.ledger.engine import rights
from zhuchao.ledger.engine.standing import JUDGEMENTS
from zhuchao.ledger.flows import add_evidence, dispute_fact, verify_fact, void_fact
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused


def judge_meeting(
    *,
    actor: Actor,
    kind: str,
    fact: str,
    judgement: str,
    reason: str = "",
    file: BinaryIO | None = None,
    file_name: str = "",
) -> None:
    """Verify, dispute or void a fact of a meeting or event (``kind`` its table). What was not held after all is planned
    again and can be written down anew; a dissent is never voided.

    Raises Refused when the actor may not see it, the judgement is not coded, there is no such fact, or the ledger
    refuses.
    """
    row = selectors.meeting_fact(actor, kind, fact)
    rights.need_sight(actor, row.office_code)
    wrong = checks.coded("judgement", "判断", judgement, JUDGEMENTS)
    if wrong:
        raise Refused(*wrong)
    if judgement == "verified":
        rights.need_second_person(actor, row.actor_code)
    with recording(actor):
        brought = [] if file is None else [add_evidence(actor=actor, stream=file, name=file_name)]
        if judgement == "verified":
            verify_fact(actor=actor, kind=kind, code=fact, evidence=brought, reason=reason)
        elif judgement == "disputed":
            dispute_fact(actor=actor, kind=kind, code=fact, evidence=brought, reason=reason)
        else:
            void_fact(actor=actor, kind=kind, code=fact, evidence=brought, reason=reason)
            if row.what == "held":
                store.not_held_after_all(row)
