"""Withdraw a paper that does not hold."""

from zhuchao.ledger.flows import void_fact
from zhuchao.ledger.store import recording
from zhuchao.projects import selectors
from zhuchao.projects.engine import rights
from zhuchao.projects.models import PaperFact
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import forbidden


def withdraw_paper(*, actor: Actor, code: str, fact: str, reason: str) -> None:
    """Void the paper for good; what it was evidence of counts no longer. The row stays and shows.

    Raises Refused when the actor may neither work on the project nor void the fact, gives no reason, or the paper
    is withdrawn already.
    """
    project = selectors.row_for(actor, code)
    if not rights.may_work(actor, project.office_code):
        raise forbidden("projects.owner-only", "只有牵头单位可以撤回该项目的材料")
    row = selectors.fact_of(project, fact, PaperFact)
    with recording(actor):
        void_fact(actor=actor, kind=row._meta.db_table, code=row.code, reason=reason)
