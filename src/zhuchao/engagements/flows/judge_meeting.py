"""Say whether a fact of a meeting or event is true, on a file brought along."""

from typing import BinaryIO

from zhuchao.engagements import selectors
from zhuchao.engagements.store import meetings as store
from zhuchao.ledger import flows as ledger
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor


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
    with recording(actor):
        ledger.judge_fact(
            actor=actor,
            kind=kind,
            code=fact,
            judgement=judgement,
            reason=reason,
            file=file,
            file_name=file_name,
        )
        if judgement == "voided" and row.what == "held":
            store.not_held_after_all(row)
