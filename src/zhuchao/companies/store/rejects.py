"""The file of refused rows: where, what and why, for whoever repairs the source."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

HEADINGS = ("文件", "行号", "字段", "原值", "原因", "处理")
REFUSED, WITHOUT_FIELD = "整行未导入", "该字段未采用，其余已导入"
#: A cell that starts so is run as a formula by spreadsheet programs.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Reject:
    """One line of the file. ``row`` is the line in the source, headings counted."""

    file: str
    row: int
    field: str
    value: str
    reason: str
    handling: str = REFUSED


def write(path: Path, rejects: Iterable[Reject]) -> None:
    """Write the file as CSV that spreadsheet programs open with Chinese intact and nothing executed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(HEADINGS)
        for r in rejects:
            writer.writerow(
                [harmless(r.file), r.row, r.field, harmless(r.value), harmless(r.reason), r.handling]
            )


def harmless(text: str) -> str:
    """The text with a mark in front when a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
