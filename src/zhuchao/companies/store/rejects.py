"""The file of refused rows: where, what and why, and the row itself, so that it can be repaired and given again."""

import contextlib
import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from zhuchao.companies.engine.columns import CHINESE

HEADINGS = ("文件", "行号", "字段", "原值", "原因", "处理")
#: The row's own cells follow, under headings that an import knows. An amount in 元 says so in its cell.
CELLS = tuple(c for c in CHINESE if c != "capital_yuan")
REFUSED, WITHOUT_FIELD = "整行未导入", "该字段未采用，其余已导入"
#: A cell that starts so is run as a formula by spreadsheet programs.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
#: Put before such a cell; an import of the file takes it off again.
MARK = "'"


@dataclass(frozen=True, slots=True)
class Reject:
    """One line of the file. ``row`` is the line in the source, headings counted."""

    file: str
    row: int
    field: str
    value: str
    reason: str
    handling: str = REFUSED


class RejectFile:
    """A file of refused rows being written; ``refused`` and ``unused`` count its lines by handling."""

    def __init__(self, out: Any) -> None:
        self._writer = csv.writer(out)
        self._writer.writerow([*HEADINGS, *(CHINESE[c] for c in CELLS)])
        self.refused = self.unused = 0

    def add(self, reject: Reject, cells: Mapping[str, str | None] | None = None) -> None:
        """Write one row; ``cells`` by column of ours."""
        if reject.handling == REFUSED:
            self.refused += 1
        else:
            self.unused += 1
        first = [harmless(reject.file), reject.row, reject.field, harmless(reject.value)]
        row = [harmless((cells or {}).get(c) or "") for c in CELLS]
        self._writer.writerow([*first, harmless(reject.reason), reject.handling, *row])


@contextlib.contextmanager
def writing(path: Path) -> Iterator[RejectFile]:
    """A CSV that spreadsheet programs open with Chinese intact and nothing executed."""
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        yield RejectFile(out)


def kept(code: str) -> Path:
    """Where the refused rows of an import are kept, whether it had any or not."""
    return Path(settings.ZHUCHAO_HOME) / "imports" / f"{code}-退回.csv"


def keep(code: str, written: Path | None) -> str:
    """Move the file out of the staging folder and give its path; empty when nothing was refused."""
    if written is None:
        return ""
    path = kept(code)
    path.parent.mkdir(exist_ok=True)
    written.replace(path)
    return str(path)


def harmless(text: str) -> str:
    """The text with a mark in front when a spreadsheet would take it for a formula."""
    return f"{MARK}{text}" if text.startswith(FORMULA_STARTS) else text
