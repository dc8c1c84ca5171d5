"""REST: projects, who leads them and who helps."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from ninja import Field, Router, Schema, Status

from zhuchao.frame.decorators import ActorRequest
from zhuchao.projects import flows, selectors

router = Router(tags=["项目"])


class ProjectIn(Schema):
    """What registers a project; ``office`` empty means the actor's own, ``fields`` are those of ``GET /projects/fields``."""

    name: str = Field(max_length=200)
    company_name: str = Field(max_length=200)
    uscc: str = Field("", max_length=40)
    klass: str = Field(max_length=12)
    nature: str = Field(max_length=12)
    form: str = Field(max_length=12)
    office: str = Field("", max_length=40)
    industry_code: str = Field("", max_length=4)
    chain: str = Field("", max_length=40)
    link: str = Field("", max_length=40)
    channel: str = Field("", max_length=20)
    introducer: str = Field("", max_length=40)
    source_place: str = Field("", max_length=6)
    summary: str = Field("", max_length=1000)
    fields: dict[str, object] = Field(default_factory=dict)
    opened_on: date | None = None


class FromLeadIn(Schema):
    """What a lead does not know of the project it becomes."""

    name: str = Field(max_length=200)
    klass: str = Field(max_length=12)
    nature: str = Field(max_length=12)
    form: str = Field(max_length=12)
    industry_code: str = Field("", max_length=4)
    summary: str = Field("", max_length=1000)
    fields: dict[str, object] = Field(default_factory=dict)
    opened_on: date | None = None


class AssignIn(Schema):
    """To which office, post and leader's post; ``leader_post`` left out stays, empty ends."""

    office: str = Field("", max_length=40)
    post: str = Field("", max_length=40)
    leader_post: str | None = Field(None, max_length=40)


class SharesIn(Schema):
    """Assisting office → its share of the result in per cent."""

    shares: dict[str, int]


class ColumnOut(Schema):
    """A stage of the kanban: pursued projects standing there and the sum of their contracts in 万元."""

    stage: str
    stage_name: str
    count: int
    amount_wan: Decimal


@router.get("/projects", response=selectors.ProjectPage, summary="项目列表")
def list_projects(
    request: ActorRequest,
    text: str = "",
    office: str = "",
    klass: str = "",
    nature: str = "",
    form: str = "",
    stage: str = "",
    state: str = "",
    grade: str = "",
    chain: str = "",
    link: str = "",
    uscc: str = "",
    lead: str = "",
    silent: bool = False,
    overdue: bool = False,
    unstarted: bool = False,
    mine: bool = False,
    sort: str = "due",
    offset: Annotated[int, Field(ge=0)] = 0,
    limit: Annotated[int, Field(ge=1, le=500)] = 50,
) -> selectors.ProjectPage:
    """Projects the actor may see; what is to be done first comes first. ``chain`` and ``link`` are the codes of
    ``/chains``; ``chain.link`` names a link whose code two chains have."""
    wanted = selectors.Wanted(
        text=text,
        office_code=office,
        klass=klass,
        nature=nature,
        form=form,
        stage=stage,
        state=state,
        grade=grade,
        chain=chain,
        link=link,
        uscc=uscc,
        lead_code=lead,
        silent=silent,
        overdue=overdue,
        unstarted=unstarted,
        mine=mine,
    )
    return selectors.find_projects(request.actor, wanted, sort=sort, offset=offset, limit=limit)


@router.get("/stages", response=list[ColumnOut], summary="按阶段汇总")
def by_stage(request: ActorRequest, office: str = "", klass: str = "") -> list[selectors.Column]:
    """Pursued projects by stage, over all the actor may see."""
    return selectors.kanban(request.actor, selectors.Wanted(office_code=office, klass=klass), each=0)


@router.get("/projects/{code}", response=selectors.ProjectFile, summary="项目详情")
def show_project(request: ActorRequest, code: str) -> selectors.ProjectFile:
    """One project with its fields and its history."""
    return selectors.project_file(request.actor, code)


@router.post("/projects", response={201: selectors.ProjectView}, summary="登记项目")
def open_project(request: ActorRequest, body: ProjectIn) -> Status[selectors.ProjectView]:
    """Register a project."""
    code = flows.open_project(actor=request.actor, **body.dict())
    return Status(201, selectors.project(request.actor, code))


@router.post("/leads/{lead}/project", response={201: selectors.ProjectView}, summary="线索转为项目")
def open_from_lead(request: ActorRequest, lead: str, body: FromLeadIn) -> Status[selectors.ProjectView]:
    """Make a lead a project: company, channel, introducer and shares come along, the lead ends."""
    code = flows.open_from_lead(actor=request.actor, lead=lead, **body.dict())
    return Status(201, selectors.project(request.actor, code))


@router.post("/projects/{code}/assign", response={204: None}, summary="转交项目")
def assign_project(request: ActorRequest, code: str, body: AssignIn) -> Status[None]:
    """Give the project to another office, post or leader; the sender may not see it afterwards."""
    flows.assign_project(actor=request.actor, code=code, **body.dict())
    return Status(204, None)


@router.post("/projects/{code}/assist", response=selectors.ProjectView, summary="确定协助单位")
def set_assisting(request: ActorRequest, code: str, body: SharesIn) -> selectors.ProjectView:
    """Agree who helps and how the result is shared."""
    flows.set_assisting(actor=request.actor, code=code, shares=body.shares)
    return selectors.project(request.actor, code)


class PlaceIn(Schema):
    """Chain and link by code or name; both empty: on no chain of the district."""

    chain: str = Field("", max_length=40)
    link: str = Field("", max_length=40)
    happened_on: date | None = None


@router.post("/projects/{code}/place", response=selectors.ProjectView, summary="确定产业链环节")
def place_project(request: ActorRequest, code: str, body: PlaceIn) -> selectors.ProjectView:
    """Say which link of which chain the project fills, and since when."""
    flows.place_project(actor=request.actor, code=code, **body.dict())
    return selectors.project(request.actor, code)


class LinkIn(Schema):
    """The code of a meeting that the actor sees."""

    engagement: str = Field(max_length=40)


@router.post("/projects/{code}/engagements", response={204: None}, summary="关联走访活动")
def link_engagement(request: ActorRequest, code: str, body: LinkIn) -> Status[None]:
    """Say that a meeting was about the project."""
    flows.link_engagement(actor=request.actor, code=code, engagement=body.engagement)
    return Status(204, None)
