"""REST: search over the registry, and one row of it."""

from typing import Annotated

from ninja import Query, Router, Schema

from zhuchao.companies import selectors
from zhuchao.companies.selectors import Hit, Kin, RegistryRow
from zhuchao.frame.decorators import ActorRequest
from zhuchao.terms.refusal import Refusal, Refused

router = Router()


class FoundOut(Schema):
    """One page of what was found; ``capped`` when there may be more than ``total``; ``caveat`` goes with it."""

    hits: list[Hit]
    total: int
    capped: bool
    caveat: str
    demo: bool


@router.get("/search", response=FoundOut, summary="查找企业")
def search(
    request: ActorRequest,
    text: Annotated[str, Query(max_length=200)],
    field: str = "all",
    top: Annotated[int, Query(ge=1, le=200)] = 20,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> FoundOut:
    """按名称、信用代码、地址或经营范围里的词查找，最相符的在前。"""
    found = selectors.search(request.actor, text, field=field, top=top, offset=offset)
    note = selectors.lake_note(request.actor)
    return FoundOut(
        hits=found.hits, total=found.total, capped=found.capped, caveat=note.caveat, demo=note.demo
    )


class RegisteredOut(Schema):
    """What the registry says of a company, its kin by name, and the ``caveat`` that goes with both."""

    row: RegistryRow
    region: str
    kin: list[Kin]
    caveat: str
    demo: bool


@router.get("/registry/{uscc}", response=RegisteredOut, summary="一家企业的登记信息")
def registered(request: ActorRequest, uscc: str) -> RegisteredOut:
    """登记库里的一行，及其分支与同字号企业。"""
    actor = request.actor
    row = selectors.registry_row(actor, uscc)
    if row is None:
        raise Refused(
            Refusal(
                "companies.not-registered",
                f"登记库里没有信用代码为“{uscc[:20]}”的企业",
                "请核对代码，或按名称查找。",
                "uscc",
            )
        )
    note = selectors.lake_note(actor)
    return RegisteredOut(
        row=row, region=row.region, kin=selectors.kin(actor, uscc), caveat=note.caveat, demo=note.demo
    )
