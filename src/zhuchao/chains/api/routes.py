"""REST: chains, gaps, targets, saved lists, claims."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Field, Router, Schema

from zhuchao.chains import flows, selectors
from zhuchao.chains.api.industry import router as industry_router
from zhuchao.chains.api.learned import router as learned_router
from zhuchao.chains.api.newcomers import router as newcomers_router
from zhuchao.chains.api.ranking import TargetOut
from zhuchao.chains.api.ranking import router as ranking_router
from zhuchao.chains.api.target import router as target_router
from zhuchao.frame.decorators import ActorRequest

router = Router(tags=["产业链"])


class ChainOut(Schema):
    """A chain by code and name."""

    code: str
    name: str


class LinkOut(Schema):
    """A link with its GB/T 4754 codes and its neighbours."""

    code: str
    name: str
    stage: str
    gb_codes: list[str]
    upstream: list[str]
    downstream: list[str]


class EdgeOut(Schema):
    """What flows from link to link and what the claim rests on."""

    source: str
    target: str
    basis: str
    cite: str


class WholeChain(ChainOut):
    """A chain with its links and edges."""

    summary: str
    links: list[LinkOut]
    edges: list[EdgeOut]


class EvidenceOut(Schema):
    """A piece of evidence beside the verdict; ``number`` and ``rows`` are empty where it is silent."""

    kind: str
    name: str
    stance: str
    number: float | None
    rows: int | None
    text: str
    caveat: str


class ArrivalsOut(Schema):
    """New companies of a year; null where the registry has no data for the province."""

    year: int
    district: int | None
    city: int | None
    province: int | None


class GapOut(Schema):
    """The verdict on one link; counts are companies with scope."""

    link: str
    name: str
    stage: str
    kind: str
    observed: int
    expected: float
    interval: tuple[float, float]
    lq: float | None
    lq_nation: float | None
    covers_even: bool
    reasons: list[str]
    evidence: list[EvidenceOut]
    arrivals: list[ArrivalsOut]


class GapsOut(Schema):
    """The gaps of a chain in a district."""

    chain: str
    district: str
    as_of: date
    rule_version: str
    caveat: str
    demo: bool
    gaps: list[GapOut]


class ListOut(Schema):
    """A saved list."""

    code: str
    chain: str
    chain_name: str
    link: str
    link_name: str
    district: str
    district_name: str
    as_of: date
    lake_version: int
    rule_version: str
    caveat: str
    notes: list[str]
    demo: bool
    office: str
    office_name: str
    saved_by: str
    saved_at: datetime
    size: int
    claimed: int


class ListRowOut(TargetOut):
    """A row as saved, and what became of it."""

    rank: int
    claimed: bool
    taken: bool
    lead: str
    outcome: str


class SavedListOut(ListOut):
    """A saved list with its rows."""

    rows: list[ListRowOut]


class ListPageOut(Schema):
    """Some saved lists and how many there are."""

    total: int
    rows: list[ListOut]


class SaveIn(Schema):
    """What to rank and keep."""

    chain: str = Field(max_length=60)
    link: str = Field(max_length=60)
    district: str = Field(max_length=12)
    top: int = 50


class ClaimIn(Schema):
    """Which company becomes a lead; ``office`` empty means the actor's own."""

    uscc: str = Field(max_length=18)
    office: str = Field("", max_length=40)


class CodeOut(Schema):
    """The code of what was made."""

    code: str


@router.get("/chains", response=list[ChainOut], summary="产业链列表")
def list_chains(request: ActorRequest) -> list[Any]:
    """The chains in force."""
    return list(selectors.chains(request.actor))


@router.get("/chains/{chain}", response=WholeChain, summary="产业链与环节")
def show_chain(request: ActorRequest, chain: str) -> dict[str, object]:
    """One chain with links and edges."""
    found = selectors.chain(request.actor, chain)
    return {
        "code": found.code,
        "name": found.name,
        "summary": found.summary,
        "links": [found.shown(link) | {"stage": link.stage} for link in found.links],
        "edges": [
            {"source": e.source, "target": e.target, "basis": e.basis.value, "cite": e.cite}
            for e in found.edges
        ],
    }


@router.get("/chains/{chain}/gaps", response=GapsOut, summary="缺链清单")
def show_gaps(request: ActorRequest, chain: str, district: str = "") -> dict[str, object]:
    """The verdict on every link of a chain in a district, ours when none is named."""
    board = selectors.gap_board(request.actor, chain, district)
    return {
        "chain": board.chain.code,
        "district": board.district,
        "as_of": board.as_of,
        "rule_version": board.rule_version,
        "caveat": board.caveat,
        "demo": board.demo,
        "gaps": [g.as_dict() for g in board.gaps],
    }


@router.get("/lists", response=ListPageOut, summary="目标名单列表")
def list_lists(
    request: ActorRequest,
    text: str = "",
    chain: str = "",
    office: str = "",
    offset: Annotated[int, Field(ge=0)] = 0,
    limit: Annotated[int, Field(ge=1, le=500)] = 50,
) -> selectors.ListPage:
    """Saved lists the actor may see."""
    return selectors.find_target_lists(
        request.actor, text=text, chain=chain, office=office, offset=offset, limit=limit
    )


@router.post("/lists", response={201: CodeOut}, summary="保存目标名单")
def save_list(request: ActorRequest, body: SaveIn) -> tuple[int, dict[str, str]]:
    """Rank now and keep."""
    return 201, {"code": flows.save_target_list(actor=request.actor, **body.dict())}


@router.get("/lists/{code}", response=SavedListOut, summary="目标名单")
def show_list(request: ActorRequest, code: str) -> dict[str, object]:
    """A list as it was saved, with outcomes."""
    found = selectors.target_list(request.actor, code)
    return found.head.as_dict() | {"rows": [r.as_dict() for r in found.rows]}


@router.post("/lists/{code}/claim", response={201: CodeOut}, summary="转为线索")
def claim(request: ActorRequest, code: str, body: ClaimIn) -> tuple[int, dict[str, str]]:
    """A company of the list becomes a lead."""
    lead = flows.claim_target(actor=request.actor, list_code=code, uscc=body.uscc, office=body.office or None)
    return 201, {"code": lead}


router.add_router("", industry_router)
router.add_router("", ranking_router)
router.add_router("", target_router)
router.add_router("", newcomers_router)
router.add_router("", learned_router)
