"""Check a draft: its numbers hold together and recompute to themselves."""

from zhuchao.ledger.store import recording
from zhuchao.reports import selectors
from zhuchao.reports.engine import coherence
from zhuchao.reports.engine.issues import Step, need_step, need_writer
from zhuchao.reports.store import issues as store
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused


def check_issue(*, actor: Actor, code: str) -> None:
    """The draft passes on when every check of coherence holds and every figure, recomputed as known when it was drafted,
    is the same.

    Raises Refused when the actor may not check or see it, it is no draft, a check fails (which one and its numbers), a
    figure recomputes otherwise, or somebody was faster.
    """
    need_writer(actor)
    issue = selectors.issue_row(actor, code)
    need_step(Step(issue.state), Step.CHECKED)
    checks = [coherence.Check(**raw) for raw in issue.body["checks"]]
    faults = coherence.refusals(checks) + selectors.drifted(actor, issue)
    if faults:
        raise Refused(*faults)
    with recording(actor) as book:
        store.take_step(book, issue, Step.CHECKED, "核对报告", checked_by_name=actor.person_name)
