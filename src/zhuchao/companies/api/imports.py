"""REST: import of registry files, what past imports did, and the rows they refused."""

import json
from typing import Annotated

from django.http import FileResponse
from ninja import File, Form, Query, Router, Status
from ninja.files import UploadedFile

from zhuchao.companies import flows, selectors
from zhuchao.companies.api.shapes import QueuedOut
from zhuchao.companies.engine import rights
from zhuchao.companies.selectors import RunPage, RunView
from zhuchao.frame.decorators import ActorRequest
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

router = Router()

_Files = Annotated[list[UploadedFile], File(description="CSV、Excel 或 Parquet 文件，可以有多个")]
_Mapping = Annotated[
    str,
    Form(description='列的对应关系，JSON 对象，例如 {"uscc": "代码", "name": "全称"}；不给则按表头识别'),
]
#: A request without a file gets as far as the flow, which says in Chinese what is missing.
_NO_FILES: list[UploadedFile] = []


def _unknown(actor: Actor, rule: str, reason: str) -> Refused:
    """What is not there; those who may not import are told only that."""
    rights.need_importer(actor)
    return Refused(Refusal(rule, reason, "请从导入记录列表中选取编号。", "code"))


@router.post("/imports", response={202: QueuedOut}, summary="导入登记数据文件")
def import_files(
    request: ActorRequest, files: _Files = _NO_FILES, mapping: _Mapping = ""
) -> Status[dict[str, str]]:
    """收下文件并在后台导入；返回后台任务编号。文件或列有问题的，当即拒绝，不留文件。"""
    given = [(f.name or "", f.chunks()) for f in files]
    job = flows.import_files(actor=request.actor, files=given, mapping=_columns(mapping))
    return Status(202, {"job": job})


def _columns(mapping: str) -> dict[str, str]:
    """The mapping as it was sent: a JSON object of texts, or nothing."""
    try:
        given = json.loads(mapping) if mapping.strip() else {}
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict) or not all(isinstance(v, str) for v in given.values()):
        raise Refused(
            Refusal(
                "registry.mapping",
                "列的对应关系不是“栏目：表头”的 JSON 对象",
                '请写作 {"uscc": "代码", "name": "全称"} 这样的形式，或不给这一项。',
                "mapping",
            )
        )
    return given


@router.get("/imports", response=RunPage, summary="登记数据导入记录")
def list_imports(
    request: ActorRequest,
    state: str = "",
    offset: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> RunPage:
    """历次导入，最近的在前；只有促进中心可以查看。"""
    return selectors.import_runs(request.actor, state=state, offset=offset, limit=limit)


@router.get("/imports/{code}", response=RunView, summary="一次登记数据导入")
def show_import(request: ActorRequest, code: str) -> RunView:
    """一次导入的文件、结果和各项计数；只有促进中心可以查看。"""
    found = selectors.import_run(request.actor, code)
    if found is None:
        raise _unknown(request.actor, "registry.unknown-import", f"没有编号为“{code[:40]}”的导入记录")
    return found


@router.get("/imports/{code}/rejects", summary="一次导入退回的行")
def download_rejects(request: ActorRequest, code: str) -> FileResponse:
    """退回的行及原因，CSV 文件；改好后可再次导入。只有促进中心可以下载。"""
    path = selectors.rejects_file(request.actor, code)
    if path is None:
        raise _unknown(request.actor, "registry.no-rejects", f"没有编号为“{code[:40]}”的导入退回文件")
    response = FileResponse(path.open("rb"), as_attachment=True, filename=path.name, content_type="text/csv")
    response["X-Content-Type-Options"] = "nosniff"
    return response
