"""Somebody else's Excel form, filled: their formatting stays, only named cells are written."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import openpyxl
from openpyxl.cell.cell import MergedCell

from zhuchao.documents.workbooks import Limits, guard
from zhuchao.terms.refusal import Refusal, Refused

CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")


@dataclass(frozen=True, slots=True)
class CellValue:
    """What goes into one cell: a text or a number; None empties it."""

    sheet: str
    cell: str
    value: str | int | float | None


@dataclass(frozen=True, slots=True)
class Outline:
    """A sheet with its first texts by cell, so that a person can find the cells to fill."""

    sheet: str
    texts: tuple[tuple[str, str], ...]


def outlines(raw: bytes, limits: Limits, *, most: int = 200) -> list[Outline]:
    """The sheets of a form. Raises Refused for a bomb, a damaged file or one with a password."""
    found = []
    for page in _opened(raw, limits).worksheets:
        texts = [
            (cell.coordinate, str(cell.value))
            for row in page.iter_rows()
            for cell in row
            if cell.value is not None
        ]
        found.append(Outline(page.title, tuple(texts[:most])))
    return found


def faults(raw: bytes, limits: Limits, places: Sequence[tuple[str, str]]) -> list[Refusal]:
    """Why a value cannot go into these (sheet, cell) places: no such sheet, no cell's name, inside a merged cell."""
    book, found = _opened(raw, limits), []
    for sheet, cell in places:
        where = f"{sheet}!{cell}"
        if sheet not in book.sheetnames:
            names = "、".join(book.sheetnames)
            found.append(
                Refusal("reports.form-sheet", f"表格里没有工作表“{sheet}”", f"现有：{names}。", "cells")
            )
        elif not CELL.fullmatch(cell):
            found.append(
                Refusal("reports.form-cell", f"“{where}”不是单元格位置", "请写成 C5 的样子。", "cells")
            )
        elif isinstance(book[sheet][cell], MergedCell):
            found.append(
                Refusal(
                    "reports.form-merged", f"“{where}”在合并单元格内", "请填合并区域左上角的单元格。", "cells"
                )
            )
    return found


def fill_workbook(raw: bytes, limits: Limits, values: Sequence[CellValue]) -> bytes:
    """The form with the values in; a text is never taken for a formula. Raises Refused for a damaged file or a place
    that ``faults`` names."""
    if wrong := faults(raw, limits, [(v.sheet, v.cell) for v in values]):
        raise Refused(*wrong)
    book = _opened(raw, limits)
    for each in values:
        cell: Any = book[each.sheet][each.cell]
        cell.value = each.value
        if isinstance(each.value, str):
            cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _opened(raw: bytes, limits: Limits) -> Any:
    with NamedTemporaryFile(suffix=".xlsx") as kept:
        kept.write(raw)
        kept.flush()
        guard(Path(kept.name), limits)
    try:
        return openpyxl.load_workbook(io.BytesIO(raw))
    except Exception as error:  # openpyxl raises whatever its parsers raise
        raise Refused(
            Refusal(
                "reports.form-file",
                "表格打不开：文件已损坏、加了密码或不是 .xlsx 格式",
                "请在表格软件里另存为 .xlsx（不加密码）后再上传。",
                "file",
            )
        ) from error
