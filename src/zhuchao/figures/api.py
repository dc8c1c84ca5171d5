"""REST: figures with their trail, and definitions."""

from datetime import date, datetime
from typing import Annotated

from ninja import Field, Query, Router, Schema

from zhuchao.figures import selectors
from zhuchao.figures.engine.definition import Definition
from zhuchao.frame.decorators import ActorRequest
from zhuchao.terms.period import Period

router = Router(tags=["指标"])
#: Parameters of the address that belong to ``compute`` itself; all others belong to the definition.
_OWN = frozenset({"from", "as_of", "known_at", "office"})


class FigureOut(Schema):
    """A figure with everything needed to open and recompute it; the keys of ``zhuchao figure show --json``."""

    id: str
    name: str
    value: float | None
    unit: str
    definition: str
    version: str
    text: str
    since: Annotated[date | None, Field(alias="from")]
    as_of: date
    known_at: str | None
    numerator: float | None
    denominator: float | None
    claimed: float | None
    verified: float | None
    rows: list[str]
    cohort: list[str]
    why_blank: str
    caveat: str
    checksum: str


@router.get("/definitions", response=list[Definition], summary="口径列表")
def list_definitions(request: ActorRequest) -> list[Definition]:
    """The definitions in force."""
    return selectors.definitions(request.actor)


@router.get("/figures/{definition_id}", response=FigureOut, by_alias=True, summary="指标")
def show_figure(
    request: ActorRequest,
    definition_id: str,
    since: Annotated[date | None, Query(alias="from")] = None,
    as_of: date | None = None,
    known_at: datetime | None = None,
    office: str = "",
) -> dict[str, object]:
    """One figure, by default to today; the definition's own parameters are given in the address beside these."""
    return selectors.compute(
        definition_id,
        request.actor,
        period=Period(since) if since else None,
        as_of=as_of,
        known_at=known_at,
        office=office,
        **{k: str(v) for k, v in request.GET.items() if k not in _OWN},
    ).as_dict()
