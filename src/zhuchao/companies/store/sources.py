"""Files of an import as tables: CSV in any usual encoding, Excel, Parquet."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import ibis

from zhuchao.documents import encodings, workbooks
from zhuchao.terms.refusal import Refusal, Refused

TEXT, BOOK, PARQUET = (".csv", ".txt", ".tsv"), (".xlsx", ".xlsm"), (".parquet", ".pq")
KNOWN = (*TEXT, *BOOK, *PARQUET)


@dataclass(frozen=True, slots=True)
class FileLimits:
    """What a file may be, from the rulebook."""

    workbook: workbooks.Limits
    valid_utf8_characters: int


@dataclass(frozen=True, slots=True)
class Source:
    """One file bound to the writing engine: ``table`` has ``_row`` (line in the file) and the file's columns."""

    path: Path
    table: ibis.Table
    text: bool


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """A line of a CSV that does not fit its own heading."""

    line: int
    content: str
    reason: str = field(default="这一行的列数与表头不符，或引号没有成对")


def expand(paths: Sequence[Path]) -> list[Path]:
    """The files to read, in order; of a folder those of a known kind, by name.

    Raises Refused for a path that does not exist, a kind that is not known, or a folder with nothing in it.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.is_file() and p.suffix.lower() in KNOWN)
            if not inside:
                raise _refused(path, "文件夹里没有可导入的文件")
            found += inside
        elif not path.is_file():
            raise _refused(path, "文件不存在")
        elif path.suffix.lower() not in KNOWN:
            raise _refused(path, "不认识这种文件")
        else:
            found.append(path)
    return found


def _refused(path: Path, why: str) -> Refused:
    return Refused(
        Refusal(
            "registry.file",
            f"{why}：{path.name}",
            "可导入 CSV（UTF-8 或 GB18030）、Excel（.xlsx）和 Parquet 文件。",
            "file",
        )
    )


def bind(backend: Any, path: Path, scratch: Path, limits: FileLimits) -> Source:
    """Bind a file to the engine; conversions are written to ``scratch``.

    Raises Refused when it cannot be read, naming the line where that is known.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    suffix = path.suffix.lower()
    try:
        if suffix in TEXT:
            readable = encodings.utf8_copy(
                path, scratch / "utf8.csv", valid_utf8_characters=limits.valid_utf8_characters
            )
            return Source(path, _csv(backend, _plain_name(readable, scratch)), text=True)
        if suffix in BOOK:
            converted = scratch / "book.parquet"
            workbooks.to_parquet(path, converted, limits.workbook)
            return Source(path, _parquet(backend, converted, first=2), text=False)
        return Source(path, _parquet(backend, _plain_name(path, scratch), first=1), text=False)
    except duckdb.Error as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: Exception) -> Refused:
    """The refusal for a file the engine gave up on."""
    return _refused(path, f"文件读不出来（{str(error).splitlines()[0][:200]}）")


def _plain_name(path: Path, scratch: Path) -> Path:
    """A link without the characters an engine takes for patterns."""
    link = scratch / f"source{path.suffix.lower()}"
    if path.parent != scratch:
        link.symlink_to(path.resolve())
        return link
    return path


def _csv(backend: Any, path: Path) -> ibis.Table:
    backend.raw_sql(
        "CREATE OR REPLACE TEMP VIEW source AS SELECT row_number() OVER () + 1 AS _row, * FROM "
        f"read_csv('{_quoted(path)}', all_varchar = true, header = true, store_rejects = true, "
        "rejects_limit = 0, null_padding = false)"
    )
    found: ibis.Table = backend.table("source")
    return found


def _parquet(backend: Any, path: Path, *, first: int) -> ibis.Table:
    backend.raw_sql(
        f"CREATE OR REPLACE TEMP VIEW source AS SELECT file_row_number + {first} AS _row, "
        f"* EXCLUDE (file_row_number) FROM read_parquet('{_quoted(path)}', file_row_number = true)"
    )
    found: ibis.Table = backend.table("source")
    return found


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def broken_lines(backend: Any) -> list[BrokenLine]:
    """Lines the last CSV read by this engine could not make sense of; the engine then forgets them."""
    tables = {r[0] for r in backend.raw_sql("SELECT table_name FROM duckdb_tables()").fetchall()}
    if "reject_errors" not in tables:
        return []
    rows = backend.raw_sql("SELECT DISTINCT line, csv_line FROM reject_errors ORDER BY line").fetchall()
    backend.raw_sql("DROP TABLE IF EXISTS reject_errors")
    backend.raw_sql("DROP TABLE IF EXISTS reject_scans")
    return [BrokenLine(int(line), str(text)) for line, text in rows]
