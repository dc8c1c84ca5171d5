"""REST: figures with their trail, and definitions."""

from datetime import date, datetime

from django.http import HttpRequest
from ninja import Router, Schema

from zhuchao.figures import selectors
from zhuchao.figures.engine.definition import Definition
from zhuchao.terms.period import Period
from zhuchao.terms.refusal import Refusal, Refused

router = Router(tags=["指标"])
#: Parameters of the address that belong to ``compute`` itself; all others belong to the definition.
_OWN = frozenset({"from", "as_of", "known_at", "office"})


class DefinitionOut(Schema):
    """What a figure counts, in words."""

    id: str
    figure: str
    name: str
    text: str
    unit: str
    version: str
    cohort: str
    evidence: str
    params: dict[str, str]
    since: date
    until: date | None
    source: str
    standing: str


class FigureOut(Schema):
    """A figure with everything needed to open and recompute it."""

    id: str
    name: str
    value: float | None
    unit: str
    definition: str
    version: str
    text: str
    period_from: date | None
    as_of: date
    known_at: datetime | None
    numerator: float | None
    denominator: float | None
    claimed: float | None
    verified: float | None
    rows: list[str]
    cohort: list[str]
    why_blank: str
    caveat: str
    checksum: str


@router.get("/definitions", response=list[DefinitionOut], summary="口径列表")
def list_definitions(request: HttpRequest) -> list[Definition]:
    """The definitions in force."""
    return selectors.definitions(request.actor)  # type: ignore[attr-defined]


@router.get("/figures/{definition_id}", response=FigureOut, summary="指标")
def show_figure(
    request: HttpRequest,
    definition_id: str,
    as_of: date,
    known_at: datetime | None = None,
    office: str = "",
) -> dict[str, object]:
    """One figure; ``from`` and the definition's parameters are given in the address."""
    since = request.GET.get("from", "")
    params = {k: str(v) for k, v in request.GET.items() if k not in _OWN}
    figure = selectors.compute(
        definition_id,
        request.actor,  # type: ignore[attr-defined]
        period=Period(_day(since)) if since else None,
        as_of=as_of,
        known_at=known_at,
        office=office,
        **params,
    ).as_dict()
    return figure | {"period_from": figure["from"]}


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused(
            Refusal("figures.period", f"“{text[:20]}”不是日期", "请写成 2026-03-01 的样子。", "from")
        ) from error
