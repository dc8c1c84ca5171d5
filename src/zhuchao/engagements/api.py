"""REST: leads."""

from datetime import date, datetime

from django.http import HttpRequest
from ninja import Field, Router, Schema

from zhuchao.engagements import flows, selectors

router = Router(tags=["线索"])


class LeadOut(Schema):
    """A lead as shown."""

    code: str
    uscc: str
    company_name: str
    source: str
    source_name: str
    source_ref: str
    note: str
    office: str
    office_name: str
    post: str
    state: str
    state_name: str
    opened_on: date
    answer_due: date
    answered_on: date | None
    clock: str
    verdict_name: str
    closed_on: date | None
    outcome: str
    outcome_name: str
    outcome_reason: str


class StepOut(Schema):
    """One event of a lead."""

    event: str
    happened_on: date
    recorded_at: datetime
    actor_name: str
    office_name: str
    text: str


class LeadWithHistory(LeadOut):
    """A lead and what happened to it."""

    history: list[StepOut]


class LeadPageOut(Schema):
    """Some leads and how many there are."""

    total: int
    rows: list[LeadOut]


class LeadIn(Schema):
    """What registers a lead; ``office`` empty means the actor's own."""

    uscc: str = Field(max_length=40)
    company_name: str = Field(max_length=200)
    source: str = Field(max_length=20)
    source_ref: str = Field("", max_length=120)
    office: str = Field("", max_length=40)
    note: str = Field("", max_length=400)


class AssignIn(Schema):
    """To whom a lead goes."""

    office: str = Field("", max_length=40)
    post: str = Field("", max_length=40)


class AnswerIn(Schema):
    """The first answer."""

    note: str = Field(max_length=400)
    happened_on: date | None = None


class JudgeIn(Schema):
    """A coded verdict and why."""

    verdict: str = Field(max_length=20)
    reason: str = Field(max_length=400)
    happened_on: date | None = None


class CloseIn(Schema):
    """A coded outcome and why."""

    outcome: str = Field(max_length=20)
    reason: str = Field(max_length=400)
    happened_on: date | None = None


@router.get("/leads", response=LeadPageOut, summary="线索列表")
def list_leads(
    request: HttpRequest,
    text: str = "",
    state: str = "",
    office: str = "",
    sort: str = "-opened_on",
    offset: int = Field(0, ge=0),
    limit: int = Field(50, ge=1, le=500),
) -> selectors.LeadPage:
    """Leads the actor may see."""
    return selectors.find_leads(
        request.actor,  # type: ignore[attr-defined]
        text=text,
        state=state,
        office=office,
        sort=sort,
        offset=offset,
        limit=limit,
    )


@router.get("/leads/{code}", response=LeadWithHistory, summary="线索详情")
def show_lead(request: HttpRequest, code: str) -> dict[str, object]:
    """One lead with its history."""
    actor = request.actor  # type: ignore[attr-defined]
    return selectors.lead(actor, code).as_dict() | {"history": selectors.history(actor, code)}


@router.post("/leads", response={201: LeadOut}, summary="登记线索")
def open_lead(request: HttpRequest, body: LeadIn) -> tuple[int, selectors.LeadView]:
    """Register a lead."""
    actor = request.actor  # type: ignore[attr-defined]
    code = flows.open_lead(actor=actor, **body.dict())
    return 201, selectors.lead(actor, code)


@router.post("/leads/{code}/assign", response={204: None}, summary="交办线索")
def assign_lead(request: HttpRequest, code: str, body: AssignIn) -> tuple[int, None]:
    """Pass a lead on; the sender may not see it afterwards, so nothing is shown."""
    flows.assign_lead(actor=request.actor, code=code, **body.dict())  # type: ignore[attr-defined]
    return 204, None


@router.post("/leads/{code}/answer", response=LeadOut, summary="登记首次答复")
def answer_lead(request: HttpRequest, code: str, body: AnswerIn) -> selectors.LeadView:
    """Note the first answer."""
    actor = request.actor  # type: ignore[attr-defined]
    flows.answer_lead(actor=actor, code=code, **body.dict())
    return selectors.lead(actor, code)


@router.post("/leads/{code}/judge", response=LeadOut, summary="登记研判结论")
def judge_lead(request: HttpRequest, code: str, body: JudgeIn) -> selectors.LeadView:
    """Note the verdict."""
    actor = request.actor  # type: ignore[attr-defined]
    flows.judge_lead(actor=actor, code=code, **body.dict())
    return selectors.lead(actor, code)


@router.post("/leads/{code}/close", response=LeadOut, summary="办结线索")
def close_lead(request: HttpRequest, code: str, body: CloseIn) -> selectors.LeadView:
    """Close with an outcome."""
    actor = request.actor  # type: ignore[attr-defined]
    flows.close_lead(actor=actor, code=code, **body.dict())
    return selectors.lead(actor, code)
