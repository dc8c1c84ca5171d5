"""REST: the board, the funnel, what signed and did not start, the forecast."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from ninja import Router, Schema

from zhuchao.frame.decorators import ActorRequest
from zhuchao.projects.engine.rates import Step
from zhuchao.projects.selectors import board as boards
from zhuchao.projects.selectors import cohorts
from zhuchao.projects.selectors import forecast as forecasting

router = Router(tags=["项目看板"])


class LevelOut(Schema):
    """One stage of the funnel; ``amount`` in 万元."""

    stage: str
    stage_name: str
    count: int
    amount: Decimal
    standing: int
    shelved: int
    ended: int
    reasons: dict[str, int]


class CauseOut(Schema):
    """What holds a project up."""

    name: str
    side: str
    blocking: str
    since: date


class UnstartedOut(Schema):
    """A project that signed and did not start; ``band`` in months, ``amount_wan`` in 万元."""

    code: str
    name: str
    office_code: str
    office_name: str
    signed_on: date
    days: int
    band: int
    amount_wan: Decimal | None
    ended: bool
    causes: list[CauseOut]


class UnstartedsOut(Schema):
    """A page of them, with the causes of all."""

    total: int
    causes: Mapping[str, int]
    rows: list[UnstartedOut]


class StepOut(Schema):
    """Money up to a day, in 万元."""

    until: date
    due: Decimal
    verified: Decimal
    claimed: Decimal


class CardOut(Schema):
    """A card: open it by ``/figures/{definition}``."""

    definition: str
    name: str
    value: float | None
    unit: str
    why_blank: str
    printed: str


class YieldOut(Schema):
    """Output and tax in 万元 a year, jobs in persons."""

    output: Decimal
    tax: Decimal
    jobs: Decimal


class YearOut(Schema):
    """One year of the forecast."""

    year: int
    projects: int
    plain: YieldOut
    weighted: YieldOut


class ForecastOut(Schema):
    """The forecast with its formula and weights."""

    projects: int
    silent: int
    formula: str
    weights: Mapping[str, Decimal]
    years: list[YearOut]


class BoardOut(Schema):
    """Everything on the board, of what the actor may see."""

    since: date
    as_of: date
    office: str
    cards: list[CardOut]
    funnel: list[LevelOut]
    unstarted: int
    bands: dict[str, int]
    causes: Mapping[str, int]
    money: list[StepOut]
    forecast: ForecastOut


@router.get("/board", response=BoardOut, summary="招商看板")
def show_board(
    request: ActorRequest, since: date | None = None, as_of: date | None = None, office: str = ""
) -> dict[str, object]:
    """The board of a period (the mandate's start to today when not said), of an office with those below it."""
    asked = boards.asked_by(request.actor, since=since, as_of=as_of, office=office)
    found = boards.board(request.actor, asked)
    cards = [
        {
            "definition": card.definition,
            "name": card.name,
            "value": card.value,
            "unit": card.unit,
            "why_blank": card.why_blank,
            "printed": card.printed(),
        }
        for card in found.cards
    ]
    return {
        "since": asked.since,
        "as_of": asked.as_of,
        "office": asked.office,
        "cards": cards,
        "funnel": _levels(found.funnel),
        "unstarted": found.unstarted.total,
        "bands": {b.label: b.count for b in found.unstarted.bands},
        "causes": found.unstarted.causes,
        "money": [_step(step) for step in found.money],
        "forecast": found.forecast,
    }


def _levels(found: cohorts.Funnel) -> list[dict[str, object]]:
    return [
        {
            "stage": level.stage,
            "stage_name": found.stages[level.stage],
            "count": level.count,
            "amount": level.amount,
            "standing": level.standing,
            "shelved": level.shelved,
            "ended": level.ended,
            "reasons": {found.reasons.get(code, code): many for code, many in level.reasons},
        }
        for level in found.levels
    ]


def _step(step: Step) -> dict[str, object]:
    return {"until": step.until, "due": step.due, "verified": step.verified, "claimed": step.claimed}


@router.get("/unstarted", response=UnstartedsOut, summary="签约未开工")
def list_unstarted(
    request: ActorRequest,
    since: date | None = None,
    as_of: date | None = None,
    office: str = "",
    offset: int = 0,
    limit: int = 100,
) -> dict[str, object]:
    """Signed in the period and not started on evidence, the oldest first."""
    asked = boards.asked_by(request.actor, since=since, as_of=as_of, office=office)
    found = boards.unstarted(request.actor, asked)
    rows = found.rows[offset : offset + min(max(limit, 0), 500)]
    return {"total": len(found.rows), "causes": found.causes, "rows": rows}


@router.get("/forecast", response=ForecastOut, summary="产出预测")
def show_forecast(request: ActorRequest, office: str = "") -> forecasting.Forecast:
    """Eight years from this one, as planned and weighted by stage."""
    boards.asked_by(request.actor, office=office)
    return forecasting.pipeline(request.actor, office=office)
