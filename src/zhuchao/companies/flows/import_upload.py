"""Import an upload; a worker calls this in the name of whoever queued it, perhaps more than once."""

from collections.abc import Callable, Mapping

from zhuchao.companies.engine import rights
from zhuchao.companies.engine.uploads import reporting
from zhuchao.companies.flows.import_registry import ImportResult, import_registry
from zhuchao.companies.store import uploads
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


def import_upload(
    *,
    actor: Actor,
    upload: str,
    mapping: Mapping[str, str] | None = None,
    report: Callable[[float, str], None] | None = None,
) -> ImportResult:
    """Import the files of an upload and delete them; ``report`` hears of per cent and step.

    Raises Refused when the actor may not import, the files are gone or another's, or the import is refused: then
    the files stay, so that the columns can be chosen again.
    """
    rights.need_importer(actor)
    paths = uploads.paths_of(upload, actor.person_code)
    if not paths:
        raise Refused(
            Refusal("registry.upload-gone", "上传的文件已导入或已过期清除", "请重新选择文件上传。", "file")
        )
    result = import_registry(
        actor=actor, paths=paths, mapping=mapping or None, progress=reporting(report) if report else None
    )
    uploads.drop(upload)
    if report:
        report(99, "已生效")
    with recording(actor) as book:
        book.audit(
            "清除上传文件",
            f"upload:{upload}",
            "导入完成",
            changes={"files": [len(paths), 0], "import": [None, result.code]},
        )
    return result
