"""A workbook as a person reads it."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from python_calamine import load_workbook


def filled_rows(path: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with anything in them of the first sheet that has any, with their numbers.

    Raises CalamineError for a damaged workbook and OSError for one that cannot be opened.
    """
    book = load_workbook(path)
    for name in book.sheet_names:
        found = False
        for number, row in enumerate(book.get_sheet_by_name(name).iter_rows(), 1):
            cells = [cell_text(cell) or "" for cell in row]
            if any(cells):
                found = True
                yield number, cells
        if found:
            return


def cell_text(cell: object) -> str | None:
    """A cell as a person reads it: a whole number without a point, a day without a time."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, (date, time, timedelta)):
        return str(cell)
    return str(cell)
