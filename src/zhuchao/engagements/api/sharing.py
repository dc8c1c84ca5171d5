"""REST: a lead under way, and who shares it."""

from datetime import date
from typing import Annotated, Literal

from ninja import Field, Router, Schema, Status

from zhuchao.engagements import flows, selectors
from zhuchao.frame.decorators import ActorRequest

router = Router(tags=["线索"])


class NoteIn(Schema):
    """What was done, on a day."""

    note: str = Field(max_length=400)
    happened_on: date | None = None


class FeedBackIn(NoteIn):
    """Who was told what."""

    to: Literal["company", "introducer"]


class ReasonIn(Schema):
    """Why."""

    reason: str = Field(max_length=400)


class OriginIn(ReasonIn):
    """Where a lead came from."""

    source: str = Field(max_length=20)
    introducer: str = Field("", max_length=40)
    source_place: str = Field("", max_length=40)


class InterestIn(Schema):
    """An interest in the company, or none."""

    has: bool
    text: str = Field("", max_length=400)


class ShareIn(Schema):
    """With whom, what per cent, why."""

    office: str = Field(max_length=40)
    percent: int
    note: str = Field(max_length=400)


class ProposalOut(Schema):
    """The code of a proposal."""

    proposal: str


@router.post("/leads/{code}/report", response=selectors.LeadView, summary="报告线索进展")
def report_lead(request: ActorRequest, code: str, body: NoteIn) -> selectors.LeadView:
    """Report progress; the clock of reports starts anew."""
    flows.report_lead(actor=request.actor, code=code, **body.dict())
    return selectors.lead(request.actor, code)


@router.post("/leads/{code}/experts", response=selectors.LeadView, summary="请专家论证")
def ask_experts(request: ActorRequest, code: str, body: ReasonIn) -> selectors.LeadView:
    """Ask experts; the verdict falls due later."""
    flows.ask_experts(actor=request.actor, code=code, **body.dict())
    return selectors.lead(request.actor, code)


@router.post("/leads/{code}/feed-back", response=selectors.LeadView, summary="登记反馈")
def feed_back_lead(request: ActorRequest, code: str, body: FeedBackIn) -> selectors.LeadView:
    """The verdict was told."""
    flows.feed_back_lead(actor=request.actor, code=code, **body.dict())
    return selectors.lead(request.actor, code)


@router.post("/leads/{code}/origin", response=selectors.LeadView, summary="更正来源")
def correct_origin(request: ActorRequest, code: str, body: OriginIn) -> selectors.LeadView:
    """Correct channel, introducer and place."""
    flows.correct_origin(actor=request.actor, code=code, **body.dict())
    return selectors.lead(request.actor, code)


@router.post("/leads/{code}/interest", response=selectors.LeadFile, summary="申报利益关系")
def declare_interest(request: ActorRequest, code: str, body: InterestIn) -> selectors.LeadFile:
    """Declare an interest in the company, or none."""
    flows.declare_interest(actor=request.actor, code=code, **body.dict())
    return selectors.lead_file(request.actor, code)


@router.post("/leads/{code}/release", response=selectors.LeadView, summary="释放首报首谈")
def release_lapsed_claim(request: ActorRequest, code: str, body: ReasonIn) -> selectors.LeadView:
    """Free a company whose claim has lapsed."""
    flows.release_lapsed_claim(actor=request.actor, code=code, **body.dict())
    return selectors.lead(request.actor, code)


@router.get("/leads/{code}/shares", response=list[selectors.Share], summary="线索份额")
def lead_shares(request: ActorRequest, code: str) -> list[selectors.Share]:
    """How the credit of a lead is split now."""
    return list(selectors.lead_shares(request.actor, code))


@router.post("/leads/{code}/share", response={201: ProposalOut}, summary="提出共享线索")
def propose_share(request: ActorRequest, code: str, body: ShareIn) -> Status[dict[str, str]]:
    """Offer a part of the credit to another office."""
    return Status(201, {"proposal": flows.propose_share(actor=request.actor, code=code, **body.dict())})


@router.post("/leads/{code}/introduce", response={201: ProposalOut}, summary="引荐线索给其他单位")
def introduce_lead(request: ActorRequest, code: str, body: ShareIn) -> Status[dict[str, str]]:
    """Offer the lead to another office and keep ``percent`` of its credit."""
    return Status(201, {"proposal": flows.introduce_lead(actor=request.actor, code=code, **body.dict())})


@router.get("/proposals", response=list[selectors.ProposalView], summary="待签署的共享提议")
def proposals(request: ActorRequest) -> list[selectors.ProposalView]:
    """Proposals that wait for an answer, from or to the offices the actor sees."""
    return selectors.open_proposals(request.actor)


@router.post("/proposals/{code}/accept", response={204: None}, summary="签署共享提议")
def accept_share(request: ActorRequest, code: str) -> Status[None]:
    """Sign as the head of the asked office."""
    flows.accept_share(actor=request.actor, proposal=code)
    return Status(204, None)


@router.post("/proposals/{code}/decline", response={204: None}, summary="谢绝或撤回共享提议")
def decline_share(request: ActorRequest, code: str, body: ReasonIn) -> Status[None]:
    """Say no, or take one's own proposal back."""
    flows.decline_share(actor=request.actor, proposal=code, reason=body.reason)
    return Status(204, None)


@router.get("/contact-log", response=selectors.ContactLogPage, summary="政企交往记录")
def contact_log(
    request: ActorRequest,
    text: str = "",
    office: str = "",
    since: date | None = None,
    until: date | None = None,
    offset: Annotated[int, Field(ge=0)] = 0,
    limit: Annotated[int, Field(ge=1, le=500)] = 50,
) -> selectors.ContactLogPage:
    """Who dealt with which company when; without what was said for the audit administrator."""
    asked = selectors.Asked(since=since, until=until, office=office, text=text)
    return selectors.contact_log(request.actor, asked, offset=offset, limit=limit)
