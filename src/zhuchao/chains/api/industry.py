"""REST: what industry a company is judged to be of, and what officers correct."""

from datetime import datetime
from typing import Any

from ninja import Field, Router, Schema

from zhuchao.chains import flows, selectors
from zhuchao.frame.decorators import ActorRequest

router = Router(tags=["行业判断"])


class ShareOut(Schema):
    """A piece of name or scope and what it adds to the lead."""

    text: str
    points: float


class IndustryOut(Schema):
    """A verdict; ``confidence`` is null where no model was trained, ``industry`` empty for 无法判断."""

    industry: str
    shown: str
    leading: str
    runner_up: str
    confidence: float | None
    threshold: float | None
    lead: float
    shares: list[ShareOut]
    by: str
    version: str


class CorrectionOut(Schema):
    """A correction that holds."""

    code: str
    uscc: str
    name: str
    kind: str
    subject: str
    said: str
    chosen: str
    reason: str
    office: str
    corrected_by: str
    corrected_at: datetime


class CorrectIn(Schema):
    """An industry, a class of GB/T 4754 (code or name), or a link of a chain on which the company stands (``on``) or does not."""

    uscc: str = Field(max_length=18)
    reason: str = Field(max_length=200)
    industry: str = Field("", max_length=60)
    gbt: str = Field("", max_length=60)
    chain: str = Field("", max_length=60)
    link: str = Field("", max_length=60)
    on: bool = True


class MadeOut(Schema):
    """The code of a correction."""

    code: str


class ModelOut(Schema):
    """A trained version and whether it judges now."""

    model: str
    version: str
    in_force: bool
    trained_at: datetime
    source: str
    licence: str
    rows: int
    corrections: int
    figures: dict[str, Any]


@router.get("/industry", response=IndustryOut, summary="按名称和经营范围判断行业")
def judge(request: ActorRequest, name: str, scope: str = "") -> dict[str, Any]:
    """The industry of a name and a scope."""
    return selectors.judge(request.actor, name, scope).as_dict()


@router.get("/industry/models", response=list[ModelOut], summary="训练过的行业模型")
def models(request: ActorRequest) -> list[dict[str, Any]]:
    """Versions, the newest first."""
    return selectors.trained_models(request.actor)


@router.get("/industry/companies/{uscc}", response=IndustryOut, summary="一家企业的行业判断")
def of_company(request: ActorRequest, uscc: str) -> dict[str, Any]:
    """The industry of a company we know, corrections included."""
    return selectors.judged_company(request.actor, uscc).industry.as_dict()


@router.get("/industry/gbt", response=IndustryOut, summary="按名称和经营范围判断国民经济行业小类")
def judge_class(request: ActorRequest, name: str, scope: str = "") -> dict[str, Any]:
    """The class of GB/T 4754 of a name and a scope."""
    return selectors.judge_class(request.actor, name, scope).as_dict()


@router.get("/industry/gbt/companies/{uscc}", response=IndustryOut, summary="一家企业的国民经济行业小类")
def class_of_company(request: ActorRequest, uscc: str) -> dict[str, Any]:
    """The class of GB/T 4754 of a company we know, corrections included."""
    return selectors.judged_company(request.actor, uscc).gbt.as_dict()


@router.get("/corrections", response=list[CorrectionOut], summary="现行的更正")
def corrections(request: ActorRequest, uscc: str = "") -> list[dict[str, Any]]:
    """Corrections of one company or of all."""
    return [c.as_dict() for c in selectors.corrections(request.actor, uscc)]


@router.post("/corrections", response={201: MadeOut}, summary="更正行业或归链")
def correct(request: ActorRequest, body: CorrectIn) -> tuple[int, dict[str, str]]:
    """What an officer says of a company."""
    return 201, {"code": flows.correct_placement(actor=request.actor, **body.dict())}
