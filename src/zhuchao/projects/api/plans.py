"""REST: plans, delays, exits and alerts of projects."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from ninja import Field, Query, Router, Schema, Status

from zhuchao.frame.decorators import ActorRequest
from zhuchao.projects import flows
from zhuchao.projects.selectors import alerts as alerting
from zhuchao.projects.selectors import delays, exits, plans

router = Router(tags=["项目计划与受阻"])


class PlanIn(Schema):
    """A planned item: milestone (a ``stage``, or titled), money (万元) or duty (of a ``side``)."""

    what: str = Field(max_length=20)
    due_on: date
    title: str = Field("", max_length=200)
    stage: str = Field("", max_length=20)
    side: str = Field("", max_length=12)
    amount_wan: Decimal | None = None
    said_on: date | None = None
    note: str = Field("", max_length=400)


class MoveIn(Schema):
    """Another day, and why."""

    due_on: date
    reason: str = Field(max_length=400)
    amount_wan: Decimal | None = None
    said_on: date | None = None


class SettleIn(Schema):
    """That the item came about."""

    done_on: date
    evidence: list[str] = Field(default_factory=list)
    note: str = Field("", max_length=400)


class ItemOut(Schema):
    """A planned item; ``slip`` in days against the first plan, ``amount_wan`` in 万元."""

    item: str
    what: str
    what_name: str
    title: str
    side: str
    side_name: str
    first_due: date
    due_on: date
    moves: int
    reason: str
    amount_wan: Decimal | None
    done_on: date | None
    slip: int
    overdue: bool
    closed: bool
    by_stage: bool
    by: str
    recorded_at: datetime


class PlanOut(Schema):
    """The plan of a project; sums in 万元."""

    items: list[ItemOut]
    next_due: list[ItemOut]
    scheduled_wan: Decimal
    due_wan: Decimal
    arrived_wan: Decimal


class DelayIn(Schema):
    """A cause; its side is the rulebook's when not said."""

    cause: str = Field(max_length=40)
    since: date
    until: date | None = None
    side: str = Field("", max_length=12)
    blocking: str = Field("", max_length=40)
    note: str = Field("", max_length=400)
    evidence: list[str] = Field(default_factory=list)


class OverIn(Schema):
    """When the cause was over."""

    until: date
    note: str = Field("", max_length=400)


class DelayOut(Schema):
    """A cause with its days."""

    code: str
    cause: str
    cause_name: str
    side: str
    side_name: str
    since: date
    until: date | None
    days: int
    blocking: str
    blocking_name: str
    note: str
    evidence: list[str]
    recorded_at: datetime
    by: str
    standing: str


class DelaysOut(Schema):
    """The causes of a project and the days by side."""

    causes: list[DelayOut]
    days_by_side: dict[str, int]


class LeaveIn(Schema):
    """A coded reason and who decided."""

    reason: str = Field(max_length=20)
    happened_on: date | None = None
    decided_by: str = Field("", max_length=100)
    note: str = Field("", max_length=400)
    version: int | None = None


class ResumeIn(Schema):
    """Why the project is pursued again and who decided."""

    note: str = Field(max_length=400)
    happened_on: date | None = None
    decided_by: str = Field("", max_length=100)
    version: int | None = None


class ExitOut(Schema):
    """An exit or a return."""

    code: str
    what: str
    what_name: str
    on: date
    reason: str
    reason_name: str
    note: str
    decided_by: str
    stage: str
    recorded_at: datetime
    by: str
    standing: str


class AlertOut(Schema):
    """A project and why it asks to be looked at."""

    kind: str
    kind_name: str
    code: str
    name: str
    office: str
    office_name: str
    stage: str
    stage_name: str
    day: date
    days: int
    text: str


class AlertsOut(Schema):
    """Some alerts and how many there are of each kind."""

    rows: list[AlertOut]
    total: int
    counts: dict[str, int]


@router.get("/alerts", response=AlertsOut, summary="项目提醒")
def list_alerts(
    request: ActorRequest,
    kinds: Annotated[list[str] | None, Query()] = None,
    mine: bool = False,
    offset: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> alerting.AlertPage:
    """Projects that are overdue, silent or unreported, as the actor sees them."""
    return alerting.alerts(request.actor, kinds=kinds or (), mine=mine, offset=offset, limit=limit)


@router.get("/projects/{code}/plan", response=PlanOut, summary="项目计划")
def show_plan(request: ActorRequest, code: str) -> plans.Plan:
    """The plan against what came about."""
    return plans.plan(request.actor, code)


@router.post("/projects/{code}/plan", response={201: PlanOut}, summary="安排计划")
def set_plan(request: ActorRequest, code: str, body: PlanIn) -> Status[plans.Plan]:
    """Plan an item."""
    flows.set_plan(actor=request.actor, code=code, **body.dict())
    return Status(201, plans.plan(request.actor, code))


@router.post("/projects/{code}/plan/{item}/move", response=PlanOut, summary="调整计划")
def move_plan(request: ActorRequest, code: str, item: str, body: MoveIn) -> plans.Plan:
    """Move an item to another day."""
    flows.move_plan(actor=request.actor, code=code, item=item, **body.dict())
    return plans.plan(request.actor, code)


@router.post("/projects/{code}/plan/{item}/settle", response=PlanOut, summary="登记计划完成")
def settle_plan(request: ActorRequest, code: str, item: str, body: SettleIn) -> plans.Plan:
    """Record that an item came about."""
    flows.settle_plan(actor=request.actor, code=code, item=item, **body.dict())
    return plans.plan(request.actor, code)


@router.get("/projects/{code}/delays", response=DelaysOut, summary="受阻原因")
def list_delays(request: ActorRequest, code: str) -> delays.Delays:
    """What holds the project up, by side."""
    return delays.delays(request.actor, code)


@router.post("/projects/{code}/delays", response={201: DelaysOut}, summary="登记受阻原因")
def note_delay(request: ActorRequest, code: str, body: DelayIn) -> Status[delays.Delays]:
    """Note a cause."""
    flows.note_delay(actor=request.actor, code=code, **body.dict())
    return Status(201, delays.delays(request.actor, code))


@router.post("/projects/{code}/delays/{fact}/end", response=DelaysOut, summary="登记受阻解除")
def end_delay(request: ActorRequest, code: str, fact: str, body: OverIn) -> delays.Delays:
    """Note that a cause is over."""
    flows.end_delay(actor=request.actor, code=code, fact=fact, **body.dict())
    return delays.delays(request.actor, code)


@router.get("/projects/{code}/exits", response=list[ExitOut], summary="搁置、终止与恢复")
def list_exits(request: ActorRequest, code: str) -> list[exits.Exit]:
    """The exits and returns of the project."""
    return exits.exits(request.actor, code)


@router.post("/projects/{code}/shelve", response={201: list[ExitOut]}, summary="搁置项目")
def shelve_project(request: ActorRequest, code: str, body: LeaveIn) -> Status[list[exits.Exit]]:
    """Set the project aside."""
    flows.leave_project(what="shelved", actor=request.actor, code=code, **body.dict())
    return Status(201, exits.exits(request.actor, code))


@router.post("/projects/{code}/end", response={201: list[ExitOut]}, summary="终止项目")
def end_project(request: ActorRequest, code: str, body: LeaveIn) -> Status[list[exits.Exit]]:
    """End the project."""
    flows.leave_project(what="ended", actor=request.actor, code=code, **body.dict())
    return Status(201, exits.exits(request.actor, code))


@router.post("/projects/{code}/resume", response={201: list[ExitOut]}, summary="恢复推进")
def resume_project(request: ActorRequest, code: str, body: ResumeIn) -> Status[list[exits.Exit]]:
    """Take the project up again."""
    flows.resume_project(actor=request.actor, code=code, **body.dict())
    return Status(201, exits.exits(request.actor, code))
