"""Second half of an import: staged rows merged into the lake bucket by bucket, then put in force in one step."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa

from zhuchao.companies.analytics import merging
from zhuchao.companies.engine.names import NameWords
from zhuchao.companies.store.staging import BUCKETS, Progress
from zhuchao.rulebook import regions
from zhuchao.warehouse import engines, lake

TABLE = "registry"
_STATUSES = ("inserted", "updated", "unchanged")


@dataclass(slots=True)
class Merged:
    """The new state of the lake, not yet in force. ``changes`` are files of changed rows, by bucket."""

    table: lake.Table
    counts: dict[str, int]
    changes: dict[str, Path] = field(default_factory=dict)


def merge(
    backend: Any,
    held: lake.Table | None,
    staged: Mapping[str, list[Path]],
    import_id: str,
    words: NameWords,
    progress: Progress,
) -> Merged:
    """Merge every bucket; a bucket in which nothing changed keeps its file."""
    counts = dict.fromkeys(_STATUSES, 0)
    old = held or lake.Table(rows=0, files={})
    files, rows, sums = dict(old.files), dict(old.rows_by_bucket), dict(old.checksums)
    result = Merged(old, counts)
    given = [bucket for bucket in BUCKETS if staged[bucket]]
    plan: _Plan | None = None
    for done, bucket in enumerate(given):
        progress("合并", done, len(given))
        _bind(backend, files.get(bucket), staged[bucket])
        plan = plan or _planned(backend, words, import_id)
        # Materialised once: it is written, counted and summed from the same rows.
        backend.raw_sql(f"CREATE OR REPLACE TEMP TABLE merged AS {plan.compared}")
        here = _count(backend)
        for status in _STATUSES:
            counts[status] += here.get(status, 0)
        if here.get("inserted") or here.get("updated"):
            files[bucket] = _write_bucket(backend, bucket, import_id)
            rows[bucket] = sum(here.values())
            sums[bucket] = str(backend.raw_sql(plan.fingerprint).fetchone()[0])
            result.changes[bucket] = _write_changes(backend, bucket)
    progress("合并", len(given), len(given))
    result.table = lake.Table(sum(rows.values()), files, rows, sums)
    return result


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is asked of every bucket, written out once: only the files behind ``held`` and ``given`` change."""

    compared: str
    fingerprint: str


def _planned(backend: Any, words: NameWords, import_id: str) -> _Plan:
    held, given = backend.table("held"), backend.table("given")
    settle = partial(engines.settled, backend)
    naming = merging.Naming(words, _places(backend))
    rows = merging.completed(settle("latest", merging.latest(held, given)), naming, settle)
    compared = backend.compile(merging.compared(held, rows, import_id))
    backend.raw_sql(f"CREATE OR REPLACE TEMP TABLE merged AS {compared} LIMIT 0")
    return _Plan(compared, backend.compile(merging.fingerprint(backend.table("merged"))))


def _bind(backend: Any, held: str | None, staged: list[Path]) -> None:
    """Put the bucket's rows in force and those of the import behind the names the plan asks."""
    if held is None:
        engines.put(backend, "held_nothing", merging.schema().to_pyarrow().empty_table())
    before = f"read_parquet('{lake.folder() / held}')" if held else "held_nothing"
    backend.raw_sql(f"CREATE OR REPLACE TEMP VIEW held AS SELECT {', '.join(merging.COLUMNS)} FROM {before}")
    files = ", ".join(f"'{f}'" for f in staged)
    backend.raw_sql(f"CREATE OR REPLACE TEMP VIEW given AS SELECT * FROM read_parquet([{files}])")


def _places(backend: Any) -> ibis.Table:
    return engines.put(backend, "places", _place_rows())


@functools.cache
def _place_rows() -> pa.Table:
    rows = []
    for place in regions.all_regions().values():
        province = regions.region(place.code[:2] + "0000")
        city = regions.region(place.code[:4] + "00")
        rows.append(
            {
                "code": place.code,
                "province": province.short_name if province else "",
                "city": city.short_name if city and city.level is regions.Level.CITY else "",
                "county": place.short_name if place.level is regions.Level.COUNTY else "",
            }
        )
    return pa.Table.from_pylist(rows)


def _count(backend: Any) -> dict[str, int]:
    return dict(backend.raw_sql("SELECT status, count(*) FROM merged GROUP BY status").fetchall())


def _write_bucket(backend: Any, bucket: str, import_id: str) -> str:
    """Rows of one county lie together, so that a question about a district reads little."""
    name = f"{TABLE}/{bucket}-{import_id}.parquet"
    path = lake.folder() / name
    path.parent.mkdir(exist_ok=True)
    columns = ", ".join(merging.COLUMNS)
    backend.raw_sql(
        f"COPY (SELECT {columns} FROM merged ORDER BY county_code, uscc) TO '{path}' "
        "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 65536)"
    )
    lake.sync_file(path)
    return name


def _write_changes(backend: Any, bucket: str) -> Path:
    path = lake.staging() / f"changes-{bucket}.parquet"
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
