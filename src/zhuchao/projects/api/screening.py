"""REST: scores and joint review of projects."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from ninja import Field, Router, Schema, Status

from zhuchao.frame.decorators import ActorRequest
from zhuchao.projects import flows
from zhuchao.projects.selectors import opinions, screening

router = Router(tags=["项目评分与联审"])


class ScreenIn(Schema):
    """The committee's marks in per cent by line of the card, vetoes it found, public spending by year in 万元."""

    judged: dict[str, Decimal] = Field(default_factory=dict)
    ticked: list[str] = Field(default_factory=list)
    paid: list[Decimal] = Field(default_factory=list)
    note: str = Field("", max_length=400)
    happened_on: date | None = None
    version: int | None = None


class AskIn(Schema):
    """Whom to ask and what."""

    offices: list[str]
    question: str = Field(max_length=400)


class OpinionIn(Schema):
    """The answer of an asked office (the actor's own when not said)."""

    office: str = Field("", max_length=40)
    view: str = Field(max_length=20)
    text: str = Field(max_length=400)


class ScoringOut(Schema):
    """A score with its working."""

    code: str
    on: date
    recorded_at: datetime
    by: str
    total: str
    reasons: Sequence[Mapping[str, object]]
    vetoes: Sequence[str]
    fiscal: Mapping[str, object] | None
    note: str


class OpinionOut(Schema):
    """A question to an office and its answer."""

    office: str
    office_name: str
    asked_on: date
    due: date
    question: str
    state: str
    text: str
    answered_on: date | None
    by: str


class BandOut(Schema):
    """What became of the projects of a band of scores."""

    least: int
    scored: int
    signed: int
    started: int
    producing: int
    ended: int


@router.get("/back-test", response=list[BandOut], summary="评分回看")
def back_test(request: ActorRequest) -> list[screening.Band]:
    """First scores against results over the projects the actor sees."""
    return screening.back_test(request.actor)


@router.get("/projects/{code}/scores", response=list[ScoringOut], summary="项目评分")
def list_scores(request: ActorRequest, code: str) -> list[screening.Scoring]:
    """The scores of a project, the newest first."""
    return screening.scorings(request.actor, code)


@router.post("/projects/{code}/scores", response={201: list[ScoringOut]}, summary="登记项目评分")
def screen_project(request: ActorRequest, code: str, body: ScreenIn) -> Status[list[screening.Scoring]]:
    """Score the project by the card of the day."""
    flows.screen_project(actor=request.actor, code=code, **body.dict())
    return Status(201, screening.scorings(request.actor, code))


@router.get("/projects/{code}/opinions", response=list[OpinionOut], summary="联审意见")
def list_opinions(request: ActorRequest, code: str) -> list[opinions.Opinion]:
    """Who was asked and what they said."""
    return opinions.opinions(request.actor, code)


@router.post("/projects/{code}/opinions/ask", response={201: list[OpinionOut]}, summary="发起联审")
def ask_opinions(request: ActorRequest, code: str, body: AskIn) -> Status[list[opinions.Opinion]]:
    """Ask offices about the project."""
    flows.ask_opinions(actor=request.actor, code=code, **body.dict())
    return Status(201, opinions.opinions(request.actor, code))


@router.post("/projects/{code}/opinions", response={201: list[OpinionOut]}, summary="答复联审")
def give_opinion(request: ActorRequest, code: str, body: OpinionIn) -> Status[list[opinions.Opinion]]:
    """Answer for an asked office."""
    flows.give_opinion(actor=request.actor, code=code, **body.dict())
    return Status(201, opinions.opinions(request.actor, code))
