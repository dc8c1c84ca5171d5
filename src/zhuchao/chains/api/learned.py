"""REST: what was learned of past expansions beside the companies of a target list; never a part of their scores."""

from typing import Annotated

from ninja import Query, Router, Schema

from zhuchao.chains import selectors
from zhuchao.chains.api.target import LearnedPlaceOut
from zhuchao.frame.decorators import ActorRequest

router = Router(tags=["产业链"])
_ByPlace = Annotated[bool, Query(description="按历史外拓规律中的名次排列；缺省按得分的名次")]


class BesideOut(Schema):
    """A company by its declared rank; ``learned`` is null where nothing was learned of it."""

    rank: int
    uscc: str
    name: str
    learned: LearnedPlaceOut | None


class LearnedListOut(Schema):
    """The companies of a target list; ``state`` is 未训练 until a model was trained, ``note`` says what the places are among."""

    state: str
    note: str
    district: str
    rows: list[BesideOut]


@router.get(
    "/chains/{chain}/links/{link}/learned", response=LearnedListOut, summary="目标企业在历史外拓规律中的名次"
)
def of_link(
    request: ActorRequest,
    chain: str,
    link: str,
    weight: Annotated[list[str], Query(default_factory=list, description="试算的权重，如 capital=2")],
    district: str = "",
    top: Annotated[int, Query(ge=1, le=500)] = 50,
    by_place: _ByPlace = False,
) -> dict[str, object]:
    """Of the targets of a link, for our district when none is named."""
    found = selectors.learned_of_link(request.actor, chain, link, district, top, weight, by_place=by_place)
    return found.as_dict()


@router.get("/lists/{code}/learned", response=LearnedListOut, summary="名单企业在历史外拓规律中的名次")
def of_list(request: ActorRequest, code: str, by_place: _ByPlace = False) -> dict[str, object]:
    """Of the companies of a saved list."""
    return selectors.learned_of_list(request.actor, code, by_place=by_place).as_dict()
