"""REST: meetings and events."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from ninja import Field, Router, Schema, Status

from zhuchao.engagements import flows, selectors
from zhuchao.frame.decorators import ActorRequest

router = Router(tags=["走访与活动"])


class PlanIn(Schema):
    """A meeting to come; ``office`` empty means the actor's own."""

    kind: str = Field(max_length=12)
    title: str = Field(max_length=200)
    planned_on: date
    uscc: str = Field("", max_length=18)
    company_name: str = Field("", max_length=200)
    lead_code: str = Field("", max_length=40)
    office: str = Field("", max_length=40)
    place: str = Field("", max_length=200)
    agenda: list[str] = Field(default_factory=list)


class HeldIn(Schema):
    """What took place; ``code`` names a planned meeting, whose kind, title and company stand."""

    held_on: date
    summary: str = Field(max_length=2000)
    code: str = Field("", max_length=40)
    kind: str = Field("visit", max_length=12)
    title: str = Field("", max_length=200)
    uscc: str = Field("", max_length=18)
    company_name: str = Field("", max_length=200)
    lead_code: str = Field("", max_length=40)
    office: str = Field("", max_length=40)
    place: str = Field("", max_length=200)
    ours: int = 1
    theirs: int = 0
    units: list[str] = Field(default_factory=list)
    problems: str = Field("", max_length=1000)
    interest: str = Field("", max_length=10)
    interest_note: str = Field("", max_length=200)
    agenda: list[str] = Field(default_factory=list)


class ReasonIn(Schema):
    """Why."""

    reason: str = Field(max_length=400)


class DecisionIn(Schema):
    """What was decided; votes ``for``, ``against``, ``abstain`` of those present, and how many were ``absent``."""

    decision: str = Field(max_length=1000)
    votes: dict[str, int] = Field(default_factory=dict)


class TextIn(Schema):
    """Something in words."""

    text: str = Field(max_length=1000)


class FollowUpIn(Schema):
    """What is to be done, by whom, by when."""

    text: str = Field(max_length=400)
    office: str = Field(max_length=40)
    post: str = Field("", max_length=40)
    due_on: date | None = None


class ResultIn(Schema):
    """What came of it."""

    result: str = Field(max_length=400)
    happened_on: date | None = None


class JudgeIn(Schema):
    """What is thought of a fact: verified, disputed or voided."""

    judgement: str = Field(max_length=12)
    reason: str = Field("", max_length=400)


class PlanEventIn(Schema):
    """An event to come."""

    kind: str = Field(max_length=12)
    title: str = Field(max_length=200)
    planned_on: date
    office: str = Field("", max_length=40)
    place: str = Field("", max_length=200)
    note: str = Field("", max_length=1000)


class HeldEventIn(Schema):
    """When it took place, how many companies came, what it cost (万元)."""

    held_on: date
    guests: int = 0
    cost_wan: Decimal | None = None


@router.get("/engagements", response=selectors.EngagementPage, summary="走访活动列表")
def list_engagements(
    request: ActorRequest,
    text: str = "",
    kind: str = "",
    office: str = "",
    state: str = "",
    uscc: str = "",
    lead: str = "",
    mine: bool = False,
    since: date | None = None,
    until: date | None = None,
    offset: Annotated[int, Field(ge=0)] = 0,
    limit: Annotated[int, Field(ge=1, le=500)] = 50,
) -> selectors.EngagementPage:
    """Meetings the actor may see, the newest first; ``mine`` keeps those that concern the actor, ``since`` and ``until``
    are days held or, while not held, planned for."""
    return selectors.find_engagements(
        request.actor,
        text=text,
        kind=kind,
        office=office,
        state=state,
        uscc=uscc,
        lead=lead,
        mine=mine,
        since=since,
        until=until,
        offset=offset,
        limit=limit,
    )


@router.post("/engagements/plan", response={201: selectors.EngagementView}, summary="安排走访或会议")
def plan_engagement(request: ActorRequest, body: PlanIn) -> Status[selectors.EngagementView]:
    """Plan a meeting."""
    given = body.dict()
    given["agenda"] = tuple(given["agenda"])
    code = flows.plan_engagement(actor=request.actor, **given)
    return Status(201, selectors.engagement(request.actor, code))


@router.post("/engagements/held", response={201: selectors.EngagementView}, summary="登记走访")
def hold_engagement(request: ActorRequest, body: HeldIn) -> Status[selectors.EngagementView]:
    """Write down a meeting that took place."""
    code = flows.hold_engagement(actor=request.actor, **body.dict())
    return Status(201, selectors.engagement(request.actor, code))


@router.get("/engagements/{code}", response=selectors.EngagementView, summary="走访活动详情")
def show_engagement(request: ActorRequest, code: str) -> selectors.EngagementView:
    """One meeting."""
    return selectors.engagement(request.actor, code)


@router.get("/engagements/{code}/history", response=list[selectors.MeetingStep], summary="走访活动经过")
def show_history(request: ActorRequest, code: str) -> list[selectors.MeetingStep]:
    """What happened to a meeting."""
    return selectors.meeting_history(request.actor, code)


@router.post("/engagements/{code}/cancel", response=selectors.EngagementView, summary="取消走访活动")
def cancel_engagement(request: ActorRequest, code: str, body: ReasonIn) -> selectors.EngagementView:
    """It will not take place."""
    flows.cancel_engagement(actor=request.actor, code=code, reason=body.reason)
    return selectors.engagement(request.actor, code)


@router.post("/engagements/{code}/decision", response=selectors.EngagementView, summary="登记会议决定")
def record_decision(request: ActorRequest, code: str, body: DecisionIn) -> selectors.EngagementView:
    """What a 研判会 decided."""
    flows.record_decision(actor=request.actor, code=code, **body.dict())
    return selectors.engagement(request.actor, code)


@router.post("/engagements/{code}/dissent", response={204: None}, summary="登记不同意见")
def add_dissent(request: ActorRequest, code: str, body: TextIn) -> Status[None]:
    """Put a dissent on record."""
    flows.add_dissent(actor=request.actor, code=code, text=body.text)
    return Status(204, None)


@router.get("/engagements/{code}/follow-ups", response=list[selectors.FollowUpView], summary="会后事项")
def list_follow_ups(request: ActorRequest, code: str) -> list[selectors.FollowUpView]:
    """What is to be done after the meeting."""
    return selectors.follow_ups_after(request.actor, code)


@router.post(
    "/engagements/{code}/follow-ups", response={201: list[selectors.FollowUpView]}, summary="交办会后事项"
)
def set_follow_up(request: ActorRequest, code: str, body: FollowUpIn) -> Status[list[selectors.FollowUpView]]:
    """Give an office something to do."""
    flows.set_follow_up(actor=request.actor, code=code, **body.dict())
    return Status(201, selectors.follow_ups_after(request.actor, code))


@router.post("/follow-ups/{code}/close", response={204: None}, summary="办结会后事项")
def close_follow_up(request: ActorRequest, code: str, body: ResultIn) -> Status[None]:
    """It was done."""
    flows.close_follow_up(actor=request.actor, code=code, **body.dict())
    return Status(204, None)


@router.post("/meeting-facts/{kind}/{fact}/judge", response={204: None}, summary="核实、存疑或作废")
def judge_meeting(request: ActorRequest, kind: str, fact: str, body: JudgeIn) -> Status[None]:
    """What is thought of a fact of a meeting or event."""
    flows.judge_meeting(actor=request.actor, kind=kind, fact=fact, **body.dict())
    return Status(204, None)


@router.get("/events", response=selectors.EventPage, summary="招商活动列表")
def list_events(
    request: ActorRequest,
    text: str = "",
    kind: str = "",
    state: str = "",
    offset: Annotated[int, Field(ge=0)] = 0,
    limit: Annotated[int, Field(ge=1, le=500)] = 50,
) -> selectors.EventPage:
    """Events, the newest first."""
    return selectors.find_events(request.actor, text=text, kind=kind, state=state, offset=offset, limit=limit)


@router.get("/events/{code}", response=selectors.EventView, summary="招商活动详情")
def show_event(request: ActorRequest, code: str) -> selectors.EventView:
    """One event."""
    return selectors.event(request.actor, code)


@router.post("/events", response={201: selectors.EventView}, summary="安排活动")
def plan_event(request: ActorRequest, body: PlanEventIn) -> Status[selectors.EventView]:
    """Plan an event."""
    code = flows.plan_event(actor=request.actor, **body.dict())
    return Status(201, selectors.event(request.actor, code))


@router.post("/events/{code}/held", response=selectors.EventView, summary="登记活动举行")
def hold_event(request: ActorRequest, code: str, body: HeldEventIn) -> selectors.EventView:
    """The event took place."""
    flows.hold_event(actor=request.actor, code=code, **body.dict())
    return selectors.event(request.actor, code)


@router.post("/events/{code}/cancel", response=selectors.EventView, summary="取消招商活动")
def cancel_event(request: ActorRequest, code: str, body: ReasonIn) -> selectors.EventView:
    """The event will not take place."""
    flows.cancel_event(actor=request.actor, code=code, reason=body.reason)
    return selectors.event(request.actor, code)
