"""REST: leads."""

from datetime import date
from typing import Annotated

from ninja import Field, Router, Schema, Status

from zhuchao.engagements import flows, selectors
from zhuchao.frame.decorators import ActorRequest

router = Router(tags=["线索"])


class LeadIn(Schema):
    """What registers a lead; ``office`` empty means the actor's own, ``source`` is the channel, ``source_place`` the place
    the company comes from as people write it, ``opened_on`` the day it truly began (today when not said)."""

    uscc: str = Field(max_length=40)
    company_name: str = Field(max_length=200)
    source: str = Field(max_length=20)
    source_ref: str = Field("", max_length=120)
    introducer: str = Field("", max_length=40)
    source_place: str = Field("", max_length=40)
    office: str = Field("", max_length=40)
    note: str = Field("", max_length=400)
    opened_on: date | None = None


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


@router.get("/leads", response=selectors.LeadPage, summary="线索列表")
def list_leads(
    request: ActorRequest,
    text: str = "",
    state: str = "",
    office: str = "",
    source: str = "",
    introducer: str = "",
    place: str = "",
    outcome: str = "",
    opened_from: date | None = None,
    opened_to: date | None = None,
    standing: str = "",
    step: str = "",
    silent: bool = False,
    mine: bool = False,
    sort: str = "next_due",
    offset: Annotated[int, Field(ge=0)] = 0,
    limit: Annotated[int, Field(ge=1, le=500)] = 50,
) -> selectors.LeadPage:
    """Leads the actor may see; what is to be done first comes first."""
    return selectors.find_leads(
        request.actor,
        text=text,
        state=state,
        office=office,
        source=source,
        introducer=introducer,
        place=place,
        outcome=outcome,
        opened_from=opened_from,
        opened_to=opened_to,
        standing=standing,
        step=step,
        silent=silent,
        mine=mine,
        sort=sort,
        offset=offset,
        limit=limit,
    )


@router.get("/leads/{code}", response=selectors.LeadFile, summary="线索详情")
def show_lead(request: ActorRequest, code: str) -> selectors.LeadFile:
    """One lead with its history."""
    return selectors.lead_file(request.actor, code)


@router.post("/leads", response={201: selectors.LeadView}, summary="登记线索")
def open_lead(request: ActorRequest, body: LeadIn) -> Status[selectors.LeadView]:
    """Register a lead."""
    actor = request.actor
    code = flows.open_lead(actor=actor, **body.dict())
    return Status(201, selectors.lead(actor, code))


@router.post("/leads/{code}/assign", response={204: None}, summary="交办线索")
def assign_lead(request: ActorRequest, code: str, body: AssignIn) -> Status[None]:
    """Pass a lead on; the sender may not see it afterwards, so nothing is shown."""
    flows.assign_lead(actor=request.actor, code=code, **body.dict())
    return Status(204, None)


@router.post("/leads/{code}/answer", response=selectors.LeadView, summary="登记首次答复")
def answer_lead(request: ActorRequest, code: str, body: AnswerIn) -> selectors.LeadView:
    """Note the first answer."""
    actor = request.actor
    flows.answer_lead(actor=actor, code=code, **body.dict())
    return selectors.lead(actor, code)


@router.post("/leads/{code}/judge", response=selectors.LeadView, summary="登记研判结论")
def judge_lead(request: ActorRequest, code: str, body: JudgeIn) -> selectors.LeadView:
    """Note the verdict."""
    actor = request.actor
    flows.judge_lead(actor=actor, code=code, **body.dict())
    return selectors.lead(actor, code)


@router.post("/leads/{code}/close", response=selectors.LeadView, summary="办结线索")
def close_lead(request: ActorRequest, code: str, body: CloseIn) -> selectors.LeadView:
    """Close with an outcome."""
    actor = request.actor
    flows.close_lead(actor=actor, code=code, **body.dict())
    return selectors.lead(actor, code)
