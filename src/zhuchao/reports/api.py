"""REST: templates, issues and their steps, the superior's forms."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any, BinaryIO, cast

from django.http import HttpResponse
from django.utils import timezone
from ninja import Field, File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from zhuchao.frame.decorators import ActorRequest
from zhuchao.reports import flows, selectors
from zhuchao.reports.engine.forms import cell_rule

router = Router(tags=["报表"])


class AskIn(Schema):
    """What a report is asked; ``as_of`` is today when not said."""

    template: str = Field(max_length=60)
    period_from: date | None = None
    as_of: date | None = None
    known_at: datetime | None = None
    threshold: str = Field("", max_length=10)
    window_from: date | None = None
    window_to: date | None = None
    office: str = Field("", max_length=40)
    profile: str = Field("", max_length=40)

    def ask(self) -> selectors.Ask:
        """The question."""
        return selectors.Ask(**(self.dict() | {"as_of": self.as_of or timezone.localdate()}))


class ReasonIn(Schema):
    """Why."""

    reason: str = Field(max_length=400)


class CodeOut(Schema):
    """The code of what was made."""

    code: str


class CellIn(Schema):
    """One cell of a form and what it takes."""

    sheet: str = Field(max_length=60)
    cell: str = Field(max_length=10)
    part: str = Field(max_length=20)
    definition: str = Field("", max_length=80)
    span: str = Field("period", max_length=20)
    most: int = 50
    params: dict[str, str] = Field(default_factory=dict)


class VersionOut(Schema):
    """The version of a mapping."""

    version: int


@router.get("/templates", response=list[selectors.TemplateRow], summary="报告模板")
def list_templates(request: ActorRequest) -> list[selectors.TemplateRow]:
    """The templates in force."""
    return selectors.templates(request.actor)


@router.post("/fill", summary="按模板生成，不留存")
def fill(request: ActorRequest, body: AskIn) -> dict[str, Any]:
    """A report filled but not kept: texts, figures with their rows, checks."""
    return selectors.fill(request.actor, body.ask()).body()


@router.get("/issues", response=selectors.IssuePage, summary="报告列表")
def list_issues(
    request: ActorRequest,
    text: str = "",
    state: str = "",
    template_name: str = "",
    offset: Annotated[int, Field(ge=0)] = 0,
    limit: Annotated[int, Field(ge=1, le=500)] = 50,
) -> selectors.IssuePage:
    """Issues the actor may see, the newest first."""
    return selectors.find_issues(
        request.actor, text=text, state=state, template_name=template_name, offset=offset, limit=limit
    )


@router.post("/issues", response={201: CodeOut}, summary="起草报告")
def draft_issue(request: ActorRequest, body: AskIn) -> Status[dict[str, str]]:
    """Keep a filled report as a draft."""
    return Status(201, {"code": flows.draft_issue(actor=request.actor, ask=body.ask())})


@router.get("/issues/{code}", summary="报告详情")
def show_issue(request: ActorRequest, code: str) -> dict[str, Any]:
    """One issue with its frozen body and what was done with it."""
    return asdict(selectors.issue_file(request.actor, code))


@router.get("/issues/{code}/compare", response=selectors.Reopened, summary="重算比较")
def compare_issue(request: ActorRequest, code: str) -> selectors.Reopened:
    """The frozen figures beside their recomputation."""
    return selectors.reopened(request.actor, code)


@router.get("/issues/{code}/word", summary="报告的 Word 文件")
def word(request: ActorRequest, code: str) -> HttpResponse:
    """The file as published, or made from the draft."""
    made, _ = flows.take_issue(actor=request.actor, code=code, kind="word")
    return HttpResponse(made, content_type=selectors.DOCX)


@router.get("/issues/{code}/annex", summary="报告的电子表格附件")
def annex(request: ActorRequest, code: str) -> HttpResponse:
    """Every row of every figure."""
    made, _ = flows.take_issue(actor=request.actor, code=code, kind="annex")
    return HttpResponse(made, content_type=selectors.XLSX)


@router.post("/issues/{code}/check", response={204: None}, summary="核对报告")
def check_issue(request: ActorRequest, code: str) -> Status[None]:
    """Pass a draft whose numbers hold together."""
    flows.check_issue(actor=request.actor, code=code)
    return Status(204, None)


@router.post("/issues/{code}/sign", response={204: None}, summary="签发报告")
def sign_issue(request: ActorRequest, code: str) -> Status[None]:
    """Sign what was checked."""
    flows.sign_issue(actor=request.actor, code=code)
    return Status(204, None)


@router.post("/issues/{code}/publish", response={204: None}, summary="发布报告")
def publish_issue(request: ActorRequest, code: str) -> Status[None]:
    """Freeze what was signed."""
    flows.publish_issue(actor=request.actor, code=code)
    return Status(204, None)


@router.post("/issues/{code}/withdraw", response={204: None}, summary="撤回报告")
def withdraw_issue(request: ActorRequest, code: str, body: ReasonIn) -> Status[None]:
    """Take an issue back."""
    flows.withdraw_issue(actor=request.actor, code=code, reason=body.reason)
    return Status(204, None)


@router.get("/forms", response=selectors.FormPage, summary="上级表格")
def list_forms(
    request: ActorRequest,
    text: str = "",
    offset: Annotated[int, Field(ge=0)] = 0,
    limit: Annotated[int, Field(ge=1, le=500)] = 50,
) -> selectors.FormPage:
    """Forms the actor may see."""
    return selectors.find_forms(request.actor, text=text, offset=offset, limit=limit)


@router.post("/forms", response={201: CodeOut}, summary="登记上级表格")
def add_form(
    request: ActorRequest, name: Annotated[str, Form()], file: Annotated[UploadedFile, File()]
) -> Status[dict[str, str]]:
    """Take in an empty form."""
    code = flows.add_form(
        actor=request.actor, name=name, stream=cast("BinaryIO", file), file_name=file.name or ""
    )
    return Status(201, {"code": code})


@router.get("/forms/{code}", response=selectors.FormFile, summary="上级表格详情")
def show_form(request: ActorRequest, code: str) -> selectors.FormFile:
    """One form with its sheets and its mapping."""
    return selectors.form_file(request.actor, code)


@router.post("/forms/{code}/mapping", response=VersionOut, summary="设定对应关系")
def map_form(request: ActorRequest, code: str, body: list[CellIn]) -> dict[str, int]:
    """A new version of the mapping."""
    cells = [cell_rule(each.dict()) for each in body]
    return {"version": flows.map_form(actor=request.actor, code=code, cells=cells)}


@router.post("/forms/{code}/filled", summary="填好的上级表格")
def fill_form(
    request: ActorRequest, code: str, period_from: date, as_of: date, office: str = ""
) -> HttpResponse:
    """The form filled for a period."""
    made = flows.fill_form(
        actor=request.actor, code=code, period_from=period_from, as_of=as_of, office=office
    )
    return HttpResponse(made, content_type=selectors.XLSX)
