"""First half of an import: the rows of every file cleaned, into one table of the writing engine."""

import functools
from array import array
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from zhuchao.companies.analytics import cleaning
from zhuchao.companies.engine.columns import match_columns
from zhuchao.companies.store import rejects, sources
from zhuchao.rulebook import regions
from zhuchao.warehouse import engines, lake

#: Buckets are the first hex digit of the code's MD5: even, stable and the same on every engine.
BUCKETS = tuple("0123456789abcdef")
#: So many rows lie in memory at once, to be read or merged; with their texts they take half of what the writing
#: engine has. Rows beyond them are written out, by bucket.
AT_ONCE = 450_000
#: What the writing engine calls the cleaned rows in memory, and those of the last file read.
ROWS, _OF_FILE = "staged", "staged_rows"
_REFUSED = "refused"
#: Row numbers of one file stay below this, so that later files weigh more.
_FILE_STEP = 1 << 40
_BATCH = 20_000

Progress = Callable[[str, int, int], None]
Columns = dict[str, list[str | None]]


@dataclass(frozen=True, slots=True)
class ImportRules:
    """Everything the rulebook lays down for reading files."""

    cleaning: cleaning.Rules
    headings: Mapping[str, Sequence[str]]
    required: Sequence[str]
    files: sources.FileLimits


@dataclass(slots=True)
class Staged:
    """What was read: accepted rows by bucket, of which some lie ``in_memory`` and others in ``folders``; ``rejects``
    when rows were refused or a field of theirs was not used (``unused`` of the accepted).
    """

    rows: dict[str, int]
    in_memory: int = 0
    folders: list[Path] = field(default_factory=list)
    accepted: int = 0
    refused: int = 0
    unused: int = 0
    rejects: Path | None = None


def stage(
    backend: Any,
    paths: Sequence[Path],
    mapping: Mapping[str, str] | None,
    rules: ImportRules,
    progress: Progress,
) -> Staged:
    """Clean every file. Raises Refused when one cannot be read or has no rows; then nothing was published."""
    places = cleaning.Places(*_reference(backend))
    staged = Staged(dict.fromkeys(BUCKETS, 0))
    rejected = lake.staging() / "rejects.csv"
    with rejects.writing(rejected) as out:
        for index, path in enumerate(paths):
            progress("读取", index, len(paths))
            folder = lake.staging() / f"file{index:04d}"
            source = sources.bind(backend, path, folder, rules.files)
            seen = [c for c in source.table.columns if c != sources.ROW]
            columns = match_columns(seen, rules.headings, rules.required, mapping)
            rows = cleaning.cleaned(
                source.table, columns, places, rules.cleaning, partial(engines.settled, backend)
            )
            before = staged.accepted + out.refused
            try:
                _write(backend, staged, rows, index, folder / "rows")
                _return(backend, source, columns, rules.cleaning, out)
            except duckdb.Error as error:
                raise sources.unreadable(path, error) from error
            if staged.accepted + out.refused == before:
                raise sources.no_rows(path)
    progress("读取", len(paths), len(paths))
    staged.refused, staged.unused = out.refused, out.unused
    staged.rejects = rejected if out.refused or out.unused else None
    return staged


def _reference(backend: Any) -> tuple[engines.Table, engines.Table]:
    codes, names = _reference_rows()
    return (
        engines.put_columns(backend, "place_codes", codes),
        engines.put_columns(backend, "place_names", names),
    )


@functools.cache
def _reference_rows() -> tuple[Columns, Columns]:
    names = [(above, name, code, _short(code)) for (above, name), code in regions.codes_by_name().items()]
    return _columns(("code", "county_code", "city_code", "province"), _codes()), _columns(
        ("above", "name", "code", "short"), names
    )


def _columns(headings: Sequence[str], rows: Sequence[Sequence[str | None]]) -> Columns:
    return dict(zip(headings, map(list, zip(*rows, strict=True)), strict=True))


def _short(code: str) -> str:
    province = regions.region(code[:2] + "0000")
    return province.short_name if province else ""


def _codes() -> list[tuple[str | None, ...]]:
    rows: list[tuple[str | None, ...]] = []
    for code in (*regions.all_regions(), *regions.old_codes()):
        place = regions.region(regions.today(code))
        if place is None:
            continue
        county = place.code if place.level is regions.Level.COUNTY else None
        city = None if place.level is regions.Level.PROVINCE else place.code[:4] + "00"
        if place.level is regions.Level.PROVINCE and regions.region(place.code[:2] + "0100"):
            first = regions.region(place.code[:2] + "0100")
            # A municipality is its own city; files write it either way.
            city = first.code if first and first.name == place.name else None
        rows.append((code, county, city, _short(place.code)))
    return rows


def _write(backend: Any, staged: Staged, rows: engines.Table, index: int, folder: Path) -> None:
    """Put the cleaned rows of a file behind ``OF_FILE`` and count those accepted by bucket."""
    cleaned = backend.compile(cleaning.staged(rows, index * _FILE_STEP, _REFUSED))
    size = int(backend.raw_sql("SELECT count(*) FROM source").fetchall()[0][0])
    if staged.in_memory + size <= AT_ONCE:
        into = f"INSERT INTO {ROWS}" if staged.in_memory else f"CREATE OR REPLACE TEMP TABLE {ROWS} AS"
        backend.raw_sql(f"{into} {cleaned}")
        staged.in_memory += size
        first = index * _FILE_STEP
        of_file = f"{ROWS} WHERE ord >= {first} AND ord < {first + _FILE_STEP}"
    else:
        backend.raw_sql(
            f"COPY ({cleaned}) TO '{folder}' (FORMAT parquet, PARTITION_BY (bucket), WRITE_PARTITION_COLUMNS, "
            "COMPRESSION lz4_raw)"
        )
        staged.folders.append(folder)
        of_file = _files([folder], (*BUCKETS, _REFUSED))
    backend.raw_sql(f"CREATE OR REPLACE TEMP VIEW {_OF_FILE} AS SELECT * FROM {of_file}")
    counted = backend.raw_sql(f"SELECT bucket, count(*) FROM {_OF_FILE} GROUP BY bucket").fetchall()
    for bucket, count in counted:
        if bucket != _REFUSED:
            staged.rows[bucket] += count
            staged.accepted += count


def _files(folders: Sequence[Path], buckets: Sequence[str]) -> str:
    """The staged files of these buckets as a table, with their columns alone; empty when there are none."""
    parts = (sorted((folder / f"bucket={b}").glob("*.parquet")) for folder in folders for b in buckets)
    names = ", ".join(f"'{file}'" for files in parts for file in files)
    return f"read_parquet([{names}], hive_partitioning = false)" if names else ""


def bind(backend: Any, staged: Staged, buckets: Sequence[str], name: str) -> None:
    """Put the accepted rows of these buckets behind a name."""
    chosen = ", ".join(f"'{b}'" for b in buckets)
    held = f"SELECT * FROM {ROWS} WHERE bucket IN ({chosen})" if staged.in_memory else ""
    files = _files(staged.folders, buckets)
    parts = [part for part in (held, files and f"SELECT * FROM {files}") if part]
    backend.raw_sql(f"CREATE OR REPLACE TEMP VIEW {name} AS {' UNION ALL '.join(parts)}")


def _return(
    backend: Any,
    source: sources.Source,
    columns: Mapping[str, str],
    rules: cleaning.Rules,
    out: rejects.RejectFile,
) -> None:
    """Write the file's refused rows and those with a field not used; nothing of them stays in memory."""
    name, lines = source.path.name, array("q")
    if source.text:
        for broken in sources.broken_lines(backend, source.path):
            lines.append(broken.line)
            out.add(rejects.Reject(name, broken.line, "整行", broken.content, broken.reason))
    returned = cleaning.returned(source.table, backend.table(_OF_FILE), columns, rules)
    for batch in engines.batches(backend, returned, _BATCH):
        for row in batch.to_pylist():
            out.add(_reject(name, row, lines), row)
    sources.forget(backend)


def _reject(name: str, row: Mapping[str, Any], broken: Sequence[int]) -> rejects.Reject:
    line = _line(row["row"], broken)
    if row["reject_reason"]:
        return rejects.Reject(
            name, line, row["reject_field"], row["reject_value"] or "", row["reject_reason"]
        )
    reason, _, value = row["capital_note"].partition("，原值")
    return rejects.Reject(name, line, "注册资本", value, reason, rejects.WITHOUT_FIELD)


def _line(row: int, broken: Sequence[int]) -> int:
    """The engine numbers the rows it could read; lines it could not read lie in between."""
    line = row
    while line != row + bisect_right(broken, line):
        line = row + bisect_right(broken, line)
    return line
