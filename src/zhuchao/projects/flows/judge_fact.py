"""Say whether a fact of a project is true, on a file brought along."""

from typing import BinaryIO

from zhuchao.ledger import flows as ledger
from zhuchao.ledger.store import recording
from zhuchao.projects import selectors
from zhuchao.terms.actor import Actor


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

    Who may, and what of evidence and reason each takes, is said by the ledger's flow. A fact that rests on a file of
    its own is verified on that file when none is brought. Raises Refused when the actor may not see the project, the
    judgement is not coded, the project has no such fact, or the ledger refuses.
    """
    project = selectors.row_for(actor, code)
    row = selectors.any_fact_of(project, kind, fact)
    with recording(actor):
        ledger.judge_fact(
            actor=actor,
            kind=kind,
            code=row.code,
            judgement=judgement,
            reason=reason,
            file=file,
            file_name=file_name,
        )
