"""REST: contracts of projects."""

from datetime import date, datetime
from decimal import Decimal

from ninja import Field, Router, Schema, Status

from zhuchao.frame.decorators import ActorRequest
from zhuchao.projects import flows
from zhuchao.projects.selectors import contracts as selectors
from zhuchao.projects.selectors import signings

router = Router(tags=["项目合同"])


class SumIn(Schema):
    """A sum in 万元, or ``amount_original`` in ten thousands of ``currency`` at ``rate`` (yuan for one of it on the
    day)."""

    amount_wan: Decimal | None = None
    currency: str = Field("CNY", max_length=3)
    amount_original: Decimal | None = None
    rate: Decimal | None = None


class ContractIn(SumIn):
    """A text that begins a contract: formal, framework or intent."""

    what: str = Field(max_length=20)
    number: str = Field("", max_length=80)
    title: str = Field("", max_length=200)
    signed_on: date
    event_code: str = Field("", max_length=40)
    note: str = Field("", max_length=400)
    evidence: list[str] = Field(default_factory=list)


class AmendIn(SumIn):
    """An amendment; the sum is the whole sum after it, nothing when it stays."""

    number: str = Field("", max_length=80)
    title: str = Field("", max_length=200)
    signed_on: date
    note: str = Field("", max_length=400)
    evidence: list[str] = Field(default_factory=list)


class EndIn(Schema):
    """A dissolution."""

    ended_on: date
    reason: str = Field(max_length=400)
    number: str = Field("", max_length=80)
    evidence: list[str] = Field(default_factory=list)


class TextOut(Schema):
    """One signed text; sums in 万元."""

    code: str
    what: str
    what_name: str
    number: str
    title: str
    signed_on: date
    amount_wan: Decimal | None
    currency: str
    amount_original: Decimal | None
    rate: str
    event_code: str
    note: str
    evidence: list[str]
    recorded_at: datetime
    by: str
    standing: str


class ContractOut(Schema):
    """A contract by its newest text; sums in 万元."""

    contract: str
    kind: str
    kind_name: str
    number: str
    title: str
    signed_on: date
    first_wan: Decimal | None
    amount_wan: Decimal | None
    delta_wan: Decimal
    ended_on: date | None
    event_code: str
    first: bool
    texts: list[TextOut]


@router.get("/projects/{code}/contracts", response=list[ContractOut], summary="项目合同")
def list_contracts(request: ActorRequest, code: str) -> list[selectors.Contract]:
    """The contracts of a project with all their texts."""
    return selectors.contracts(request.actor, code)


@router.post("/projects/{code}/contracts", response={201: list[ContractOut]}, summary="登记合同")
def record_contract(request: ActorRequest, code: str, body: ContractIn) -> Status[list[selectors.Contract]]:
    """Record a contract, a framework or a letter of intent."""
    flows.record_contract(actor=request.actor, code=code, **body.dict())
    return Status(201, selectors.contracts(request.actor, code))


@router.post(
    "/projects/{code}/contracts/{contract}/amend", response={201: list[ContractOut]}, summary="登记补充协议"
)
def amend_contract(
    request: ActorRequest, code: str, contract: str, body: AmendIn
) -> Status[list[selectors.Contract]]:
    """Record an amendment."""
    flows.amend_contract(actor=request.actor, code=code, contract=contract, **body.dict())
    return Status(201, selectors.contracts(request.actor, code))


@router.post(
    "/projects/{code}/contracts/{contract}/end", response={201: list[ContractOut]}, summary="登记合同解除"
)
def end_contract(
    request: ActorRequest, code: str, contract: str, body: EndIn
) -> Status[list[selectors.Contract]]:
    """Record a dissolution."""
    flows.end_contract(actor=request.actor, code=code, contract=contract, **body.dict())
    return Status(201, selectors.contracts(request.actor, code))


class SigningOut(Schema):
    """A text signed at a ceremony; ``repeated`` says why it is a repeated one."""

    code: str
    name: str
    company_name: str
    what: str
    what_name: str
    number: str
    signed_on: date
    amount_wan: Decimal | None
    repeated: str


class SigningsOut(Schema):
    """The signing list of a ceremony, of the projects the actor sees."""

    event: str
    title: str
    on: date
    rows: list[SigningOut]
    formal: int
    formal_wan: Decimal
    repeated: int


@router.get("/events/{event}/signings", response=SigningsOut, summary="签约仪式的签约项目")
def list_signings(request: ActorRequest, event: str) -> signings.Signings:
    """What was signed at a ceremony, and what of it had been signed before."""
    return signings.signings(request.actor, event)
