"""REST: importing a 台账."""

from collections.abc import Mapping
from typing import Annotated

from ninja import Field, File, Router, Schema, Status
from ninja.files import UploadedFile

from zhuchao.frame.decorators import ActorRequest
from zhuchao.projects import flows
from zhuchao.projects.selectors import imports

router = Router(tags=["台账导入"])


class ConfirmIn(Schema):
    """Column → heading (the kept mapping when empty); ``leave_rejected`` goes on without the rows that are wrong."""

    mapping: dict[str, str] | None = None
    leave_rejected: bool = False


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


@router.post("/imports/{code}/confirm", response=dict[str, int], summary="确认导入")
def confirm(request: ActorRequest, code: str, body: ConfirmIn) -> Mapping[str, int]:
    """Write the projects; all or nothing."""
    return flows.import_ledger(actor=request.actor, code=code, **body.dict())


@router.post("/imports/{code}/undo", response=dict[str, int], summary="撤销导入")
def undo(request: ActorRequest, code: str, body: UndoIn) -> Mapping[str, int]:
    """Take the import back as a whole."""
    return {"projects": flows.undo_import(actor=request.actor, code=code, reason=body.reason)}
