"""REST: what a project lacks, moving it on, its data, papers and judgements."""

from datetime import date
from typing import Annotated, BinaryIO, Literal, cast

from ninja import Field, File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from zhuchao.frame.decorators import ActorRequest
from zhuchao.ledger.flows import add_evidence
from zhuchao.projects import flows, selectors
from zhuchao.projects.engine.papers import Paper

router = Router(tags=["项目阶段"])

_File = Annotated[UploadedFile, File(description="材料文件")]


class PaperIn(Schema):
    """A paper whose file is kept already (``POST /ledger/evidence`` gives its sha-256)."""

    kind: str = Field(max_length=40)
    dated: date
    sha256: str = Field(max_length=64)
    number: str = Field("", max_length=80)


class AdvanceIn(Schema):
    """The stage, the day it was truly reached, and what is brought along; ``version`` is the one that was seen."""

    stage: str = Field(max_length=12)
    happened_on: date
    fields: dict[str, object] = Field(default_factory=dict)
    papers: list[PaperIn] = Field(default_factory=list)
    note: str = Field("", max_length=400)
    version: int | None = None


class OverrideIn(Schema):
    """The stage and why it is passed without its evidence."""

    stage: str = Field(max_length=12)
    happened_on: date
    reason: str = Field(max_length=400)
    version: int | None = None


class CorrectIn(Schema):
    """The right day and why."""

    happened_on: date
    reason: str = Field(max_length=400)


class BackIn(Schema):
    """A code of ``projects.exit-reasons`` and what is to be said of it."""

    reason: str = Field(max_length=40)
    note: str = Field("", max_length=400)


class FieldsIn(Schema):
    """New values by code, and the day from which they hold."""

    fields: dict[str, object]
    happened_on: date | None = None
    version: int | None = None


class WithdrawIn(Schema):
    """Why the paper does not hold."""

    reason: str = Field(max_length=400)


class JudgeIn(Schema):
    """Verified, disputed or voided, and why."""

    judgement: Literal["verified", "disputed", "voided"]
    reason: str = Field("", max_length=400)


@router.get("/projects/{code}/missing", response=selectors.StageNeeds | None, summary="推进还缺什么")
def missing(
    request: ActorRequest, code: str, stage: str = "", on: date | None = None
) -> selectors.StageNeeds | None:
    """What the next stage (or the one named) lacks by the rules of the day; null at the end of the route."""
    return selectors.missing_for_next(request.actor, code, stage=stage, on=on)


@router.post("/projects/{code}/advance", response=selectors.ProjectView, summary="推进阶段")
def advance(request: ActorRequest, code: str, body: AdvanceIn) -> selectors.ProjectView:
    """Record that the stage was reached; 409 names every missing item with its rule."""
    given = body.dict(exclude={"papers"})
    papers = [Paper(**p.dict()) for p in body.papers]
    flows.advance_stage(actor=request.actor, code=code, papers=papers, **given)
    return selectors.project(request.actor, code)


@router.post("/projects/{code}/override", response=selectors.ProjectView, summary="缺材料放行")
def override(request: ActorRequest, code: str, body: OverrideIn) -> selectors.ProjectView:
    """Pass the stage on the word of the head."""
    flows.override_stage(actor=request.actor, code=code, **body.dict())
    return selectors.project(request.actor, code)


@router.post("/projects/{code}/stages/{fact}/correct", response=selectors.ProjectView, summary="更正阶段日期")
def correct(request: ActorRequest, code: str, fact: str, body: CorrectIn) -> selectors.ProjectView:
    """Put a fact with the right day in the place of the old one."""
    flows.correct_stage(actor=request.actor, code=code, fact=fact, **body.dict())
    return selectors.project(request.actor, code)


@router.post("/projects/{code}/stages/{fact}/back", response=selectors.ProjectView, summary="退回阶段")
def back(request: ActorRequest, code: str, fact: str, body: BackIn) -> selectors.ProjectView:
    """Take the project back from a stage it did not truly reach."""
    flows.step_back(actor=request.actor, code=code, fact=fact, **body.dict())
    return selectors.project(request.actor, code)


@router.post("/projects/{code}/fields", response=selectors.ProjectFile, summary="修改项目数据")
def fields(request: ActorRequest, code: str, body: FieldsIn) -> selectors.ProjectFile:
    """Change what is planned or known."""
    flows.set_fields(actor=request.actor, code=code, **body.dict())
    return selectors.project_file(request.actor, code)


@router.post("/projects/{code}/papers", response={201: selectors.ProjectFile}, summary="归档材料")
def add_paper(
    request: ActorRequest,
    code: str,
    file: _File,
    kind: Annotated[str, Form(max_length=40)],
    dated: Annotated[date, Form()],
    number: Annotated[str, Form(max_length=80)] = "",
) -> Status[selectors.ProjectFile]:
    """Put a paper on file, its bytes in the same request."""
    actor = request.actor
    selectors.row_for(actor, code)
    sha256 = add_evidence(actor=actor, stream=cast(BinaryIO, file), name=file.name or "")
    flows.add_paper(actor=actor, code=code, paper=Paper(kind, dated, sha256, number))
    return Status(201, selectors.project_file(actor, code))


@router.post("/projects/{code}/papers/{fact}/withdraw", response=selectors.ProjectFile, summary="作废材料")
def withdraw_paper(request: ActorRequest, code: str, fact: str, body: WithdrawIn) -> selectors.ProjectFile:
    """Void a paper for good."""
    flows.withdraw_paper(actor=request.actor, code=code, fact=fact, reason=body.reason)
    return selectors.project_file(request.actor, code)


@router.post(
    "/projects/{code}/facts/{kind}/{fact}/judge", response=selectors.ProjectFile, summary="核实、存疑或作废"
)
def judge_fact(
    request: ActorRequest, code: str, kind: str, fact: str, body: JudgeIn
) -> selectors.ProjectFile:
    """Judge a fact on the file it rests on; with another file use the page or ``/ledger/facts``."""
    flows.judge_fact(actor=request.actor, code=code, kind=kind, fact=fact, **body.dict())
    return selectors.project_file(request.actor, code)
