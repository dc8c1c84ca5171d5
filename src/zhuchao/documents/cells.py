"""A cell of a workbook as a person reads it."""

from datetime import date, datetime, time, timedelta


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
