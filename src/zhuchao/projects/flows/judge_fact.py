"""Say whether a fact of a project is true, on a file brought along."""

from typing import BinaryIO

from zhuchao.ledger.engine import rights
from zhuchao.ledger.engine.standing import JUDGEMENTS
from zhuchao.ledger.flows import add_evidence, dispute_fact, verify_fact, void_fact
from zhuchao.ledger.store import recording
from zhuchao.projects import selectors
from zhuchao.projects.engine import checks
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused


def judge_fact(
    *,
    actor: Actor,
    code: str,
    kind: str,
    fact: str,
    judgement: str,
    reason: str = "",
    file: BinaryIO | None = None,
    file_name: str = "",
) -> None:
    """Verify (``verified``), dispute (``disputed``) or void (``voided``) a fact of the project; the file is kept as
    evidence of the judgement. The project's row follows.

    Who may, and what of evidence and reason each takes, is said by the ledger's flows. A fact that rests on a file of
    its own is verified on that file when none is brought. Raises Refused when the actor may not see the project, the
    judgement is not coded, the project has no such fact, or the ledger refuses.
    """
    project = selectors.row_for(actor, code)
    row = selectors.any_fact_of(project, kind, fact)
    # Before the file is written: the bytes of a refused judgement are nobody's.
    rights.need_sight(actor, row.office_code)
    if refusals := checks.coded("judgement", "判断", judgement, JUDGEMENTS):
        raise Refused(*refusals)
    if judgement == "verified":
        rights.need_second_person(actor, row.actor_code)
    with recording(actor):
        brought = [] if file is None else [add_evidence(actor=actor, stream=file, name=file_name)]
        if judgement == "verified":
            verify_fact(actor=actor, kind=kind, code=row.code, evidence=brought, reason=reason)
        elif judgement == "disputed":
            dispute_fact(actor=actor, kind=kind, code=row.code, evidence=brought, reason=reason)
        else:
            void_fact(actor=actor, kind=kind, code=row.code, evidence=brought, reason=reason)
