"""The rows that tell of imports."""

import datetime
from collections.abc import Mapping, Sequence

from zhuchao.companies.models import ImportRun, RunState
from zhuchao.companies.store import rejects
from zhuchao.ledger.store import Book
from zhuchao.warehouse import lake


def begin(book: Book, code: str, files: Sequence[str], *, demo: bool) -> ImportRun:
    """Note that an import starts, and settle what became of one that was killed."""
    settle_killed(book)
    book.audit("开始导入登记数据", f"import:{code}", "、".join(files)[:200])
    return ImportRun.objects.create(
        code=code,
        files=list(files),
        demo=demo,
        actor_code=book.actor.person_code,
        actor_name=book.actor.person_name,
        started_at=book.now,
    )


def settle_killed(book: Book) -> None:
    """An import found running while we hold the lock was killed: the lake tells whether it took effect.

    Call it only as the lake's one writer.
    """
    published = {i.id: i for i in (lake.manifest() or lake.Manifest()).imports}
    for run in ImportRun.objects.filter(state=RunState.RUNNING):
        took = published.get(run.code)
        state = RunState.PUBLISHED if took else RunState.BROKEN
        file = rejects.kept(run.code)
        if not took:
            file.unlink(missing_ok=True)
        rejects_file = str(file) if file.exists() else ""
        counts = dict(took.counts) if took else {}
        finish(book, run.code, state, counts, rejects_file=rejects_file, reason="进程中断后补记")


def finish(
    book: Book,
    code: str,
    state: RunState,
    counts: Mapping[str, int],
    *,
    rejects_file: str = "",
    reason: str = "",
) -> None:
    """Note how the import ended."""
    ImportRun.objects.filter(code=code, state=RunState.RUNNING).update(
        state=state,
        counts=dict(counts),
        rejects_file=rejects_file,
        reason=reason,
        finished_at=book.now,
    )
    changes: dict[str, Sequence[object]] = {k: [None, v] for k, v in counts.items()}
    changes["state"] = [RunState.RUNNING.value, state.value]
    book.audit("导入登记数据", f"import:{code}", f"{state.label} {reason}".strip(), changes=changes)


def new_code(now: datetime.datetime, token: str) -> str:
    """A code that sorts by time and names the import's files."""
    return f"{now:%Y%m%d%H%M%S}-{token}"
