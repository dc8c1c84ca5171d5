"""Writing issues: a step is one conditional update, its fact and its audit row."""

from django.db.models import F
from django.utils import timezone

from zhuchao.ledger.models import ChainLink
from zhuchao.ledger.store import Book
from zhuchao.reports.engine.issues import STEP_NAMES, Step
from zhuchao.reports.models import Issue, IssueFact
from zhuchao.terms.refusal import Refusal, Refused


def open_issue(book: Book, issue: Issue) -> str:
    """Keep a new draft; its code."""
    actor = book.actor
    issue.state = Step.DRAFT
    issue.drafted_by, issue.drafted_by_name = actor.person_code, actor.person_name
    issue.drafted_at = book.now
    issue.save(force_insert=True)
    _told(book, issue, Step.DRAFT, "起草报告", [])
    return issue.code


def take_step(
    book: Book, issue: Issue, to: Step, verb: str, *, evidence: tuple[str, ...] = (), **columns: object
) -> None:
    """Move the issue, as it was read, to a step. Refused when somebody was faster."""
    hit = Issue.objects.filter(pk=issue.pk, version=issue.version, state=issue.state)
    if hit.update(state=to, version=F("version") + 1, **columns) != 1:
        raise Refused(
            Refusal(
                "reports.faster",
                f"这份报告刚刚被别人办理过，没有{verb}",
                "请刷新页面查看最新状态后再办理。",
            )
        )
    _told(book, issue, to, verb, list(evidence))


def _told(book: Book, issue: Issue, step: Step, verb: str, evidence: list[str]) -> None:
    before = STEP_NAMES[Step(issue.state)] if step is not Step.DRAFT else None
    book.fact(
        IssueFact(
            subject=issue.code,
            what=step.value,
            happened_on=timezone.localdate(book.now),
            office_code=issue.office_code,
            value={"checksum": issue.checksum, "template": issue.template, "as_of": issue.as_of.isoformat()},
            evidence=evidence,
        )
    )
    changes: dict[str, list[object]] = {
        "state": [before, STEP_NAMES[step]],
        "checksum": [None, issue.checksum],
    }
    label = f"{issue.title}（截至{issue.as_of}）"
    book.audit(verb, f"issue:{issue.code}", label, changes=changes, office=issue.office_code)


def ledger_head() -> tuple[int, str]:
    """Number and head of the newest link of the ledger's chain; 0 and 64 zeros before the first."""
    newest = ChainLink.objects.order_by("-seq").first()
    return (newest.seq, newest.head) if newest else (0, "0" * 64)
