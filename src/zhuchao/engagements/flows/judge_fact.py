"""Say whether an entry of a lead's history is true, on a file brought along."""

from typing import BinaryIO

from zhuchao.engagements import selectors
from zhuchao.engagements.engine.judging import JUDGED
from zhuchao.ledger import flows as ledger
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor


def judge_fact(
    *,
    actor: Actor,
    code: str,
    fact: str,
    judgement: str,
    reason: str = "",
    file: BinaryIO | None = None,
    file_name: str = "",
) -> None:
    """Verify (``verified``) or dispute (``disputed``) a fact of the lead; the file is kept as evidence of it.

    Who may, and what of evidence and reason each takes, is said by the ledger's flows; file and judgement are
    written in one transaction. Raises Refused when the actor may not see the lead or the fact, recorded it and would
    verify it, the judgement is not coded, the lead has no such fact, or the ledger refuses the file or the judgement.
    """
    lead = selectors.row_for(actor, code)
    row = selectors.fact_row(lead.code, fact)
    with recording(actor):
        ledger.judge_fact(
            actor=actor,
            kind=row._meta.db_table,
            code=row.code,
            judgement=judgement,
            reason=reason,
            file=file,
            file_name=file_name,
            among=JUDGED,
        )
