"""REST: channels, introducers and agency contracts."""

from datetime import date
from decimal import Decimal
from typing import Annotated, BinaryIO, cast

from ninja import Field, File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from zhuchao.engagements import flows, selectors
from zhuchao.frame.decorators import ActorRequest

router = Router(tags=["渠道与引荐"])
_File = Annotated[UploadedFile, File(description="佐证文件")]
_Offset = Annotated[int, Field(ge=0)]
_Limit = Annotated[int, Field(ge=1, le=500)]


class CorrectionIn(Schema):
    """What may be corrected of an introducer."""

    purpose: str = Field(max_length=200)
    unit: str = Field("", max_length=120)
    title: str = Field("", max_length=60)
    note: str = Field("", max_length=400)


class IntroducerIn(CorrectionIn):
    """An introducer: a body by its credit code, or a post of a unit."""

    uscc: str = Field("", max_length=40)
    office: str = Field("", max_length=40)


class ContractIn(Schema):
    """A signed agency contract; sums in 万元."""

    introducer: str = Field(max_length=40)
    number: str = Field(max_length=80)
    channel: str = Field(max_length=20)
    signed_on: date
    starts_on: date
    ends_on: date
    fee_terms: str = Field(max_length=600)
    fee_wan: Decimal
    office: str = Field("", max_length=40)


class PaymentIn(Schema):
    """A payment in 万元."""

    amount_wan: Decimal
    paid_on: date
    voucher_no: str = Field("", max_length=80)
    note: str = Field("", max_length=400)


class EndIn(Schema):
    """An end and why."""

    reason: str = Field(max_length=400)
    ended_on: date | None = None


class PaidOut(Schema):
    """The code of the fact."""

    fact: str


@router.get("/channels", response=selectors.ChannelResults, summary="渠道成效")
def channel_results(
    request: ActorRequest, since: date, until: date, office: str = ""
) -> selectors.ChannelResults:
    """What each channel brought and cost in a period."""
    return selectors.channel_results(request.actor, since=since, until=until, office=office)


@router.get("/introducers", response=selectors.IntroducerPage, summary="引荐人列表")
def find_introducers(
    request: ActorRequest,
    text: str = "",
    kind: str = "",
    office: str = "",
    sort: str = "name",
    offset: _Offset = 0,
    limit: _Limit = 50,
) -> selectors.IntroducerPage:
    """The register, with what became of the leads the actor sees."""
    return selectors.find_introducers(
        request.actor, text=text, kind=kind, office=office, sort=sort, offset=offset, limit=limit
    )


@router.post("/introducers", response={201: selectors.IntroducerView}, summary="登记引荐人")
def add_introducer(request: ActorRequest, body: IntroducerIn) -> Status[selectors.IntroducerView]:
    """Enter an introducer."""
    code = flows.add_introducer(actor=request.actor, **body.dict())
    return Status(201, selectors.introducer(request.actor, code))


@router.get("/introducers/{code}", response=selectors.IntroducerView, summary="引荐人")
def introducer(request: ActorRequest, code: str) -> selectors.IntroducerView:
    """One introducer."""
    return selectors.introducer(request.actor, code)


@router.post("/introducers/{code}/correct", response=selectors.IntroducerView, summary="更正引荐人")
def correct_introducer(request: ActorRequest, code: str, body: CorrectionIn) -> selectors.IntroducerView:
    """Correct what is written of an introducer."""
    flows.correct_introducer(actor=request.actor, code=code, **body.dict())
    return selectors.introducer(request.actor, code)


@router.get("/agency", response=selectors.ContractPage, summary="委托招商协议列表")
def find_contracts(
    request: ActorRequest,
    text: str = "",
    state: str = "",
    channel: str = "",
    office: str = "",
    introducer: str = "",
    sort: str = "-signed_on",
    offset: _Offset = 0,
    limit: _Limit = 50,
) -> selectors.ContractPage:
    """Contracts of the offices the actor sees."""
    return selectors.find_contracts(
        request.actor,
        text=text,
        state=state,
        channel=channel,
        office=office,
        introducer=introducer,
        sort=sort,
        offset=offset,
        limit=limit,
    )


@router.get("/agency/{code}", response=selectors.ContractFile, summary="委托招商协议")
def contract(request: ActorRequest, code: str) -> selectors.ContractFile:
    """One contract with its history and results."""
    return selectors.contract_file(request.actor, code)


@router.post("/agency", response={201: selectors.ContractFile}, summary="登记委托招商协议")
def sign_agency_contract(
    request: ActorRequest, body: Form[ContractIn], file: _File
) -> Status[selectors.ContractFile]:
    """Enter a signed contract with its text."""
    code = flows.sign_agency_contract(
        actor=request.actor, **body.dict(), file=cast(BinaryIO, file.file), file_name=file.name or ""
    )
    return Status(201, selectors.contract_file(request.actor, code))


@router.post("/agency/{code}/payments", response={201: PaidOut}, summary="登记委托招商付款")
def record_agency_payment(
    request: ActorRequest, code: str, body: Form[PaymentIn], file: _File
) -> Status[dict[str, str]]:
    """Enter a payment on its voucher."""
    fact = flows.record_agency_payment(
        actor=request.actor,
        code=code,
        **body.dict(),
        file=cast(BinaryIO, file.file),
        file_name=file.name or "",
    )
    return Status(201, {"fact": fact})


@router.post("/agency/{code}/end", response=selectors.ContractFile, summary="终止委托招商协议")
def end_agency_contract(request: ActorRequest, code: str, body: EndIn) -> selectors.ContractFile:
    """End a contract."""
    flows.end_agency_contract(actor=request.actor, code=code, **body.dict())
    return selectors.contract_file(request.actor, code)
