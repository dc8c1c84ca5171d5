"""REST: judging facts, evidence, the audit trail, the chain."""

from datetime import date
from typing import Annotated, BinaryIO, cast

from django.http import FileResponse
from ninja import Field, File, Router, Schema, Status
from ninja.files import UploadedFile

from zhuchao.frame.decorators import ActorRequest
from zhuchao.ledger import flows, selectors

router = Router(tags=["账本"])


class JudgementIn(Schema):
    """Why, and on which files (sha-256)."""

    reason: str = Field("", max_length=400)
    evidence: list[str] = Field(default_factory=list)


class EvidenceOut(Schema):
    """A kept file by its hash."""

    sha256: str


class PurgeIn(Schema):
    """Whose personal data, or all before a day, and why."""

    reason: str = Field(max_length=200)
    record: str = Field("", max_length=120)
    before: date | None = None


class PurgeOut(Schema):
    """How many values were forgotten."""

    purged: int


@router.get("/facts/{kind}/{code}/judgements", response=list[selectors.StateRow], summary="事实的历次判断")
def judgements(request: ActorRequest, kind: str, code: str) -> list[selectors.StateRow]:
    """What was thought of a fact, the oldest first."""
    return selectors.judgements(request.actor, kind, code)


@router.post("/facts/{kind}/{code}/verify", response={204: None}, summary="核实事实")
def verify(request: ActorRequest, kind: str, code: str, body: JudgementIn) -> Status[None]:
    """Found true by somebody other than the recorder."""
    flows.verify_fact(actor=request.actor, kind=kind, code=code, evidence=body.evidence, reason=body.reason)
    return Status(204, None)


@router.post("/facts/{kind}/{code}/dispute", response={204: None}, summary="质疑事实")
def dispute(request: ActorRequest, kind: str, code: str, body: JudgementIn) -> Status[None]:
    """Called into question."""
    flows.dispute_fact(actor=request.actor, kind=kind, code=code, evidence=body.evidence, reason=body.reason)
    return Status(204, None)


@router.post("/facts/{kind}/{code}/void", response={204: None}, summary="作废事实")
def void(request: ActorRequest, kind: str, code: str, body: JudgementIn) -> Status[None]:
    """Voided for good."""
    flows.void_fact(actor=request.actor, kind=kind, code=code, evidence=body.evidence, reason=body.reason)
    return Status(204, None)


@router.post("/evidence", response=EvidenceOut, summary="上传佐证文件")
def upload(request: ActorRequest, file: UploadedFile = File(...)) -> dict[str, str]:  # type: ignore[type-arg] # noqa: B008
    """Keep a file as evidence."""
    stream = cast(BinaryIO, file)
    return {"sha256": flows.add_evidence(actor=request.actor, stream=stream, name=file.name or "")}


@router.get("/evidence/{sha256}", summary="下载佐证文件")
def download(request: ActorRequest, sha256: str, kind: str = "", fact: str = "") -> FileResponse:
    """The file as it was brought; always a download, never shown by the browser."""
    stream, note = selectors.open_evidence(request.actor, sha256, kind=kind, fact_code=fact)
    response = FileResponse(stream, as_attachment=True, filename=note.name, content_type=note.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@router.get("/audit", response=selectors.AuditPage, summary="审计记录")
def audit(
    request: ActorRequest,
    person: str = "",
    verb: str = "",
    record: str = "",
    text: str = "",
    since: date | None = None,
    until: date | None = None,
    offset: Annotated[int, Field(ge=0)] = 0,
    limit: Annotated[int, Field(ge=1, le=500)] = 50,
) -> selectors.AuditPage:
    """Who did what to which record, the newest first."""
    return selectors.audit_events(
        request.actor,
        person=person,
        verb=verb,
        record=record,
        text=text,
        since=since,
        until=until,
        offset=offset,
        limit=limit,
    )


@router.post("/personal/purge", response=PurgeOut, summary="清除个人信息")
def purge(request: ActorRequest, body: PurgeIn) -> dict[str, int]:
    """Forget personal values; the chain still holds."""
    gone = flows.purge_personal(
        actor=request.actor, reason=body.reason, record=body.record, before=body.before
    )
    return {"purged": gone}


@router.get("/chain", response=selectors.Verdict, summary="核验记录链")
def chain(request: ActorRequest) -> selectors.Verdict:
    """Reads every row; for the audit administrator."""
    return selectors.verify_chain_for(request.actor)
