"""REST: importing a 台账."""

from collections.abc import Mapping
from typing import Annotated

from django.http import FileResponse
from ninja import Field, File, Router, Schema, Status
from ninja.files import UploadedFile

from zhuchao.frame.decorators import ActorRequest
from zhuchao.projects import flows
from zhuchao.projects.selectors import imports
from zhuchao.terms.refusal import Refusal, Refused

router = Router(tags=["台账导入"])


class ConfirmIn(Schema):
    """Column → heading (the kept mapping when empty); ``leave_rejected`` goes on without the rows that are wrong."""

    mapping: dict[str, str] | None = None
    leave_rejected: bool = False


class QueuedOut(Schema):
    """The job that writes a large file: its progress and result are at ``/accounts/jobs/{job}``, and those of the import at
    ``/projects/imports/{code}``."""

    job: str


class UndoIn(Schema):
    """Why it is taken back."""

    reason: str = Field(max_length=400)


@router.get("/imports", response=imports.ImportPage, summary="导入记录")
def list_imports(
    request: ActorRequest,
    offset: Annotated[int, Field(ge=0)] = 0,
    limit: Annotated[int, Field(ge=1, le=500)] = 50,
) -> imports.ImportPage:
    """Past imports of the offices the actor sees."""
    return imports.find_imports(request.actor, offset=offset, limit=limit)


@router.post("/imports", response={201: imports.Preview}, summary="上传台账并预览")
def receive(
    request: ActorRequest, file: Annotated[UploadedFile, File(description="台账文件")]
) -> Status[imports.Preview]:
    """Take in a file; nothing is written to projects yet."""
    code = flows.receive_ledger(actor=request.actor, name=file.name or "台账", chunks=file.chunks())
    return Status(201, imports.preview(request.actor, code))


@router.get("/imports/{code}/preview", response=imports.Preview, summary="预览")
def preview(request: ActorRequest, code: str) -> imports.Preview:
    """What the import would do."""
    return imports.preview(request.actor, code)


@router.get("/imports/{code}", response=imports.ImportView, summary="一次导入")
def show_import(request: ActorRequest, code: str) -> imports.ImportView:
    """What was read, written and given back, or how far its job is."""
    return imports.import_view(request.actor, code)


@router.get("/imports/{code}/rejects", summary="退回的行")
def download_rejects(request: ActorRequest, code: str) -> FileResponse:
    """The rejected rows with what is wrong as a workbook (.xlsx) that can be mended and imported again."""
    path = imports.rejects_of(request.actor, code)
    if path is None:
        raise Refused(
            Refusal("projects.no-rejects", "这次导入没有退回的行", "请在导入记录中核对退回行数。", "code")
        )
    response = FileResponse(path.open("rb"), as_attachment=True, filename=f"rejects-{code}.xlsx")
    response["X-Content-Type-Options"] = "nosniff"
    return response


@router.post("/imports/{code}/confirm", response={200: dict[str, int], 202: QueuedOut}, summary="确认导入")
def confirm(
    request: ActorRequest, code: str, body: ConfirmIn
) -> Status[Mapping[str, int]] | Status[dict[str, str]]:
    """Write the projects; all or nothing. A large file is written by a job (202)."""
    started = flows.start_import(actor=request.actor, code=code, **body.dict())
    if started.counts is None:
        return Status(202, {"job": started.job})
    return Status(200, started.counts)


@router.post("/imports/{code}/undo", response=dict[str, int], summary="撤销导入")
def undo(request: ActorRequest, code: str, body: UndoIn) -> Mapping[str, int]:
    """Take the import back as a whole."""
    return {"projects": flows.undo_import(actor=request.actor, code=code, reason=body.reason)}
