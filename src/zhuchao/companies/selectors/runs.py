"""Imports of registry files, for whoever may import."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from zhuchao.companies.engine import rights
from zhuchao.companies.models import ImportRun, RunState
from zhuchao.terms.actor import Actor


@dataclass(frozen=True, slots=True)
class RunView:
    """One import as shown; ``counts`` are those of design.md §5, ``has_rejects`` says there is a file to fetch."""

    code: str
    files: tuple[str, ...]
    state: str
    state_name: str
    counts: dict[str, int]
    has_rejects: bool
    reason: str
    demo: bool
    actor_name: str
    started_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class RunPage:
    """Some imports and how many there were in all."""

    rows: Sequence[RunView]
    total: int


def import_runs(actor: Actor, *, state: str = "", offset: int = 0, limit: int = 50) -> RunPage:
    """Imports, the newest first; none for those who may not import."""
    if not rights.may_import(actor):
        return RunPage((), 0)
    found = ImportRun.objects.filter(**({"state": state} if state else {}))
    return RunPage([_view(r) for r in found[offset : offset + limit]], found.count())


def import_run(actor: Actor, code: str) -> RunView | None:
    """One import; None when it is unknown or the actor may not import."""
    row = ImportRun.objects.filter(code=code).first() if rights.may_import(actor) else None
    return _view(row) if row else None


def rejects_file(actor: Actor, code: str) -> Path | None:
    """The file of an import's refused rows, if there is one and the actor may import.

    Only a file in the home's folder of imports is given out, whatever the row says.
    """
    row = ImportRun.objects.filter(code=code).first() if rights.may_import(actor) else None
    if row is None or not row.rejects_file:
        return None
    path = _folder() / Path(row.rejects_file).name
    return path if path.is_file() else None


def states() -> list[tuple[str, str]]:
    """How an import may stand: code and word."""
    return [(str(s.value), str(s.label)) for s in RunState]


def _folder() -> Path:
    return Path(settings.ZHUCHAO_HOME) / "imports"


def _view(row: ImportRun) -> RunView:
    return RunView(
        code=row.code,
        files=tuple(row.files),
        state=row.state,
        state_name=str(RunState(row.state).label),
        counts=dict(row.counts),
        has_rejects=bool(row.rejects_file) and (_folder() / Path(row.rejects_file).name).is_file(),
        reason=row.reason,
        demo=row.demo,
        actor_name=row.actor_name,
        started_at=row.started_at,
        finished_at=row.finished_at,
    )
