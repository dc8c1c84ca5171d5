"""Write the projects of a 台账: all that can be taken, in one transaction."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from django.db import transaction
from django.utils import timezone

from zhuchao.ledger.store import recording
from zhuchao.projects import selectors
from zhuchao.projects.engine.intake import Draft
from zhuchao.projects.flows.refresh_projects import refresh_projects
from zhuchao.projects.models import ProjectImport
from zhuchao.projects.models.imports import ImportState
from zhuchao.projects.selectors import import_rows, imports
from zhuchao.projects.selectors.import_rows import Sorted
from zhuchao.projects.store import imports as store
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

Report = Callable[[float, str], None]
#: How many projects are brought up to date between two words of progress.
_STEP = 1000


def import_ledger(
    *,
    actor: Actor,
    code: str,
    mapping: Mapping[str, str] | None = None,
    leave_rejected: bool = False,
    report: Report | None = None,
) -> dict[str, int]:
    """``mapping`` is column → heading (the one kept when not said). What is known already is left alone; rejected rows are
    kept and given back as a file that can be mended and imported again. Gives ``read``, ``inserted``, ``same`` and
    ``rejected``.

    ``report`` is given by a worker and hears of per cent and step. A worker may be told to do the same again: when the
    import was done by then, what it did is told.

    Without ``leave_rejected`` nothing is written while a row is wrong. Raises Refused then, when the actor may not, when
    no row can be taken, or when the import was done meanwhile.
    """
    run = imports.import_row(actor, code)
    by = dict(mapping if mapping is not None else run.mapping)
    try:
        if report:
            report(1, "正在核对各行")
        with store.without_collecting():
            found = import_rows.rows_to_write(actor, run, by, leave_rejected=leave_rejected)
            if report:
                report(10, "正在写入")
            _write(actor, run, by, found, _saying(run.code) if report else _silent)
    except Refused:
        done = imports.done_counts(run.code) if report else None
        if done is None:
            raise
        return done
    finally:
        if report:
            store.forget_progress(run.code)
    return found.counts()


def _saying(code: str) -> Callable[[float], None]:
    return lambda share: store.note_progress(code, 10 + int(89 * share))


def _silent(share: float) -> None:
    pass


def _write(
    actor: Actor, run: ProjectImport, by: Mapping[str, str], found: Sorted, say: Callable[[float], None]
) -> None:
    counts = found.counts()
    with recording(actor) as book:
        book.audit("导入项目台账", f"project-import:{run.code}", run.name, changes={"counts": [None, counts]})
        # From here on no other writer comes between: what is looked at now still holds when it is written.
        book.spill()
        _refuse_if_known_meanwhile(run, found.new)
        taken = ProjectImport.objects.filter(pk=run.pk, state=ImportState.RECEIVED).update(
            state=ImportState.IMPORTED,
            mapping=by,
            counts=counts,
            rejected=import_rows.rejected_rows(found),
            imported_at=book.now,
        )
        if taken != 1:
            raise Refused(
                Refusal("projects.import-done", "该文件已由他人导入或撤销", "请刷新查看导入记录。", "file")
            )
        codes = store.write(
            book,
            run,
            found.new,
            routes=_first_stages(),
            on=timezone.localdate(),
            say=lambda share: say(0.7 * share),
        )
        for start in range(0, len(codes), _STEP):
            refresh_projects(actor=actor, codes=codes[start : start + _STEP])
            book.afterwards(partial(say, 0.7 + 0.3 * min(1.0, (start + _STEP) / len(codes))))
        book.afterwards(lambda: _stamp(run))
        # When this is not reached, the file is made when somebody asks for it.
        transaction.on_commit(lambda: imports.rejects_of(actor, run.code), robust=True)


def _refuse_if_known_meanwhile(run: ProjectImport, drafts: Sequence[Draft]) -> None:
    if imports.imported_file(run.sha256) is not None:
        raise Refused(
            Refusal("projects.import-again", "同一文件刚由他人导入", "请刷新查看导入记录。", "file")
        )
    if many := import_rows.known_now(drafts):
        raise Refused(
            Refusal(
                "projects.import-meanwhile",
                f"其中 {many} 个项目刚由他人登记",
                "请重新预览后再确认。",
                "file",
            )
        )


def _first_stages() -> dict[tuple[str, str], str]:
    """Class and form → the first stage of their route."""
    forms = selectors.choices("forms")
    return {(k, f): selectors.route(k, f)[0] for k in selectors.choices("classes") for f in forms}


def _stamp(run: ProjectImport) -> None:
    """What comes after this moment is somebody's work on the imported projects."""
    ProjectImport.objects.filter(pk=run.pk).update(imported_at=timezone.now())
