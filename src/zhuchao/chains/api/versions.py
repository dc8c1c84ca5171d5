"""REST: versions of chains, and the draft of the next."""

from datetime import date, datetime
from typing import Any

from ninja import Field, Router, Schema

from zhuchao.chains.engine.editing import LinkChange
from zhuchao.chains.flows.add_link import add_link
from zhuchao.chains.flows.draft_chain import draft_chain
from zhuchao.chains.flows.drop_chain_draft import drop_chain_draft
from zhuchao.chains.flows.drop_link import drop_link
from zhuchao.chains.flows.edit_chain import edit_chain
from zhuchao.chains.flows.edit_link import edit_link
from zhuchao.chains.flows.publish_chain import publish_chain
from zhuchao.chains.flows.restore_link import restore_link
from zhuchao.chains.selectors import versions as kept
from zhuchao.frame.decorators import ActorRequest

router = Router(tags=["产业链版本"])


class DifferenceOut(Schema):
    """What became of a link, or of the whole chain (``link`` empty)."""

    link: str
    name: str
    kind: str
    lines: list[str]


class VersionOut(Schema):
    """A published version."""

    chain: str
    name: str
    number: int
    effective_on: date
    published_by: str
    published_at: datetime
    reason: str
    base: str
    state: str
    changes: list[DifferenceOut]


class DraftIn(Schema):
    """A chain to write anew, or the name of a new one."""

    chain: str = Field("", max_length=60)
    name: str = Field("", max_length=60)


class DraftedOut(Schema):
    """The code of the chain or link."""

    code: str


class LinkIn(Schema):
    """What is said anew of a link; null leaves it as it is."""

    name: str | None = None
    stage: str | None = None
    service: bool | None = None
    gb: list[str] | None = None
    make: list[str] | None = None
    process: list[str] | None = None
    loose: list[str] | None = None
    name_words: list[str] | None = None
    hint_words: list[str] | None = None
    exclude: list[str] | None = None
    sw: list[str] | None = None
    upstream: list[str] | None = None
    downstream: list[str] | None = None
    revision: int | None = Field(None, description="所见草稿的修改次数；与现有不同则拒绝")

    def change(self) -> LinkChange:
        """What is said anew, without the revision it is said of."""
        return LinkChange(**self.dict(exclude={"revision"}))


class ChainIn(Schema):
    """What is said anew of the whole chain; null leaves it as it is."""

    name: str | None = Field(None, max_length=60)
    summary: str | None = None
    shared: list[str] | None = None
    revision: int | None = Field(None, description="所见草稿的修改次数；与现有不同则拒绝")


class PublishIn(Schema):
    """From which day, and why."""

    on: date
    reason: str = Field(max_length=400)
    revision: int | None = Field(None, description="所见草稿的修改次数；与现有不同则拒绝")


class NumberOut(Schema):
    """The number of the version."""

    number: int


class WrongOut(Schema):
    """The draft: what it changes, and what keeps it from being published."""

    chain: str
    base: str
    revision: int
    changes: list[DifferenceOut]
    faults: list[dict[str, str]]


@router.get("/versions", response=list[VersionOut], summary="产业链版本")
def list_versions(request: ActorRequest, chain: str = "") -> list[Any]:
    """Published versions of a chain or of all, the newest first."""
    return [v.as_dict() for v in kept.versions(request.actor, chain)]


@router.post("/drafts", response={201: DraftedOut}, summary="起草产业链版本")
def start_draft(request: ActorRequest, body: DraftIn) -> tuple[int, dict[str, str]]:
    """Begin the next version."""
    return 201, {"code": draft_chain(actor=request.actor, **body.dict())}


@router.get("/drafts/{chain}", response=WrongOut, summary="产业链草稿")
def show_draft(request: ActorRequest, chain: str) -> dict[str, Any]:
    """What the draft changes and what is wrong with it."""
    its = kept.draft(request.actor, chain)
    said = [c.as_dict() for c in kept.changes(request.actor, its)]
    wrong = [f.as_dict() for f in kept.faults_of(request.actor, its.chain)]
    head = {"chain": its.chain.code, "base": its.base, "revision": its.revision}
    return head | {"changes": said, "faults": wrong}


@router.post("/drafts/{chain}", response={204: None}, summary="修改产业链名称、概述、共用词")
def change_chain(request: ActorRequest, chain: str, body: ChainIn) -> tuple[int, None]:
    """The whole chain said anew."""
    given = body.dict(exclude={"revision"})
    edit_chain(actor=request.actor, chain=chain, seen=body.revision, **given)
    return 204, None


@router.delete("/drafts/{chain}", response={204: None}, summary="放弃产业链草稿")
def drop_draft(request: ActorRequest, chain: str, revision: int | None = None) -> tuple[int, None]:
    """The draft is gone; what is published stays."""
    drop_chain_draft(actor=request.actor, chain=chain, seen=revision)
    return 204, None


@router.post("/drafts/{chain}/links", response={201: DraftedOut}, summary="增加环节")
def new_link(request: ActorRequest, chain: str, body: LinkIn) -> tuple[int, dict[str, str]]:
    """One more link."""
    code = add_link(actor=request.actor, chain=chain, change=body.change(), seen=body.revision)
    return 201, {"code": code}


@router.post("/drafts/{chain}/links/{link}", response={204: None}, summary="修改环节")
def change_link(request: ActorRequest, chain: str, link: str, body: LinkIn) -> tuple[int, None]:
    """A link said anew."""
    edit_link(actor=request.actor, chain=chain, link=link, change=body.change(), seen=body.revision)
    return 204, None


@router.delete("/drafts/{chain}/links/{link}", response={204: None}, summary="删除环节")
def remove_link(
    request: ActorRequest, chain: str, link: str, revision: int | None = None
) -> tuple[int, None]:
    """A link taken out."""
    drop_link(actor=request.actor, chain=chain, link=link, seen=revision)
    return 204, None


@router.post("/drafts/{chain}/links/{link}/restore", response={204: None}, summary="恢复删除的环节")
def bring_back(request: ActorRequest, chain: str, link: str, revision: int | None = None) -> tuple[int, None]:
    """A link that was taken out, as it stands in the version the draft was made from."""
    restore_link(actor=request.actor, chain=chain, link=link, seen=revision)
    return 204, None


@router.post("/drafts/{chain}/publish", response={201: NumberOut}, summary="公布产业链版本")
def publish(request: ActorRequest, chain: str, body: PublishIn) -> tuple[int, dict[str, int]]:
    """The draft in force from a day on."""
    given = body.dict(exclude={"revision"})
    return 201, {"number": publish_chain(actor=request.actor, chain=chain, seen=body.revision, **given)}
