"""Queue the import of files that were taken in."""

from collections.abc import Mapping

from zhuchao.accounts.flows import enqueue_job
from zhuchao.companies import selectors
from zhuchao.companies.engine import rights
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

JOB = "registry-import"


def start_import(*, actor: Actor, upload: str, mapping: Mapping[str, str] | None = None) -> str:
    """Queue the job that imports an upload of the actor's; gives the job's code.

    ``mapping`` is column of ours → heading of the files. Raises Refused when the actor may not import, the
    upload is gone or another's, or a file lacks a column that is needed.
    """
    rights.need_importer(actor)
    found = selectors.upload(actor, upload)
    if found is None:
        raise Refused(
            Refusal("registry.upload-gone", "上传的文件已导入或已过期清除", "请重新选择文件上传。", "file")
        )
    chosen = dict(mapping or {})
    if faults := selectors.mapping_faults(found, chosen):
        raise Refused(*faults)
    with recording(actor):
        return enqueue_job(
            actor=actor,
            kind=JOB,
            payload={"upload": upload, "mapping": chosen},
            title=f"导入登记数据：{'、'.join(f.name for f in found.files)}"[:200],
        )
