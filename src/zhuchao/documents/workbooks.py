"""Excel workbooks in: the first sheet with rows, guarded against archives that unpack without end."""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from python_calamine import CalamineError, CalamineSheet, load_workbook

from zhuchao.documents.cells import cell_text
from zhuchao.terms.refusal import Refusal, Refused

MB = 1024 * 1024
BATCH = 20_000


@dataclass(frozen=True, slots=True)
class Limits:
    """``unpacked_mb`` in all; ``ratio`` unpacked to packed, minded from ``ratio_from_mb``; ``members`` files."""

    unpacked_mb: int
    ratio: int
    ratio_from_mb: int
    members: int


def guard(path: Path, limits: Limits) -> None:
    """Refuse an archive that is damaged or unpacks to more than the limits.

    The declared sizes may lie, so every member is unpacked and counted, block by block, before it is opened.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if len(members) > limits.members:
                raise _bomb(path, f"内含{len(members)}个文件，超过{limits.members}个")
            declared = sum(m.file_size for m in members)
            _check_size(path, declared, limits)
            unpacked = 0
            for member in members:
                with archive.open(member) as content:
                    while block := content.read(MB):
                        unpacked += len(block)
                        _check_size(path, unpacked, limits)
    except (zipfile.BadZipFile, RuntimeError, EOFError) as error:
        # An unknown compression raises a kind of RuntimeError.
        raise _unreadable(path) from error


def _check_size(path: Path, unpacked: int, limits: Limits) -> None:
    if unpacked > limits.unpacked_mb * MB:
        raise _bomb(path, f"解压后超过{limits.unpacked_mb}MB")
    packed = max(path.stat().st_size, 1)
    if unpacked > limits.ratio_from_mb * MB and unpacked > limits.ratio * packed:
        raise _bomb(path, f"压缩比超过{limits.ratio}倍")


def _bomb(path: Path, why: str) -> Refused:
    return Refused(
        Refusal(
            "documents.zip-bomb",
            f"工作簿 {path.name} {why}，可能是压缩炸弹，没有打开",
            "请拆成几个文件，或另存为 CSV 后再导入。",
            "file",
        )
    )


def _unreadable(path: Path) -> Refused:
    return Refused(
        Refusal(
            "documents.workbook",
            f"工作簿 {path.name} 已损坏、加了密码或不是 .xlsx 文件",
            "请在表格软件里打开并另存为 .xlsx（不加密码）后再导入。",
            "file",
        )
    )


def to_parquet(path: Path, target: Path, limits: Limits, *, row_column: str) -> list[str]:
    """Write the first sheet that has rows as a Parquet file of text columns and give its headings.

    The first row that is not empty holds the headings. ``row_column`` is the name of a first column that holds
    the row's number in the sheet, from 1. Raises Refused for a bomb, a damaged file or no rows.
    """
    guard(path, limits)
    try:
        book = load_workbook(str(path))
        for name in book.sheet_names:
            rows = _filled(book.get_sheet_by_name(name))
            headings = next(rows, None)
            if headings is not None:
                names = column_names([cell_text(h) or "" for h in headings[1]], taken=(row_column,))
                return _write(row_column, names, rows, target)
    except (CalamineError, OSError) as error:
        raise _unreadable(path) from error
    raise Refused(Refusal("documents.empty", f"工作簿 {path.name} 没有数据", "请检查文件。", "file"))


def column_names(headings: Sequence[str], *, taken: Sequence[str] = ()) -> list[str]:
    """Headings as names of columns: none empty, no two alike whatever their case, none of ``taken``."""
    names: list[str] = []
    seen = {t.casefold() for t in taken}
    for place, heading in enumerate(headings, 1):
        name = heading.strip() or f"第{place}列"
        while name.casefold() in seen:
            name = f"{name}（{place}）"
        seen.add(name.casefold())
        names.append(name)
    return names


def _filled(sheet: CalamineSheet) -> Iterator[tuple[int, Sequence[object]]]:
    """Rows that are not empty with their number in the sheet."""
    return (
        (number, row)
        for number, row in enumerate(sheet.iter_rows(), 1)
        if any(cell not in ("", None) for cell in row)
    )


def _write(
    row_column: str, names: list[str], rows: Iterator[tuple[int, Sequence[object]]], target: Path
) -> list[str]:
    schema = pa.schema([(row_column, pa.int64()), *((n, pa.string()) for n in names)])
    with pq.ParquetWriter(target, schema) as out:
        while batch := list(islice(rows, BATCH)):
            columns = [pa.array([number for number, _ in batch], pa.int64())]
            columns += [
                pa.array([cell_text(row[i]) if i < len(row) else None for _, row in batch], pa.string())
                for i in range(len(names))
            ]
            out.write_table(pa.Table.from_arrays(columns, schema=schema))
    return names
