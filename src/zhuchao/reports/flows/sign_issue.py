"""Sign a checked issue."""

from zhuchao.ledger.store import recording
from zhuchao.reports import selectors
from zhuchao.reports.engine.issues import Step, need_signer, need_step
from zhuchao.reports.store import issues as store
from zhuchao.terms.actor import Actor


def sign_issue(*, actor: Actor, code: str) -> None:
    """A head who did not draft it signs what was checked.

    Raises Refused when the actor is no head, drafted it, does not see it, it was not checked, or somebody was faster.
    """
    issue = selectors.issue_row(actor, code)
    need_signer(actor, issue.drafted_by)
    need_step(Step(issue.state), Step.SIGNED)
    with recording(actor) as book:
        store.take_step(
            book,
            issue,
            Step.SIGNED,
            "签发报告",
            signed_by=actor.person_code,
            signed_by_name=actor.person_name,
        )
