"""Second half of an import: staged rows merged into the lake, then put in force in one step."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from zhuchao.companies.analytics import merging
from zhuchao.companies.engine.names import NameWords
from zhuchao.companies.store.staging import AT_ONCE, BUCKETS, Progress, Staged, bind
from zhuchao.rulebook import regions
from zhuchao.warehouse import engines, lake

TABLE = "registry"
_STATUSES = ("inserted", "updated", "unchanged")


@dataclass(slots=True)
class Merged:
    """The new state of the lake, not yet in force. ``changes`` are files of the rows that were inserted or updated;
    none on a lake that held no rows.
    """

    table: lake.Table
    counts: dict[str, int]
    changes: list[Path] = field(default_factory=list)


def merge(
    backend: Any,
    held: lake.Table | None,
    staged: Staged,
    import_id: str,
    words: NameWords,
    progress: Progress,
) -> Merged:
    """Merge the staged rows; a bucket in which nothing changed keeps its file."""
    old = held or lake.Table(rows=0, files={})
    result = Merged(old, dict.fromkeys(_STATUSES, 0))
    files, rows, sums = dict(old.files), dict(old.rows_by_bucket), dict(old.checksums)
    waves = _waves(staged.rows, old.rows_by_bucket)
    plan: _Plan | None = None
    for done, wave in enumerate(waves):
        progress("合并", done, len(waves))
        _bind_held(backend, [files[b] for b in wave if b in files])
        bind(backend, staged, wave, "given")
        plan = plan or _planned(backend, words, import_id)
        # Materialised once: it is written, counted and summed from the same rows.
        backend.raw_sql(f"CREATE OR REPLACE TEMP TABLE merged AS {plan.merged}")
        changed = _count(backend, result.counts, rows)
        for bucket in changed:
            files[bucket] = _write_bucket(backend, bucket, import_id)
        if changed:
            sums |= dict(backend.raw_sql(plan.fingerprints).fetchall())
        if changed and held is not None:
            result.changes.append(_write_changes(backend, done))
    progress("合并", len(waves), len(waves))
    result.table = lake.Table(sum(rows.values()), files, rows, sums)
    return result


def _waves(given: Mapping[str, int], held: Mapping[str, int]) -> list[list[str]]:
    """Buckets with staged rows, so many at once as memory takes: one question of many rows beats many of few."""
    waves: list[list[str]] = []
    room = 0
    for bucket in BUCKETS:
        if size := given[bucket] and given[bucket] + held.get(bucket, 0):
            if size > room:
                waves.append([])
                room = AT_ONCE
            waves[-1].append(bucket)
            room -= size
    return waves


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is asked of every wave, written out once: only the rows behind ``held`` and ``given`` change."""

    merged: str
    fingerprints: str


def _planned(backend: Any, words: NameWords, import_id: str) -> _Plan:
    held, given = backend.table("held"), backend.table("given")
    settle = partial(engines.settled, backend)
    naming = merging.Naming(words, _places(backend))
    rows = merging.completed(settle("latest", merging.latest(held, given)), naming, settle)
    rows = settle("compared", merging.compared(held, rows, import_id))
    merged = backend.compile(merging.laid_out(rows))
    backend.raw_sql(f"CREATE OR REPLACE TEMP TABLE merged AS {merged} LIMIT 0")
    return _Plan(merged, backend.compile(merging.fingerprints(backend.table("merged"))))


def _bind_held(backend: Any, held: list[str]) -> None:
    """Put the rows in force behind the name the plan asks."""
    if not held:
        engines.put_nothing(backend, "held_nothing", merging.schema())
    files = ", ".join(f"'{lake.folder() / f}'" for f in held)
    before = f"read_parquet([{files}])" if held else "held_nothing"
    backend.raw_sql(f"CREATE OR REPLACE TEMP VIEW held AS SELECT {', '.join(merging.COLUMNS)} FROM {before}")


def _places(backend: Any) -> engines.Table:
    return engines.put_columns(backend, "places", _place_rows())


@functools.cache
def _place_rows() -> dict[str, list[str]]:
    rows: dict[str, list[str]] = {"code": [], "province": [], "city": [], "county": []}
    for place in regions.all_regions().values():
        province = regions.region(place.code[:2] + "0000")
        city = regions.region(place.code[:4] + "00")
        rows["code"].append(place.code)
        rows["province"].append(province.short_name if province else "")
        rows["city"].append(city.short_name if city and city.level is regions.Level.CITY else "")
        rows["county"].append(place.short_name if place.level is regions.Level.COUNTY else "")
    return rows


def _count(backend: Any, counts: dict[str, int], rows: dict[str, int]) -> list[str]:
    """Add up what became of the rows; the buckets in which something changed."""
    found = backend.raw_sql(
        "SELECT bucket, status, count(*) FROM merged GROUP BY bucket, status ORDER BY bucket"
    ).fetchall()
    here: dict[str, dict[str, int]] = {}
    for bucket, status, count in found:
        here.setdefault(bucket, {})[status] = count
        if status in counts:
            counts[status] += count
    rows |= {bucket: sum(of.values()) for bucket, of in here.items()}
    return [bucket for bucket, of in here.items() if of.get("inserted") or of.get("updated")]


def _write_bucket(backend: Any, bucket: str, import_id: str) -> str:
    name = f"{TABLE}/{bucket}-{import_id}.parquet"
    path = lake.folder() / name
    path.parent.mkdir(exist_ok=True)
    columns = ", ".join(merging.COLUMNS)
    # The first level of zstd costs half of the usual one and packs nearly as well.
    backend.raw_sql(
        f"COPY (SELECT {columns} FROM merged WHERE bucket = '{bucket}') TO '{path}' "
        "(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE 65536)"
    )
    lake.sync_file(path)
    return name


def _write_changes(backend: Any, wave: int) -> Path:
    path = lake.staging() / f"changes-{wave}.parquet"
    backend.raw_sql(
        f"COPY (SELECT * FROM merged WHERE status IN ('inserted', 'updated')) TO '{path}' (FORMAT parquet)"
    )
    return path


def as_of(table: lake.Table, share: float) -> date | None:
    """The last day of the latest month in which at least this share of the companies was registered.

    A few stray later rows do not make a registry newer than it is.
    """
    files = [str(lake.folder() / f) for f in table.files.values()]
    if not files:
        return None
    with engines.writer(lake.staging()) as backend:
        rows = backend.read_parquet(files, table_name="all_rows")
        dated = rows.filter(rows.reg_date.notnull()).mutate(month=rows.reg_date.truncate("M"))
        months = dated.group_by("month").agg(n=dated.count(), last=dated.reg_date.max())
        found = backend.to_pyarrow(months.filter(months.n >= share * table.rows).last.max()).as_py()
    return found if isinstance(found, date) else None


def publish(
    before: lake.Manifest | None,
    merged: Merged,
    record: lake.Import,
    *,
    index: str,
    as_of: date | None,
    demo: bool,
    grace_seconds: float,
) -> lake.Manifest:
    """Put the merged rows and their index in force."""
    base = before or lake.Manifest()
    after = replace(
        base,
        tables={**base.tables, TABLE: merged.table},
        registry_as_of=as_of,
        demo=demo,
        imports=(*base.imports, record),
        index=index,
    )
    return lake.publish(after, grace_seconds=grace_seconds)
