"""REST: what a draft moves before it is published."""

from datetime import date
from typing import Annotated, Any, Literal

from ninja import Query, Router, Schema

from zhuchao.chains.flows.start_dry_run import start_dry_run
from zhuchao.chains.selectors import dry_run, moves
from zhuchao.chains.selectors.moves import Move
from zhuchao.frame.decorators import ActorRequest

router = Router(tags=["产业链版本"])


class StartedOut(Schema):
    """The background job that computes it; empty when the answer is there."""

    job: str


class SideOut(Schema):
    """The verdict on a link in the district; counts are companies."""

    kind: str
    observed: int
    expected: float


class LinkMovesOut(Schema):
    """What moves on one link, in companies, by kind of move: on, off, confidence."""

    link: str
    name: str
    kind: str
    moves: dict[str, int]
    district_moves: dict[str, int]
    before: SideOut | None
    after: SideOut | None


class DryRunOut(Schema):
    """What publishing the draft today would do; ``gaps`` counts links by verdict before and after."""

    chain: str
    name: str
    revision: int
    district: str
    moves: dict[str, int]
    district_moves: dict[str, int]
    gaps: dict[str, dict[str, int]]
    links: list[LinkMovesOut]
    as_of: date
    caveat: str


class MovePageOut(Schema):
    """Some moves and how many there are."""

    total: int
    rows: list[Move]


@router.post("/drafts/{chain}/dry-run", response={201: StartedOut}, summary="开始试算产业链草稿")
def start(request: ActorRequest, chain: str) -> tuple[int, dict[str, str]]:
    """At once for a small registry, else by a job."""
    return 201, {"job": start_dry_run(actor=request.actor, chain=chain)}


@router.get("/drafts/{chain}/dry-run", response=DryRunOut, summary="产业链草稿的试算结果")
def show(request: ActorRequest, chain: str, district: str = "") -> dict[str, Any]:
    """Counts by link, and the verdicts of the district before and after."""
    return dry_run.outcome(request.actor, chain, district).as_dict()


@router.get("/drafts/{chain}/moves", response=MovePageOut, summary="产业链草稿使哪些企业变动")
def list_moves(
    request: ActorRequest,
    chain: str,
    link: str = "",
    kind: Literal["", "on", "off", "confidence"] = "",
    district: str = "",
    text: str = "",
    offset: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> dict[str, Any]:
    """Companies with the reasons on both sides; all districts when none is said."""
    asked = {"link": link, "kind": kind, "district": district, "text": text}
    found = moves.find_moves(request.actor, chain, **asked, offset=offset, limit=limit)
    return {"total": found.total, "rows": list(found.rows)}
