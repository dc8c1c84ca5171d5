"""Publish a signed issue: its body and its Word file are frozen for good."""

import io

from zhuchao.accounts.selectors import office_name_on
from zhuchao.ledger.flows import add_evidence
from zhuchao.ledger.store import recording
from zhuchao.reports import selectors
from zhuchao.reports.engine.issues import Step, checksum, need_publisher, need_step
from zhuchao.reports.models import Issue
from zhuchao.reports.store import issues as store
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


def publish_issue(*, actor: Actor, code: str) -> None:
    """The centre's head freezes what was signed. The Word file prints the checksum and the head of the ledger and is
    kept as evidence; all of it happens in one transaction or not at all.

    Raises Refused when the actor does not head the centre or see it, it was not signed, its content is no longer what was
    signed, a figure recomputed as known then differs, or somebody was faster.
    """
    need_publisher(actor)
    issue = selectors.issue_row(actor, code)
    need_step(Step(issue.state), Step.ISSUED)
    if checksum(issue.body) != issue.checksum:
        raise Refused(
            Refusal(
                "reports.body-changed",
                "报告内容与签发时的校验码不符，可能被改动",
                "请撤回后重新起草，并联系审计管理员核验台账。",
            )
        )
    if faults := selectors.drifted(actor, issue):
        raise Refused(*faults)
    with recording(actor) as book:
        link, head = store.ledger_head()
        made = _word_file(actor, issue, link, head)
        kept = add_evidence(actor=actor, stream=io.BytesIO(made), name=f"{issue.title}-{issue.as_of}.docx")
        store.take_step(
            book,
            issue,
            Step.ISSUED,
            "发布报告",
            evidence=(kept,),
            docx=kept,
            ledger_head=head,
            published_at=book.now,
        )


def _word_file(actor: Actor, issue: Issue, link: int, head: str) -> bytes:
    imprint = (
        f"报告编号：{issue.code}",
        f"内容校验码：{issue.checksum}",
        f"台账链头（第{link}环）：{head}",
    )
    office = office_name_on(actor, issue.office_code, issue.as_of)
    return selectors.word_file(issue.body, office=office, imprint=imprint)
