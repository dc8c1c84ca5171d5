"""REST: one target in full."""

from datetime import date

from ninja import Router, Schema

from zhuchao.chains import selectors
from zhuchao.frame.decorators import ActorRequest

router = Router(tags=["产业链"])


class PointsOut(Schema):
    """A sentence with what it adds to a score."""

    code: str
    text: str
    points: float


class TraceOut(Schema):
    """A dated sentence; ``record`` is the code of what it rests on."""

    kind: str
    on: date | None
    text: str
    record: str


class RivalOut(Schema):
    """A city the company would weigh; the points of the reasons add up to the score."""

    code: str
    name: str
    place: int
    score: float
    reasons: list[PointsOut]
    ours: bool


class WeighedOut(Schema):
    """A city the company may enter next by what was learned; points of the reasons add up to the score."""

    code: str
    name: str
    score: float
    reasons: list[PointsOut]


class LearnedPlaceOut(Schema):
    """Where a company stands among all that may come to our city; points of the reasons add up to the score."""

    place: int
    of: int
    band: str
    score: float
    reasons: list[PointsOut]


class LearnedOut(Schema):
    """What a trained model says of its next city; ``state`` is 未训练 until there is one, ``here`` of our own city."""

    state: str
    note: str
    version: str
    cities: list[str]
    weighed: list[WeighedOut]
    here: LearnedPlaceOut | None


class TargetPageOut(Schema):
    """A company held against a link of a district. ``why`` and ``reasons`` each add up to ``score``; capital in 万元."""

    uscc: str
    name: str
    region: str
    score: float
    reasons: list[PointsOut]
    chain: str
    link: str
    district: str
    capital_wan: float | None
    reg_date: date | None
    place: int
    of: int
    as_of: date
    lake_version: int
    rule_version: str
    caveat: str
    demo: bool
    why: list[PointsOut]
    dated: list[TraceOut]
    ways: list[TraceOut]
    no_way: str
    against: list[PointsOut]
    rivals: list[RivalOut]
    learned: LearnedOut
    followed: bool


@router.get("/chains/{chain}/links/{link}/targets/{uscc}", response=TargetPageOut, summary="一家目标企业")
def show_target(
    request: ActorRequest, chain: str, link: str, uscc: str, district: str = ""
) -> dict[str, object]:
    """Why this company, on which dated facts, by whom to reach it and what speaks against."""
    return selectors.target_page(request.actor, chain, link, district, uscc).as_dict()
