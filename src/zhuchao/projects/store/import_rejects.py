"""The rejected rows of an import as a workbook that can be mended and imported again."""

from collections.abc import Mapping
from typing import Any

import xlsxwriter

from zhuchao.projects.models.imports import import_folder


def write(code: str, found: Any, names: Mapping[str, str]) -> None:
    """The file's own headings and rows, beside them the number of the row and what is wrong with it."""
    if not found.rejected:
        return
    cells = dict(found.sheet.rows)
    with xlsxwriter.Workbook(
        str(import_folder(code) / "rejects.xlsx"), {"strings_to_numbers": False}
    ) as book:
        sheet = book.add_worksheet("退回的行")
        sheet.write_row(0, 0, [*found.sheet.headings, "行号", "退回原因"])
        for place, draft in enumerate(found.rejected, start=1):
            reasons = "；".join(f"{names.get(f.column, f.column)}：{f.reason}" for f in draft.faults)
            for column, text in enumerate((*cells[draft.row], str(draft.row), reasons)):
                sheet.write_string(place, column, text)
