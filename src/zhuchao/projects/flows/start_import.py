"""Confirm the import of a 台账: a small one is written at once, a large one by a job."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhuchao.accounts.flows import enqueue_job
from zhuchao.ledger.store import recording
from zhuchao.projects.flows.import_ledger import import_ledger
from zhuchao.projects.models import ProjectImport
from zhuchao.projects.models.imports import ImportState
from zhuchao.projects.selectors import import_rows, imports
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

JOB = "ledger-import"


@dataclass(frozen=True, slots=True)
class Started:
    """``counts`` of an import that was written at once, or the code of the ``job`` that writes it."""

    counts: Mapping[str, int] | None = None
    job: str = ""


def start_import(
    *, actor: Actor, code: str, mapping: Mapping[str, str] | None = None, leave_rejected: bool = False
) -> Started:
    """Import a file that was received; how many rows are too many to wait for stands in ``projects.import-limits``.

    Raises Refused as ``import_ledger`` does, wrong rows of a large file too before anything is queued, and while a job is
    under way for it.
    """
    run = imports.import_row(actor, code)
    if not import_rows.is_large(run):
        counts = import_ledger(actor=actor, code=code, mapping=mapping, leave_rejected=leave_rejected)
        return Started(counts)
    by = dict(mapping if mapping is not None else run.mapping)
    import_rows.rows_to_write(actor, run, by, leave_rejected=leave_rejected)
    with recording(actor):
        if run.state != ImportState.RECEIVED or imports.is_under_way(run):
            raise _under_way()
        job = enqueue_job(
            actor=actor,
            kind=JOB,
            payload={"import": code, "mapping": by, "leave_rejected": leave_rejected},
            title=f"导入项目台账：{run.name}"[:200],
        )
        waiting = ProjectImport.objects.filter(pk=run.pk, state=ImportState.RECEIVED, job=run.job)
        if waiting.update(job=job, mapping=by) != 1:
            raise _under_way()
    return Started(job=job)


def _under_way() -> Refused:
    return Refused(
        Refusal("projects.import-under-way", "该文件正在导入，或已导入过", "请刷新查看进度和结果。", "file")
    )
