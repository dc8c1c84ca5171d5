"""REST: money of projects, by voucher, and the three views of it."""

from datetime import date, datetime
from decimal import Decimal

from ninja import Field, Router, Schema, Status

from zhuchao.frame.decorators import ActorRequest
from zhuchao.projects import flows
from zhuchao.projects.api.contracts import SumIn
from zhuchao.projects.selectors import money

router = Router(tags=["项目到位资金"])


class MoneyIn(SumIn):
    """A voucher: kind, both sides, day, sum, kept files (``POST /ledger/evidence`` gives their sha-256)."""

    what: str = Field(max_length=20)
    payer: str = Field(max_length=200)
    payee: str = Field(max_length=200)
    paid_on: date
    evidence: list[str] = Field(default_factory=list)
    voucher_no: str = Field("", max_length=80)
    second_source: str = Field("", max_length=200)
    note: str = Field("", max_length=400)
    replaces: str = Field("", max_length=40)


class ArrivalOut(Schema):
    """A voucher; ``views`` count it."""

    code: str
    kind: str
    kind_name: str
    payer: str
    payee: str
    paid_on: date
    amount_wan: Decimal
    currency: str
    amount_original: Decimal | None
    rate: str
    voucher_no: str
    second_source: str
    note: str
    evidence: list[str]
    views: list[str]
    recorded_at: datetime
    by: str
    standing: str


class ViewOut(Schema):
    """What one view makes of the vouchers, in 万元."""

    view: str
    name: str
    text: str
    kinds: list[str]
    arrived_wan: Decimal
    verified_wan: Decimal
    claimed_wan: Decimal
    vouchers: int
    contract_wan: Decimal | None


class MoneyOut(Schema):
    """The views side by side and the vouchers they come from."""

    views: list[ViewOut]
    vouchers: list[ArrivalOut]


@router.get("/projects/{code}/money", response=MoneyOut, summary="项目到位资金")
def list_money(request: ActorRequest, code: str) -> dict[str, object]:
    """The three views and the vouchers of a project."""
    return _told(request, code)


@router.get("/projects/{code}/money/{view}", response=ViewOut, summary="一种口径的到位资金")
def money_view(request: ActorRequest, code: str, view: str) -> money.MoneyView:
    """One view: promotion, statistics or contract."""
    return money.money_view(request.actor, code, view)


@router.post("/projects/{code}/money", response={201: MoneyOut}, summary="登记到位资金")
def record_money(request: ActorRequest, code: str, body: MoneyIn) -> Status[dict[str, object]]:
    """Record a voucher."""
    flows.record_money(actor=request.actor, code=code, **body.dict())
    return Status(201, _told(request, code))


def _told(request: ActorRequest, code: str) -> dict[str, object]:
    actor = request.actor
    return {"views": money.money_views(actor, code), "vouchers": money.vouchers_of(actor, code)}
