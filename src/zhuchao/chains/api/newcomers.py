"""REST: companies that may come to our city, and the learning that names them."""

from datetime import date
from typing import Annotated

from ninja import Query, Router, Schema

from zhuchao.chains import selectors
from zhuchao.chains.flows.start_targeting_training import start_targeting_training
from zhuchao.frame.decorators import ActorRequest

router = Router(tags=["产业链"])


class PartOut(Schema):
    """A sentence of what was learned with what it adds to the score."""

    code: str
    text: str
    points: float


class StandOut(Schema):
    """A link a company stands on."""

    chain: str
    chain_name: str
    link: str
    link_name: str


class NewcomerOut(Schema):
    """A company that may come: its place among ``of`` candidates; points of the reasons add up to ``score``."""

    uscc: str
    name: str
    region: str
    capital_wan: float | None
    reg_date: date | None
    links: list[StandOut]
    place: int
    of: int
    band: str
    score: float
    reasons: list[PartOut]


class NewcomersOut(Schema):
    """A page of those that may come to the city of the district; ``state`` is 未训练 until a model was trained.
    ``left_out`` stand on no link asked for."""

    state: str
    district: str
    city: str
    total: int
    everyone: bool
    left_out: int
    version: str
    known_to: date | None
    checked: str
    caveat: str
    demo: bool
    rows: list[NewcomerOut]


class TrainingOut(Schema):
    """The background job that learns."""

    job: str


@router.get("/newcomers", response=NewcomersOut, summary="可能来本市的企业")
def list_newcomers(
    request: ActorRequest,
    district: str = "",
    chain: str = "",
    link: str = "",
    everyone: Annotated[bool, Query(description="不限产业链环节；缺省只列归在任一环节的企业")] = False,
    text: str = "",
    offset: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> dict[str, object]:
    """By what was learned of past expansions, for the city of our district when none is named; only companies on a link
    of our chains, of the chain or link when it is named, unless everyone is asked for."""
    found = selectors.newcomers(
        request.actor,
        district,
        chain=chain,
        link=link,
        everyone=everyone,
        text=text,
        offset=offset,
        limit=limit,
    )
    return found.as_dict()


@router.post("/newcomers/training", response={201: TrainingOut}, summary="学习历史外拓规律")
def train(request: ActorRequest) -> tuple[int, dict[str, str]]:
    """Queue the learning from the registry in force."""
    return 201, {"job": start_targeting_training(actor=request.actor)}
