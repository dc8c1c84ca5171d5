"""First half of an import: every file cleaned and split by bucket into the staging folder."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pyarrow as pa

from zhuchao.companies.analytics import cleaning
from zhuchao.companies.engine.columns import match_columns
from zhuchao.companies.store import sources
from zhuchao.companies.store.rejects import WITHOUT_FIELD, Reject
from zhuchao.rulebook import regions
from zhuchao.warehouse import engines, lake

#: Buckets are the first hex digit of the code's MD5: even, stable and the same on every engine.
BUCKETS = tuple("0123456789abcdef")
_REFUSED = "refused"
#: Row numbers of one file stay below this, so that later files weigh more.
_FILE_STEP = 1 << 40

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class ImportRules:
    """Everything the rulebook lays down for reading files."""

    cleaning: cleaning.Rules
    headings: Mapping[str, Sequence[str]]
    required: Sequence[str]
    files: sources.FileLimits


@dataclass(slots=True)
class Staged:
    """What lies in the staging folder: ``files`` by bucket, and what was refused."""

    read: int
    accepted: int
    files: dict[str, list[Path]]
    rejects: list[Reject]
    refused: int


def stage(
    backend: Any,
    paths: Sequence[Path],
    mapping: Mapping[str, str] | None,
    rules: ImportRules,
    progress: Progress,
) -> Staged:
    """Clean every file. Raises Refused when one cannot be read; then nothing was published."""
    places = cleaning.Places(*_reference(backend))
    staged = Staged(0, 0, {b: [] for b in BUCKETS}, [], 0)
    for index, path in enumerate(paths):
        progress("读取", index, len(paths))
        folder = lake.staging() / f"file{index:04d}"
        source = sources.bind(backend, path, folder, rules.files)
        seen = [c for c in source.table.columns if c != "_row"]
        columns = match_columns(seen, rules.headings, rules.required, mapping)
        rows = cleaning.cleaned(
            source.table, columns, places, rules.cleaning, partial(engines.settled, backend)
        )
        try:
            _write(backend, rows, folder / "rows", index)
        except duckdb.Error as error:
            raise sources.unreadable(path, error) from error
        _collect(backend, staged, source, folder / "rows")
    progress("读取", len(paths), len(paths))
    return staged


def _reference(backend: Any) -> tuple[ibis.Table, ibis.Table]:
    codes = engines.put(backend, "place_codes", pa.Table.from_pylist(_codes()))
    names = [
        {"above": above, "name": name, "code": code, "short": _short(code)}
        for (above, name), code in regions.codes_by_name().items()
    ]
    return codes, engines.put(backend, "place_names", pa.Table.from_pylist(names))


def _short(code: str) -> str:
    province = regions.region(code[:2] + "0000")
    return province.short_name if province else ""


def _codes() -> list[dict[str, str | None]]:
    rows: list[dict[str, str | None]] = []
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
        rows.append({"code": code, "county_code": county, "city_code": city, "province": _short(place.code)})
    return rows


def _write(backend: Any, rows: ibis.Table, folder: Path, index: int) -> None:
    staged = rows.mutate(
        ord=rows["row"] + index * _FILE_STEP,
        bucket=ibis.ifelse(
            rows.reject_reason.isnull(), rows.uscc.hexdigest("md5").substr(0, 1), ibis.literal(_REFUSED)
        ),
    )
    backend.raw_sql(
        f"COPY ({backend.compile(staged)}) TO '{folder}' "
        "(FORMAT parquet, PARTITION_BY (bucket), COMPRESSION lz4_raw)"
    )


def _collect(backend: Any, staged: Staged, source: sources.Source, folder: Path) -> None:
    refused = sorted((folder / f"bucket={_REFUSED}").glob("*.parquet"))
    kept = {b: sorted((folder / f"bucket={b}").glob("*.parquet")) for b in BUCKETS}
    for bucket, files in kept.items():
        staged.files[bucket] += files
    broken = sources.broken_lines(backend) if source.text else []
    lines = [b.line for b in broken]
    name = source.path.name
    staged.rejects += [Reject(name, b.line, "整行", b.content, b.reason) for b in broken]
    for row, field, value, reason in _rows(
        backend, refused, "row, reject_field, reject_value, reject_reason"
    ):
        staged.rejects.append(Reject(name, _line(row, lines), field, value or "", reason))
    counted = _rows(backend, [f for files in kept.values() for f in files], "count(*)")
    accepted = counted[0][0] if counted else 0
    staged.accepted += accepted
    staged.refused = sum(1 for r in staged.rejects if r.handling != WITHOUT_FIELD)
    staged.read = staged.accepted + staged.refused
    for row, note in _unused(backend, [f for files in kept.values() for f in files]):
        reason, _, value = note.partition("，原值")
        staged.rejects.append(Reject(name, _line(row, lines), "注册资本", value, reason, WITHOUT_FIELD))


def _line(row: int, broken: list[int]) -> int:
    """The engine numbers the rows it could read; lines it could not read lie in between."""
    line = row
    while line != row + bisect_right(broken, line):
        line = row + bisect_right(broken, line)
    return line


def _rows(backend: Any, files: list[Path], what: str) -> list[Any]:
    if not files:
        return []
    named = ", ".join(f"'{f}'" for f in files)
    order = "" if what.startswith("count") else " ORDER BY row"
    found: list[Any] = backend.raw_sql(f"SELECT {what} FROM read_parquet([{named}]){order}").fetchall()
    return found


def _unused(backend: Any, files: list[Path]) -> list[tuple[int, str]]:
    if not files:
        return []
    bound = backend.read_parquet([str(f) for f in files], table_name="staged_rows")
    found = cleaning.unused_capital(bound).select("row", "capital_note").order_by("row")
    return [(r["row"], r["capital_note"]) for r in backend.to_pyarrow(found).to_pylist()]
