"""Issues, for whoever sees the office that owns them; a frozen one opened again beside its recomputation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from zhuchao.figures.engine.sharing import read_once
from zhuchao.ledger.selectors import known_facts
from zhuchao.reports.engine.issues import STEP_NAMES, Compared, Step, checksum, compared, need_staff
from zhuchao.reports.models import Issue, IssueFact
from zhuchao.reports.selectors.calls import call_from_dict, computed
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

_SORTS = ("drafted_at", "as_of", "template_name", "state")


@dataclass(frozen=True, slots=True)
class IssueRow:
    """An issue as a list shows it."""

    code: str
    title: str
    template_name: str
    period_from: date
    as_of: date
    state: str
    state_name: str
    office_code: str
    drafted_by_name: str
    drafted_at: datetime
    published_at: datetime | None
    checksum: str
    blanks_open: int


@dataclass(frozen=True, slots=True)
class IssuePage:
    """One page of issues and how many there are in all."""

    rows: list[IssueRow]
    total: int


@dataclass(frozen=True, slots=True)
class IssueStep:
    """One thing done with an issue."""

    step: str
    step_name: str
    actor_name: str
    recorded_at: datetime
    checksum: str


@dataclass(frozen=True, slots=True)
class IssueFile:
    """An issue whole. ``body`` as frozen; ``whole`` tells that it still has the checksum of the last recorded step."""

    row: IssueRow
    body: dict[str, Any]
    whole: bool
    known_at: datetime
    scope: str
    profile: str
    docx: str
    ledger_head: str
    drafted_by: str
    checked_by_name: str
    signed_by_name: str
    withdrawn_reason: str
    history: list[IssueStep]


@dataclass(frozen=True, slots=True)
class Reopened:
    """A frozen issue beside its recomputation: ``same`` when every figure, recomputed as known then, has its checksum;
    ``changed_today`` how many would read otherwise now."""

    code: str
    same: bool
    changed_today: int
    figures: list[Compared]


def issues_visible_to(actor: Actor) -> "QuerySet[Issue]":
    """The issues of offices the actor sees. Raises Refused for whoever is not staff."""
    need_staff(actor)
    if actor.sees_district:
        return Issue.objects.all()
    return Issue.objects.filter(office_code__in=actor.office_codes)


def issue_row(actor: Actor, code: str) -> Issue:
    """One issue's row. Raises Refused when there is none the actor sees."""
    found = issues_visible_to(actor).filter(code=code).first()
    if found is None:
        raise Refused(
            Refusal("reports.unknown", f"没有编号为 {code} 的报告，或您无权查看", "请从报告列表打开。"),
            forbidden=True,
        )
    return found


def find_issues(
    actor: Actor,
    *,
    text: str = "",
    state: str = "",
    template_name: str = "",
    sort: str = "-drafted_at",
    offset: int = 0,
    limit: int = 50,
) -> IssuePage:
    """Issues the actor sees, the newest first; one page in two queries. Raises Refused for whoever is not staff."""
    found = issues_visible_to(actor).defer("body")
    if text:
        found = found.filter(title__icontains=text) | found.filter(code=text)
    if state:
        found = found.filter(state=state)
    if template_name:
        found = found.filter(template_name=template_name)
    order = sort if sort.removeprefix("-") in _SORTS else "-drafted_at"
    rows = found.order_by(order, "-id")[offset : offset + limit]
    return IssuePage([_row(i) for i in rows], found.count())


def _row(issue: Issue) -> IssueRow:
    return IssueRow(
        code=issue.code,
        title=issue.title,
        template_name=issue.template_name,
        period_from=issue.period_from,
        as_of=issue.as_of,
        state=issue.state,
        state_name=STEP_NAMES[Step(issue.state)],
        office_code=issue.office_code,
        drafted_by_name=issue.drafted_by_name,
        drafted_at=issue.drafted_at,
        published_at=issue.published_at,
        checksum=issue.checksum,
        blanks_open=issue.open_blanks,
    )


def issue_file(actor: Actor, code: str) -> IssueFile:
    """One issue with its body and what was done with it. Raises Refused when there is none the actor sees."""
    issue = issue_row(actor, code)
    facts = known_facts(actor, IssueFact).filter(subject=code).order_by("id")
    history = [
        IssueStep(f.what, STEP_NAMES[Step(f.what)], f.actor_name, f.recorded_at, f.value["checksum"])
        for f in facts
    ]
    sums = {checksum(issue.body), issue.checksum, *(step.checksum for step in history)}
    return IssueFile(
        row=_row(issue),
        body=issue.body,
        whole=len(sums) == 1,
        known_at=issue.known_at,
        scope=issue.scope,
        profile=issue.profile,
        docx=issue.docx,
        ledger_head=issue.ledger_head,
        drafted_by=issue.drafted_by,
        checked_by_name=issue.checked_by_name,
        signed_by_name=issue.signed_by_name,
        withdrawn_reason=issue.withdrawn_reason,
        history=history,
    )


def reopened(actor: Actor, code: str) -> Reopened:
    """The frozen figures, each recomputed as known then and as of what is known now. Raises Refused when there is no
    such issue or the actor does not see all it counted."""
    issue = issue_row(actor, code)
    found = _all_compared(actor, issue)
    return Reopened(
        code=code,
        same=all(f.same for f in found),
        changed_today=sum(f.changed_today for f in found),
        figures=found,
    )


def _all_compared(actor: Actor, issue: Issue) -> list[Compared]:
    with read_once():
        return [_compared(actor, key, raw, issue) for key, raw in issue.body["figures"].items()]


def _compared(actor: Actor, key: str, raw: Mapping[str, Any], issue: Issue) -> Compared:
    call = call_from_dict(raw["call"])
    then = computed(actor, call, issue.known_at).as_dict()
    now = computed(actor, call, None).as_dict()
    return compared(key, raw["label"], raw, then, now)


def drifted(actor: Actor, issue: Issue) -> list[Refusal]:
    """The figures of an issue that, recomputed as known when it was drafted, are no longer what it says."""
    found = _all_compared(actor, issue)
    return [
        Refusal(
            "reports.drifted",
            f"“{f.name}”按起草时已录入的记录重算为{f.known_then}，与报告所列{f.frozen}不一致",
            "口径或计算办法可能已变，请撤回后重新起草。",
        )
        for f in found
        if not f.same
    ]
