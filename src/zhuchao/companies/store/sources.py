"""Files of an import as tables: CSV in any usual encoding, Excel, Parquet."""

import csv
import io
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from zhuchao.companies.store import rejects
from zhuchao.documents import encodings, workbooks
from zhuchao.terms.refusal import Refusal, Refused
from zhuchao.warehouse import engines

TEXT, BOOK, PARQUET = (".csv", ".txt", ".tsv"), (".xlsx", ".xlsm"), (".parquet", ".pq")
KNOWN = (*TEXT, *BOOK, *PARQUET)
#: The column that holds the line in the file; no file's own column is called so.
ROW = "_row"
_log = logging.getLogger(__name__)
_DELIMITERS = ",\t;|"
#: A heading longer than this is no heading.
_HEADING_CHARACTERS = 1 << 16
_REASONS = {
    "UNQUOTED VALUE": "这一行的引号没有成对",
    "MISSING COLUMNS": "这一行的列数少于表头",
    "TOO MANY COLUMNS": "这一行的列数多于表头",
    "LINE SIZE OVER MAXIMUM": "这一行太长",
}
_UNREADABLE = "这一行读不出来"
_SWALLOWED = "UNQUOTED VALUE"
#: The lines of the CSV being read, as they are.
_LINES = "lines"


@dataclass(frozen=True, slots=True)
class FileLimits:
    """What a file may be, from the rulebook."""

    workbook: workbooks.Limits
    valid_utf8_characters: int


@dataclass(frozen=True, slots=True)
class Source:
    """One file bound to the writing engine: ``table`` has ``_row`` (line in the file) and the file's columns."""

    path: Path
    table: engines.Table
    text: bool


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """A line of a CSV that does not fit its own heading."""

    line: int
    content: str
    reason: str


def expand(paths: Sequence[Path]) -> list[Path]:
    """The files to read, in order; of a folder those of a known kind, by name, without hidden and lock files.

    Raises Refused for a path that does not exist, a kind that is not known, or a folder with nothing in it.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.is_file() and _is_table(p))
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


def _is_table(path: Path) -> bool:
    return path.suffix.lower() in KNOWN and not path.name.startswith((".", "~$"))


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
            return Source(path, _csv(backend, path, _plain_name(readable, scratch)), text=True)
        if suffix in BOOK:
            converted = scratch / "book.parquet"
            workbooks.to_parquet(path, converted, limits.workbook, row_column=ROW)
            return Source(path, _parquet(backend, converted, numbered=True), text=False)
        return Source(path, _parquet(backend, _plain_name(path, scratch), numbered=False), text=False)
    except (duckdb.Error, OSError) as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: Exception) -> Refused:
    """The refusal for a file the engine gave up on."""
    if isinstance(error, PermissionError):
        return _refused(path, "没有读取这个文件的权限")
    # The engine's own words are English and name folders of ours.
    _log.warning("cannot read %s: %s", path.name, error)
    return _refused(path, "文件已损坏或读不出来")


def no_rows(path: Path) -> Refused:
    """The refusal for a file without a single row under its headings."""
    return _refused(path, "文件里没有数据行")


def _plain_name(path: Path, scratch: Path) -> Path:
    """A link without the characters an engine takes for patterns."""
    link = scratch / f"source{path.suffix.lower()}"
    if path.parent != scratch:
        link.symlink_to(path.resolve())
        return link
    return path


def _csv(backend: Any, path: Path, readable: Path) -> engines.Table:
    """Headings and separator are read here: guessed by the engine, they change with the rows that follow."""
    with readable.open(encoding="utf-8-sig", newline="") as source:
        head = source.read(_HEADING_CHARACTERS)
    first = head.splitlines()[0] if head.strip() else ""
    if not first.strip():
        raise _refused(path, "文件是空的，或第一行不是表头")
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    headings = workbooks.column_names(next(reader), taken=(ROW,))
    columns = ", ".join(f"{_literal(name)}: 'VARCHAR'" for name in headings)
    # A file of refused rows comes back repaired: its marks against formulas come off.
    repaired = set(rejects.HEADINGS) <= set(headings)
    chosen = ", ".join(map(_unmarked, headings)) if repaired else "*"
    # Read once, by all threads: numbering lines while they are read would hold every later step to one thread.
    backend.raw_sql(
        f"CREATE OR REPLACE TEMP TABLE {_LINES} AS SELECT {chosen} FROM read_csv({_literal(str(readable))}, "
        f"auto_detect = false, columns = {{{columns}}}, delim = {_literal(delimiter)}, quote = '\"', "
        "escape = '\"', header = true, skip = 0, null_padding = false, store_rejects = true, rejects_limit = 0)"
    )
    backend.raw_sql(
        f"CREATE OR REPLACE TEMP VIEW source AS SELECT rowid + {1 + reader.line_num} AS {ROW}, * FROM {_LINES}"
    )
    found: engines.Table = backend.table("source")
    return found


def _unmarked(name: str) -> str:
    column = f'"{name.replace(chr(34), chr(34) * 2)}"'
    starts = " OR ".join(
        f"starts_with({column}, {_literal(rejects.MARK + start)})" for start in rejects.FORMULA_STARTS
    )
    return f"CASE WHEN {starts} THEN {column}[2:] ELSE {column} END AS {column}"


def _parquet(backend: Any, path: Path, *, numbered: bool) -> engines.Table:
    columns = "*" if numbered else f"file_row_number + 1 AS {ROW}, * EXCLUDE (file_row_number)"
    backend.raw_sql(
        f"CREATE OR REPLACE TEMP VIEW source AS SELECT {columns} "
        f"FROM read_parquet({_literal(str(path))}, binary_as_string = true, "
        f"file_row_number = {str(not numbered).lower()})"
    )
    found: engines.Table = backend.table("source")
    return found


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def broken_lines(backend: Any, path: Path) -> Iterator[BrokenLine]:
    """Lines of the last CSV read that the engine could not make sense of, in order.

    Raises Refused when a quote was left open over several lines: nobody can say which rows it swallowed.
    """
    if not _has_broken_lines(backend):
        return
    rows = backend.raw_sql(
        "SELECT line, any_value(csv_line), list(error_type::VARCHAR) FROM reject_errors GROUP BY line ORDER BY line"
    ).fetchall()
    for line, content, kinds in rows:
        text = str(content or "")
        if _SWALLOWED in kinds and "\n" in text.strip():
            raise _refused(path, f"第{line}行起引号没有成对，其后的行分不清，没有导入")
        yield BrokenLine(int(line), text, next((r for k, r in _REASONS.items() if k in kinds), _UNREADABLE))


def forget(backend: Any) -> None:
    """Make room for the next file."""
    backend.raw_sql(f"DROP TABLE IF EXISTS {_LINES}")
    backend.raw_sql("DROP TABLE IF EXISTS reject_errors")
    backend.raw_sql("DROP TABLE IF EXISTS reject_scans")


def _has_broken_lines(backend: Any) -> bool:
    found = backend.raw_sql("SELECT 1 FROM duckdb_tables() WHERE table_name = 'reject_errors'").fetchall()
    return bool(found)
