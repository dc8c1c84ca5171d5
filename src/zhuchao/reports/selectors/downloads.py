"""The files of an issue: the frozen Word file as it was published, else one made from the body as it stands."""

from zhuchao.ledger.selectors import open_evidence
from zhuchao.reports.engine.issues import STEP_NAMES, Step
from zhuchao.reports.models import IssueFact
from zhuchao.reports.selectors.issues import issue_row
from zhuchao.reports.selectors.papers import annex_file, word_file
from zhuchao.terms.actor import Actor

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def issue_word(actor: Actor, code: str) -> tuple[bytes, str]:
    """Bytes and name of the Word file. Raises Refused when the actor does not see the issue or the file is gone."""
    issue = issue_row(actor, code)
    name = f"{issue.title}-{issue.as_of}.docx"
    if not issue.docx:
        mark = f"本件为{STEP_NAMES[Step(issue.state)]}，未发布；内容校验码：{issue.checksum}"
        return word_file(issue.body, imprint=(mark,)), name
    fact = IssueFact.objects.filter(subject=code, what=Step.ISSUED.value).order_by("-id").first()
    lent = fact.code if fact else ""
    stream, _ = open_evidence(actor, issue.docx, kind=IssueFact._meta.db_table, fact_code=lent)
    with stream:
        return stream.read(), name


def issue_annex(actor: Actor, code: str) -> tuple[bytes, str]:
    """Bytes and name of the spreadsheet with every row counted. Raises Refused when the actor does not see the issue."""
    issue = issue_row(actor, code)
    return annex_file(actor, issue.body), f"{issue.title}-{issue.as_of}-附件.xlsx"


__all__ = ["DOCX", "XLSX", "issue_annex", "issue_word"]
