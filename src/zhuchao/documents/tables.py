"""A table that people keep in Excel or CSV: its headings, wherever they stand, and its rows as text."""

import csv
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from python_calamine import CalamineError

from zhuchao.documents import encodings, old_workbooks, workbooks
from zhuchao.documents.cells import filled_rows
from zhuchao.terms.refusal import Refusal, Refused

#: How far down headings are looked for: titles and units stand above them.
_TOP = 20
_CSV = frozenset({".csv", ".txt", ".tsv"})
_EXCEL = frozenset({".xlsx", ".xlsm"})
_OLD_EXCEL = frozenset({".xls"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """``rows`` are the number of the row in the file, from 1, and its cells as text under the headings."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """``workbook`` guards archives, ``rows`` is the most rows taken, ``valid_utf8_characters`` as in ``encodings``."""

    workbook: workbooks.Limits
    rows: int
    valid_utf8_characters: int


def read_sheet(path: Path, limits: ReadLimits, *, is_heading: Callable[[str], bool]) -> Sheet:
    """The table of a file. The heading row is the one of the first twenty with most cells that ``is_heading`` knows, else
    the first row that is not empty.

    Raises Refused for a kind that is neither Excel nor CSV, a damaged or exploding file, one without rows, or more rows
    than allowed.
    """
    kind = path.suffix.lower()
    lines = _lines(path, kind, limits)
    top = list(islice(lines, _TOP))
    if not top:
        raise _refused(path, "没有数据", "请检查文件。")
    place = max(range(len(top)), key=lambda n: (sum(is_heading(c) for c in top[n][1] if c), -n))
    headings = workbooks.column_names(top[place][1])
    width = len(headings)
    rows = [(n, _fitted(cells, width)) for n, cells in top[place + 1 :]]
    rows += [(n, _fitted(cells, width)) for n, cells in islice(lines, limits.rows + 1 - len(rows))]
    if len(rows) > limits.rows:
        raise _refused(path, f"超过 {limits.rows} 行", "请拆成几个文件分次导入。")
    return Sheet(tuple(headings), tuple(rows))


def _lines(path: Path, kind: str, limits: ReadLimits) -> Iterator[tuple[int, list[str]]]:
    if kind in _EXCEL:
        return _of_workbook(path, limits)
    if kind in _OLD_EXCEL:
        return _of_old_workbook(path, limits)
    if kind in _CSV:
        return _of_text(path, limits)
    raise _refused(path, "不是 Excel（.xlsx、.xls）或 CSV 文件", "请另存为 .xlsx 或 CSV 后上传。")


def _fitted(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return tuple(cells[:width]) + ("",) * (width - len(cells))


def _of_workbook(path: Path, limits: ReadLimits) -> Iterator[tuple[int, list[str]]]:
    workbooks.guard(path, limits.workbook)
    try:
        yield from filled_rows(str(path))
    except (CalamineError, OSError) as error:
        raise _refused(
            path, "已损坏、加了密码或不是 .xlsx 文件", "请另存为 .xlsx（不加密码）后上传。"
        ) from error


def _of_old_workbook(path: Path, limits: ReadLimits) -> Iterator[tuple[int, list[str]]]:
    try:
        # Titles above the headings come beside the rows; one row more shows that there are too many.
        yield from old_workbooks.read_rows(
            path, rows=limits.rows + _TOP + 1, unpacked_mb=limits.workbook.unpacked_mb
        )
    except old_workbooks.DamagedError as error:
        raise _refused(
            path, "已损坏、加了密码或不是 .xls 文件", "请另存为 .xlsx（不加密码）后上传。"
        ) from error
    except old_workbooks.TooLargeError as error:
        raise _refused(path, "内容过多，没有打开", "请拆成几个文件分次导入。") from error


def _of_text(path: Path, limits: ReadLimits) -> Iterator[tuple[int, list[str]]]:
    with tempfile.TemporaryDirectory() as folder:
        plain = encodings.utf8_copy(
            path, Path(folder) / "utf8", valid_utf8_characters=limits.valid_utf8_characters
        )
        with plain.open(encoding="utf-8-sig", newline="") as source:
            head = source.readline()
            source.seek(0)
            delimiter = max(",\t;", key=head.count)
            reader = csv.reader(source, delimiter=delimiter)
            while True:
                try:
                    cells = next(reader, None)
                except csv.Error as error:
                    raise _refused(
                        path, f"第{reader.line_num}行写法有误", "请在表格软件里打开后另存为 CSV。"
                    ) from error
                if cells is None:
                    return
                if any(cell.strip() for cell in cells):
                    yield reader.line_num, [cell.strip() for cell in cells]


def _refused(path: Path, why: str, then: str) -> Refused:
    return Refused(Refusal("documents.table", f"文件 {path.name} {why}", then, "file"))
