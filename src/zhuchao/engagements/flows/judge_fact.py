"""Say whether an entry of a lead's history is true, on a file brought along."""

from typing import BinaryIO

from zhuchao.engagements import selectors
from zhuchao.engagements.engine import checks
from zhuchao.engagements.engine.judging import JUDGEMENTS
from zhuchao.ledger.engine import rights
from zhuchao.ledger.flows import add_evidence, dispute_fact, verify_fact
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused


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
    # Before the file is written: the bytes of a refused judgement are nobody's.
    rights.need_sight(actor, row.office_code)
    if refusals := checks.coded("judgement", "判断", judgement, JUDGEMENTS):
        raise Refused(*refusals)
    verifies = judgement == "verified"
    if verifies:
        rights.need_second_person(actor, row.actor_code)
    with recording(actor):
        evidence = [] if file is None else [add_evidence(actor=actor, stream=file, name=file_name)]
        flow = verify_fact if verifies else dispute_fact
        flow(actor=actor, kind=row._meta.db_table, code=row.code, evidence=evidence, reason=reason)
