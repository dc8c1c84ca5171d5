"""Take in the file of a 台账 and look at it."""

import hashlib
from collections.abc import Iterable

from zhuchao.ledger.store import recording
from zhuchao.projects.engine import rights
from zhuchao.projects.models import ProjectImport
from zhuchao.projects.selectors import import_rows, imports
from zhuchao.projects.store import imports as store
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def receive_ledger(*, actor: Actor, name: str, chunks: Iterable[bytes]) -> str:
    """Keep the file until it is imported, with a first mapping of its columns; gives the code of the import. Nothing is
    written to projects yet.

    Raises Refused when the actor may not open projects, the file cannot be read, its columns say neither name nor
    investor, or the same file was imported already.
    """
    if not rights.may_open(actor, actor.home_office):
        raise forbidden("projects.open-right", "您不能导入项目台账")
    run = ProjectImport(
        name=name.replace("\\", "/").rsplit("/", 1)[-1][-200:],
        office_code=actor.home_office,
        person_code=actor.person_code,
        person_name=actor.person_name,
    )
    _, run.sha256 = store.keep(run.code, run.name, chunks, most_bytes=import_rows.import_limits()[1])
    try:
        _look(actor, run)
        with recording(actor) as book:
            run.save(force_insert=True)
            book.audit("上传项目台账", f"project-import:{run.code}", run.name)
    except BaseException:
        store.drop(run.code)
        raise
    return run.code


def _look(actor: Actor, run: ProjectImport) -> None:
    before = imports.imported_file(run.sha256)
    if before is not None:
        raise Refused(
            Refusal(
                "projects.import-again",
                f"同一文件已由{before.person_name}导入",
                "需要重新导入的，请先撤销上一次导入。",
                "file",
            )
        )
    sheet = import_rows.sheet_of(run.code)
    run.headings = hashlib.sha256("\n".join(sheet.headings).encode()).hexdigest()
    run.counts = {"read": len(sheet.rows)}
    run.mapping = imports.first_mapping(actor, sheet, run.headings)
