"""Take a file of an issue out of the system."""

from zhuchao.ledger.flows import note_export
from zhuchao.ledger.store import recording
from zhuchao.reports import selectors
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

KINDS = {"word": ("docx", selectors.issue_word), "annex": ("xlsx", selectors.issue_annex)}


def take_issue(*, actor: Actor, code: str, kind: str) -> tuple[bytes, str]:
    """Bytes and name of the Word file (``kind`` word) or of the spreadsheet with every row (annex); it stands in the log of
    exports before the first byte leaves.

    Raises Refused when there is no such file or issue, or the actor does not see it.
    """
    if kind not in KINDS:
        step = f"可选：{'、'.join(KINDS)}。"
        raise Refused(Refusal("reports.file-kind", f"报告没有“{kind}”这样的文件", step, "kind"))
    suffix, made_by = KINDS[kind]
    issue = selectors.issue_row(actor, code)
    made = made_by(actor, code)
    counted = {row for figure in issue.body["figures"].values() for row in figure["rows"]}
    with recording(actor):
        note_export(
            actor=actor,
            list_id="issues",
            title=f"{issue.title}（截至{issue.as_of}）",
            rows=len(counted),
            query={"issue": code, "checksum": issue.checksum},
            kind=suffix,
        )
    return made
