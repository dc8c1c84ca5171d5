"""REST: ranked targets of a link."""

from datetime import date
from typing import Annotated

from ninja import Query, Router, Schema

from zhuchao.chains import selectors
from zhuchao.frame.decorators import ActorRequest

router = Router(tags=["产业链"])
_Many = Annotated[int, Query(ge=1, le=500)]
_Weights = Annotated[
    list[str],
    Query(default_factory=list, description="试算：某项的权重，如 capital=2；可多次给出，不保存"),
]


class ReasonOut(Schema):
    """A contribution to a score."""

    code: str
    text: str
    points: float


class TargetOut(Schema):
    """A company with score and reasons; the points add up to the score."""

    uscc: str
    name: str
    region: str
    score: float
    reasons: list[ReasonOut]


class TargetsOut(Schema):
    """Ranked targets and what they rest on; ``weights`` on trial by criterion, empty for the scheme in force."""

    chain: str
    link: str
    district: str
    as_of: date
    lake_version: int
    rule_version: str
    caveat: str
    notes: list[str]
    demo: bool
    weights: dict[str, float]
    trial: str
    targets: list[TargetOut]


@router.get("/chains/{chain}/links/{link}/targets", response=TargetsOut, summary="目标企业")
def show_targets(
    request: ActorRequest,
    chain: str,
    link: str,
    weight: _Weights,
    district: str = "",
    top: _Many = 50,
) -> dict[str, object]:
    """Ranked targets of a link with reasons, for our district when none is named; under weights on trial when given."""
    found = selectors.targets(request.actor, chain, link, district, top, weight)
    return {
        "chain": found.chain.code,
        "link": found.link.code,
        "district": found.district,
        "as_of": found.as_of,
        "lake_version": found.lake_version,
        "rule_version": found.rule_version,
        "caveat": found.caveat,
        "notes": list(found.notes),
        "demo": found.demo,
        "weights": {code: float(weight) for code, weight in found.weights.items()},
        "trial": found.trial,
        "targets": [t.as_dict() for t in found.rows],
    }
