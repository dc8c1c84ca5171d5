"""Write the projects of a 台账: all that can be taken, in one transaction."""

from collections.abc import Mapping, Sequence

from django.utils import timezone

from zhuchao.ledger.store import recording
from zhuchao.projects import selectors
from zhuchao.projects.engine import rights
from zhuchao.projects.engine.intake import Draft
from zhuchao.projects.flows.refresh_projects import refresh_projects
from zhuchao.projects.models import ProjectImport
from zhuchao.projects.models.imports import ImportState
from zhuchao.projects.selectors import import_rows, imports
from zhuchao.projects.store import import_rejects
from zhuchao.projects.store import imports as store
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def import_ledger(
    *, actor: Actor, code: str, mapping: Mapping[str, str] | None = None, leave_rejected: bool = False
) -> dict[str, int]:
    """``mapping`` is column → heading (the one kept when not said). What is known already is left alone; rejected rows go
    to a file that can be mended and imported again. Gives ``read``, ``inserted``, ``same`` and ``rejected``.

    Without ``leave_rejected`` nothing is written while a row is wrong. Raises Refused then, when the actor may not, when
    no row can be taken, or when the import was done meanwhile.
    """
    run = imports.import_row(actor, code)
    if not rights.may_open(actor, run.office_code):
        raise forbidden("projects.open-right", "您不能导入该单位的项目台账")
    by = dict(mapping if mapping is not None else run.mapping)
    found = import_rows.sort_rows(actor, run, by)
    counts = found.counts()
    if found.rejected and not leave_rejected:
        raise _wrong_rows(len(found.rejected))
    if not found.new:
        raise _nothing_new()
    with recording(actor) as book:
        book.audit("导入项目台账", f"project-import:{run.code}", run.name, changes={"counts": [None, counts]})
        # From here on no other writer comes between: what is looked at now still holds when it is written.
        book.spill()
        _refuse_if_known_meanwhile(run, found.new)
        taken = ProjectImport.objects.filter(pk=run.pk, state=ImportState.RECEIVED).update(
            state=ImportState.IMPORTED, mapping=by, counts=counts, imported_at=book.now
        )
        if taken != 1:
            raise Refused(
                Refusal("projects.import-done", "该文件已由他人导入或撤销", "请刷新查看导入记录。", "file")
            )
        import_rejects.write(run.code, found, import_rows.column_names())
        codes = store.write(book, run, found.new, routes=_first_stages(), on=timezone.localdate())
        refresh_projects(actor=actor, codes=codes)
        book.afterwards(lambda: _stamp(run))
    return counts


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


def _nothing_new() -> Refused:
    return Refused(
        Refusal(
            "projects.import-nothing", "没有可以新增的项目", "已有的项目不会重复登记，请核对文件。", "file"
        )
    )


def _stamp(run: ProjectImport) -> None:
    """What comes after this moment is somebody's work on the imported projects."""
    ProjectImport.objects.filter(pk=run.pk).update(imported_at=timezone.now())


def _wrong_rows(many: int) -> Refused:
    return Refused(
        Refusal(
            "projects.import-rejected",
            f"有 {many} 行不能导入",
            "请改正后重新上传，或选择“只导入合格的行”。",
            "leave_rejected",
            "整批导入，要么全部写入，要么一行不写",
        )
    )
