"""Withdraw an issue; it stays visible with the reason."""

from zhuchao.ledger.store import recording
from zhuchao.reports import selectors
from zhuchao.reports.engine.issues import Step, need_publisher, need_step, need_writer
from zhuchao.reports.store import issues as store
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


def withdraw_issue(*, actor: Actor, code: str, reason: str) -> None:
    """Take an issue back, with a reason of at most 400 characters; nothing of it is changed or deleted. Before it is
    published whoever may draft can; afterwards the centre's head.

    Raises Refused when the actor may not or does not see it, there is no reason, it is withdrawn already, or somebody was
    faster.
    """
    need_writer(actor)
    issue = selectors.issue_row(actor, code)
    if issue.state == Step.ISSUED:
        need_publisher(actor)
    need_step(Step(issue.state), Step.WITHDRAWN)
    said = reason.strip()
    if not said or len(said) > 400:
        raise Refused(
            Refusal(
                "reports.reason", "没有填写理由，或理由超过400字", "请用400字以内说明撤回的理由。", "reason"
            )
        )
    with recording(actor) as book:
        store.take_step(book, issue, Step.WITHDRAWN, "撤回报告", withdrawn_reason=said)
