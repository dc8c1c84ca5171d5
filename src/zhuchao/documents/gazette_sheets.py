"""The spreadsheet that goes with a document: a sheet for each list, texts and numbers only, never a formula."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter

#: Excel's own limit on the name of a sheet.
_NAME = 31
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list with its headings; ``notes`` stand above them, one a line."""

    name: str
    headings: tuple[str, ...]
    rows: Sequence[Sequence[object]]
    notes: tuple[str, ...] = ()


def write_sheets(sheets: Sequence[Sheet]) -> bytes:
    """The .xlsx of the sheets, in order."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"author": "筑巢", "created": datetime(2000, 1, 1)})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    taken: set[str] = set()
    for sheet in sheets:
        page = book.add_worksheet(sheet_name(sheet.name, taken))
        for line, note in enumerate(sheet.notes):
            page.write_string(line, 0, note)
        top = len(sheet.notes)
        page.write_row(top, 0, sheet.headings, head)
        page.freeze_panes(top + 1, 0)
        for number, row in enumerate(sheet.rows, top + 1):
            for column, value in enumerate(row):
                if isinstance(value, int | float) and not isinstance(value, bool):
                    page.write_number(number, column, value)
                elif value is not None:
                    page.write_string(number, column, str(value))
        for column, heading in enumerate(sheet.headings):
            longest = max([len(heading), *(len(str(r[column])) for r in sheet.rows[:200])])
            page.set_column(column, column, min(_WIDEST, 4 + 2 * longest))
    book.close()
    return out.getvalue()


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name Excel takes: none of its forbidden signs, short enough, not taken yet; it is added to ``taken``."""
    clean = re.sub(r"[\[\]:*?/\\']", " ", wanted).strip()[:_NAME] or "表"
    name, number = clean, 1
    while name.casefold() in taken:
        number += 1
        mark = f" {number}"
        name = clean[: _NAME - len(mark)] + mark
    taken.add(name.casefold())
    return name
