"""Take registry files into the lake: all or nothing, however often and wherever it is stopped."""

import logging
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from django.utils import timezone

from zhuchao import slots
from zhuchao.companies.engine import rights
from zhuchao.companies.models import RunState
from zhuchao.companies.store import indexing, lake_writing, rejects, rules, runs, sources, staging
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused
from zhuchao.warehouse import engines, lake

Progress = Callable[[str, int, int], None]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did (design.md §5).

    ``read`` = ``accepted`` + ``rejected`` rows. Companies are counted once an import: ``accepted`` =
    ``inserted`` + ``updated`` + ``unchanged`` + ``merged``, the last being rows that spoke of a company
    another row of the same import also spoke of. ``warnings`` are accepted rows with a field not used.
    """

    read: int
    accepted: int
    inserted: int
    updated: int
    unchanged: int
    rejected: int
    rejects_file: str | None
    seconds: float
    merged: int
    warnings: int
    code: str

    def as_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return asdict(self)


def import_registry(
    *,
    actor: Actor,
    paths: Sequence[Path],
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    demo: bool = False,
) -> ImportResult:
    """Import files or folders in order; the last value given for a field counts, an empty cell erases nothing.

    ``demo`` marks invented rows: they are refused where real rows lie, and real rows replace them.
    Raises Refused when the actor may not import, another import is under way, or a file cannot be read; then
    nothing changed. The file of refused rows lies under ``imports`` in the home.
    """
    rights.need_importer(actor)
    began = time.monotonic()
    files = sources.expand([Path(p) for p in paths])
    say = progress or _silent
    with lake.writing():
        _check_mixing(lake.manifest(), demo)
        code = runs.new_code(timezone.now(), secrets.token_hex(3))
        with recording(actor) as book:
            runs.begin(book, code, [f.name for f in files], demo=demo)
        try:
            counts, rejects_file = _take(actor, files, mapping, say, code, demo)
        except Refused as refused:
            with recording(actor) as book:
                runs.finish(book, code, RunState.REFUSED, {}, reason=str(refused))
            raise
        except BaseException:
            # Interrupted or failed inside: it took effect when the manifest was swapped, else not at all.
            with recording(actor) as book:
                runs.settle_killed(book)
            raise
    if counts["inserted"] or counts["updated"]:
        _tell(actor, code)
    return ImportResult(
        **counts, rejects_file=rejects_file or None, seconds=round(time.monotonic() - began, 2), code=code
    )


def _tell(actor: Actor, code: str) -> None:
    """Let the nouns above know. The import is in force whatever becomes of that: they build anew what they miss."""
    for entry in slots.entries(slots.Slot.NOTICE, topic="registry-changed"):
        try:
            entry.answer(actor)
        except Exception:
            _log.exception("%s took no note of import %s", entry.name, code)


def _silent(step: str, done: int, total: int) -> None:
    pass


def _check_mixing(held: lake.Manifest | None, demo: bool) -> None:
    if demo and held is not None and not held.demo:
        raise Refused(
            Refusal(
                "registry.no-demo-rows",
                "登记库里是真实数据，不能导入虚构的示例企业",
                "示例企业请装入另一个数据文件夹（ZHUCHAO_HOME）。",
                "paths",
            )
        )


def _take(
    actor: Actor,
    files: Sequence[Path],
    mapping: Mapping[str, str] | None,
    say: Progress,
    code: str,
    demo: bool,
) -> tuple[dict[str, int], str]:
    held = lake.manifest()
    if held is not None and held.demo and not demo:
        # Real rows do not mix with invented ones: they start a lake of their own.
        held = None
    law = rules.registry_rules(timezone.localdate())
    with engines.writer(lake.staging()) as backend:
        staged = staging.stage(backend, files, mapping, law.reading, say)
        before = held.tables.get(lake_writing.TABLE) if held else None
        merged = lake_writing.merge(backend, before, staged, code, law.words, say)
    counts = _counts(staged, merged)
    rejects_file = rejects.keep(code, staged.rejects)
    if not counts["inserted"] and not counts["updated"] and indexing.stands(held):
        # The lake stays at its version: whatever was computed from it still holds.
        with recording(actor) as book:
            runs.finish(book, code, RunState.PUBLISHED, counts, rejects_file=rejects_file)
        return counts, rejects_file
    index = indexing.make(held, merged, code, law.standing, law.rebuild_above, say)
    as_of = lake_writing.as_of(merged.table, law.as_of_share)
    record = lake.Import(code, timezone.now().isoformat(), tuple(f.name for f in files), counts)
    with recording(actor) as book:
        lake_writing.publish(
            held, merged, record, index=index, as_of=as_of, demo=demo, grace_seconds=law.grace_seconds
        )
        runs.finish(book, code, RunState.PUBLISHED, counts, rejects_file=rejects_file)
    return counts, rejects_file


def _counts(staged: staging.Staged, merged: lake_writing.Merged) -> dict[str, int]:
    companies = sum(merged.counts.values())
    return {
        "read": staged.accepted + staged.refused,
        "accepted": staged.accepted,
        **merged.counts,
        "rejected": staged.refused,
        "merged": staged.accepted - companies,
        "warnings": staged.unused,
    }
