"""REST: what asks for a second look, and the answer to it."""

from datetime import date

from ninja import Field, Router, Schema, Status

from zhuchao.frame.decorators import ActorRequest
from zhuchao.projects import flows
from zhuchao.projects.selectors import padding

router = Router(tags=["项目真实性检查"])


class AnswerOut(Schema):
    """What was said to a finding."""

    text: str
    by: str
    on: date


class FindingOut(Schema):
    """A finding; it stands beside the figures and changes none."""

    project: str
    project_name: str
    office_code: str
    office_name: str
    check: str
    check_name: str
    reason: str
    text: str
    day: date | None
    answers: list[AnswerOut]


class FindingsOut(Schema):
    """A page of findings."""

    total: int
    findings: list[FindingOut]


class ExplainIn(Schema):
    """How it came about."""

    check: str = Field(max_length=40)
    text: str = Field(max_length=400)


@router.get("/checks", response=FindingsOut, summary="真实性检查")
def list_findings(
    request: ActorRequest,
    since: date | None = None,
    until: date | None = None,
    check: str = "",
    office: str = "",
    answered: str = "",
    offset: int = 0,
    limit: int = 100,
) -> dict[str, object]:
    """Findings among projects that signed between two days, of one check, office, answered (``yes``, ``no``) or not."""
    found = padding.findings(request.actor, padding.Asked(since, until, check, office, answered))
    return {"total": len(found), "findings": found[offset : offset + min(max(limit, 0), 500)]}


@router.get("/projects/{code}/checks", response=list[FindingOut], summary="一个项目的真实性检查")
def list_findings_of(request: ActorRequest, code: str) -> list[padding.Finding]:
    """The findings of one project."""
    return padding.findings_of(request.actor, code)


@router.post("/projects/{code}/checks/explain", response={204: None}, summary="说明核对提示")
def explain(request: ActorRequest, code: str, given: ExplainIn) -> Status[None]:
    """Answer a finding."""
    flows.explain_check(actor=request.actor, code=code, check=given.check, text=given.text)
    return Status(204, None)
