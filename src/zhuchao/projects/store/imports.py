"""Files of imports in the home, and writing what they tell."""

import contextlib
import gc
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from zhuchao.ledger.store import Book
from zhuchao.projects.engine.intake import Draft
from zhuchao.projects.models import (
    ContractFact,
    ExitFact,
    Project,
    ProjectFact,
    ProjectImport,
)
from zhuchao.projects.models.imports import import_folder
from zhuchao.projects.models.projects import new_project_code
from zhuchao.projects.store.projects import DATED, field_fact, stage_fact
from zhuchao.terms.refusal import Refusal, Refused

_BATCH = 500


def keep(code: str, name: str, chunks: Iterable[bytes], *, most_bytes: int) -> tuple[Path, str]:
    """Save an uploaded file; gives its path and sha-256.

    Raises Refused when it is empty or too large; nothing is kept then.
    """
    here = import_folder(code)
    here.mkdir(parents=True)
    path = here / f"file{Path(name).suffix.lower()}"
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as out:
        for chunk in chunks:
            size += len(chunk)
            if size > most_bytes:
                break
            digest.update(chunk)
            out.write(chunk)
    if 0 < size <= most_bytes:
        return path, digest.hexdigest()
    drop(code)
    what = "是空的" if size == 0 else f"超过 {most_bytes // 2**20} MB"
    raise Refused(Refusal("projects.import-size", f"文件{what}", "请检查文件，或拆成几个。", "file"))


def drop(code: str) -> None:
    """Delete what was kept of an import."""
    here = import_folder(code)
    for path in here.glob("*"):
        path.unlink()
    here.rmdir()


@contextlib.contextmanager
def without_collecting() -> Iterator[None]:
    """Python looks for circles of objects again and again while many are made. The rows of an import are none, and looking
    among hundreds of thousands of them took a sixth of its time."""
    looks = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looks:
            gc.enable()


def note_progress(code: str, percent: int) -> None:
    """Note how far the writing is. It is told by a file: what the transaction itself writes is not seen before it ends,
    and on SQLite nobody else can write meanwhile."""
    here = import_folder(code)
    # Writing goes on whether it can be told or not.
    with contextlib.suppress(OSError):
        (here / "progress.part").write_text(str(percent), encoding="ascii")
        (here / "progress.part").replace(here / "progress")


def forget_progress(code: str) -> None:
    """Nothing is being written any more."""
    (import_folder(code) / "progress").unlink(missing_ok=True)


def write(
    book: Book,
    run: ProjectImport,
    drafts: Sequence[Draft],
    *,
    routes: dict[tuple[str, str], str],
    on: date,
    say: Callable[[float], None],
) -> list[str]:
    """The projects of the drafts with their facts, saved on the way; gives their codes. ``routes`` maps class and form
    to the first stage; ``say`` hears which share is saved."""
    codes: list[str] = []
    for start in range(0, len(drafts), _BATCH):
        made = [(d, _project(run, d, routes, on)) for d in drafts[start : start + _BATCH]]
        Project.objects.bulk_create([project for _, project in made])  # their keys come from the database
        for draft, project in made:
            for fact in _facts(run, draft, project, on):
                book.fact(fact)
            codes.append(project.code)
        book.spill()
        say(len(codes) / len(drafts))
    return codes


def _project(run: ProjectImport, draft: Draft, routes: dict[tuple[str, str], str], on: date) -> Project:
    days = [*draft.stages.values(), *([draft.opened_on] if draft.opened_on else [])]
    opened = draft.opened_on or min(days, default=on)
    return Project(
        code=new_project_code(opened),
        stage=routes[draft.columns["klass"], draft.columns["form"]],
        stage_on=opened,
        opened_on=opened,
        last_contact_on=max(days, default=opened),
        fields=dict(draft.fields),
        import_code=run.code,
        **draft.columns,
    )


def _facts(run: ProjectImport, draft: Draft, project: Project, on: date) -> Iterable[ProjectFact]:
    yield stage_fact(project, project.stage, project.opened_on, **{"import": run.code})
    for column, what in DATED.items():
        if value := getattr(project, column):
            yield field_fact(project, what, project.opened_on, value)
    for name, value in draft.fields.items():
        yield field_fact(project, name, project.opened_on, value)
    for stage, day in draft.stages.items():
        if stage != project.stage:
            yield stage_fact(project, stage, day, **{"import": run.code})
    if draft.contract_sum is not None:
        yield _contract(run, draft, project)
    if draft.state != "active":
        yield ExitFact(
            subject=project.code,
            what=draft.state,
            happened_on=draft.exit_on or project.last_contact_on,
            office_code=project.office_code,
            value={"reason": draft.exit_reason, "note": "台账导入"},
        )


def _contract(run: ProjectImport, draft: Draft, project: Project) -> ContractFact:
    fact = ContractFact(
        subject=project.code,
        what="formal",
        happened_on=draft.stages["signed"],
        office_code=project.office_code,
        number=draft.contract_number,
        amount_wan=draft.contract_sum,
        value={"import": run.code, "note": "台账导入，未附合同文本"},
    )
    fact.contract = fact.code
    return fact
