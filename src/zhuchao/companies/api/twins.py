"""REST: companies that may be one, merges and undoing them."""

from typing import Annotated, Any

from ninja import Query, Router, Schema

from zhuchao.companies import flows, selectors
from zhuchao.companies.selectors import MergeView, Twins, TwinsPage
from zhuchao.frame.decorators import ActorRequest

router = Router()


class TwinsOut(Schema):
    """Some pairs and how many in all."""

    rows: list[Twins]
    total: int


class PlanOut(Schema):
    """Rows of one field: ``rows`` move unless ``stays`` says why not."""

    field: str
    words: str
    rows: int
    stays: str


class PairOut(Schema):
    """A pair with its evidence; ``plan`` is what would move were ``right`` merged into ``left``."""

    pair: Twins
    plan: list[PlanOut]


class VerdictIn(Schema):
    """``different`` or ``later``."""

    one: str
    other: str
    verdict: str


class MergeIn(Schema):
    """``gone`` is merged into ``kept``."""

    gone: str
    kept: str
    reason: str


class UndoIn(Schema):
    """Why the merge was wrong."""

    reason: str


@router.get("/twins", response=TwinsOut, summary="疑似重复企业")
def twins(
    request: ActorRequest,
    later: bool = False,
    offset: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> TwinsPage:
    """最像的在前，逐项列出依据。"""
    return selectors.twin_pairs(request.actor, later=later, offset=offset, limit=limit)


@router.get("/twins/{left}/{right}", response=PairOut, summary="两家企业逐项比对与合并计划")
def pair(request: ActorRequest, left: str, right: str) -> dict[str, Any]:
    """合并计划按右方并入左方计算。"""
    found = selectors.twin_pair(request.actor, left, right)
    lines = selectors.merge_plan(request.actor, found.right, found.left)
    plan = [{"field": p.field, "words": p.words, "rows": len(p.keys), "stays": p.stays} for p in lines]
    return {"pair": found, "plan": plan}


@router.post("/twins/verdict", response={204: None}, summary="判断一对企业")
def judge(request: ActorRequest, body: VerdictIn) -> tuple[int, None]:
    """不是同一家，或以后再看。"""
    flows.judge_twins(actor=request.actor, one=body.one, other=body.other, verdict=body.verdict)
    return 204, None


@router.get("/merges", response=list[MergeView], summary="合并记录")
def merges(request: ActorRequest, uscc: str = "", offset: int = 0) -> list[MergeView]:
    """最近的在前。"""
    return selectors.merges(request.actor, uscc=uscc, offset=max(0, offset))


@router.post("/merges", response={201: dict[str, str]}, summary="合并两家企业")
def merge(request: ActorRequest, body: MergeIn) -> tuple[int, dict[str, str]]:
    """要么全部移动，要么都不动；返回合并编号。"""
    code = flows.merge_companies(actor=request.actor, gone=body.gone, kept=body.kept, reason=body.reason)
    return 201, {"code": code}


@router.post("/merges/{code}/undo", response={204: None}, summary="撤销合并")
def undo(request: ActorRequest, code: str, body: UndoIn) -> tuple[int, None]:
    """随之移动的记录回到原企业。"""
    flows.undo_merge(actor=request.actor, code=code, reason=body.reason)
    return 204, None
