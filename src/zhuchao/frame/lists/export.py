"""A list as a file: every row as filtered, page by page, with the definitions; nothing is held in memory.

The file is written to disk first, so that the audit names the true number of rows before the first byte leaves
and a fault in the middle is an error page and no torn file. Whoever audits answers ``Slot.NOTICE`` topic
``exported`` with ``fn(actor, *, list_id, title, rows, filters, columns, kind)``.
"""

import csv
import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any
from urllib.parse import quote

import xlsxwriter
from django.http import FileResponse
from django.utils import timezone

from zhuchao import slots
from zhuchao.frame.lists.spec import Column, ListSpec, Query, Row
from zhuchao.slots import Slot
from zhuchao.terms.actor import Actor
from zhuchao.terms.figure import Figure
from zhuchao.terms.reason import Reason, total

FETCH = 500
#: A sheet holds 1,048,576 rows, one of them the heading.
SHEET_ROWS = 1_048_575
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
KINDS = frozenset(_TYPES)


def respond(
    actor: Actor | None, spec: ListSpec, query: Query, columns: Sequence[Column], kind: str
) -> FileResponse:
    """The list as an attachment; the export is audited before it is sent."""
    made = tempfile.TemporaryFile()  # noqa: SIM115 - FileResponse closes it
    written = _WRITERS[kind](made, spec, query, columns)
    _audit(actor, spec, query, columns, kind, written)
    made.seek(0)
    response = FileResponse(made, content_type=_TYPES[kind])
    name = f"{spec.title}-{timezone.localdate().isoformat()}.{kind}"
    response["Content-Disposition"] = (
        f"attachment; filename=\"{spec.id}.{kind}\"; filename*=UTF-8''{quote(name)}"
    )
    response["Cache-Control"] = "no-store"
    return response


def rows(spec: ListSpec, query: Query) -> Iterator[Row]:
    """Every row of the query, one page in memory at a time."""
    asked = replace(query, page=1, size=FETCH)
    while True:
        page = spec.fetch(asked)
        yield from page.rows
        if len(page.rows) < FETCH:
            return
        asked = replace(asked, page=asked.page + 1)


def _audit(
    actor: Actor | None, spec: ListSpec, query: Query, columns: Sequence[Column], kind: str, written: int
) -> None:
    if actor is None:
        return
    filters = {"q": query.text, **query.filters} if query.text else dict(query.filters)
    said = {"list_id": spec.id, "title": spec.title, "rows": written, "filters": filters, "kind": kind}
    for _ in slots.ask(Slot.NOTICE, actor, topic="exported", columns=[c.key for c in columns], **said):
        pass


def _plain(column: Column, value: Any) -> str | float | date | None:
    """A cell as Excel keeps it: numbers stay numbers, days stay days, the rest is text."""
    if value is None or value == "":
        return None
    if column.kind == "reasons":
        return _reasons(value)
    if isinstance(value, Figure):
        return float(value.value) if value.value is not None else value.printed()
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float | Decimal):
        return float(value)
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else str(value)


def _reasons(value: Sequence[Reason]) -> str:
    sentences = "；".join(f"{r.text}（{r.points:+f}）" for r in value)
    return f"{total(value):f}＝{sentences}"


def _heading(column: Column) -> str:
    return f"{column.label}（万元）" if column.kind == "money_wan" and not column.unit else column.heading


def notes(spec: ListSpec, query: Query, written: int, *, cut: bool = False) -> list[tuple[str, str]]:
    """What must be said beside the rows: caveat, conditions, day, and the definition of each column."""
    conditions = [f"关键词：{query.text}"] if query.text else []
    for wanted in spec.filters:
        values = [query.filters.get(name, "") for name in wanted.names]
        if any(values):
            conditions.append(f"{wanted.label}：{wanted.said(values)}")
    said = [("列表", spec.title), ("导出日期", timezone.localdate().isoformat()), ("行数", str(written))]
    said.append(("筛选条件", "；".join(conditions) or "无"))
    if cut:
        said.append(("注意", f"Excel 一张表最多容纳 {SHEET_ROWS:,} 行，其余未导出；请加筛选条件或导出 CSV"))
    if spec.demo:
        said.append(("示例", "本表为示例数据，不是真实企业"))
    if spec.caveat:
        said.append(("数据说明", spec.caveat))
    return said + [(f"口径：{k}", v) for k, v in spec.definitions.items()]


def _write_csv(made: IO[bytes], spec: ListSpec, query: Query, columns: Sequence[Column]) -> int:
    # The mark at the start tells Excel that the text is UTF-8.
    text = io.TextIOWrapper(made, encoding="utf-8-sig", newline="", write_through=False)
    out = csv.writer(text)
    out.writerow([_heading(c) for c in columns])
    written = 0
    for row in rows(spec, query):
        out.writerow([_harmless(_plain(c, row.get(c.key))) for c in columns])
        written += 1
    out.writerow([])
    out.writerows((_harmless(a), _harmless(b)) for a, b in notes(spec, query, written))
    text.flush()
    text.detach()
    return written


def _harmless(value: str | float | date | None) -> str:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.10g}" if abs(value) < 1e10 else f"{value:.2f}"
    text = value.isoformat() if isinstance(value, date) else value
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _write_xlsx(made: IO[bytes], spec: ListSpec, query: Query, columns: Sequence[Column]) -> int:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(made, options) as book:
        head = book.add_format({"bold": True, "bg_color": "#E8EEF7", "bottom": 1, "text_wrap": True})
        day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        sheet = book.add_worksheet("数据")
        sheet.freeze_panes(1, 1)
        for x, column in enumerate(columns):
            sheet.set_column(x, x, 14 if column.numeric or column.kind == "date" else 28)
            sheet.write_string(0, x, _heading(column), head)
        written, cut = 0, False
        for row in rows(spec, query):
            if written == SHEET_ROWS:
                cut = True
                break
            written += 1
            for x, column in enumerate(columns):
                _put(sheet, written, x, _plain(column, row.get(column.key)), day)
        if written:
            sheet.autofilter(0, 0, written, max(len(columns) - 1, 0))
        _definitions(book, notes(spec, query, written, cut=cut))
    return written


def _put(sheet: Any, y: int, x: int, value: str | float | date | None, day: Any) -> None:
    if value is None:
        return
    if isinstance(value, float):
        sheet.write_number(y, x, value)
    elif isinstance(value, date):
        sheet.write_datetime(y, x, datetime(value.year, value.month, value.day), day)
    else:
        sheet.write_string(y, x, value[:32_767])


def _definitions(book: Any, said: list[tuple[str, str]]) -> None:
    sheet = book.add_worksheet("口径说明")
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 90)
    for y, (label, text) in enumerate(said):
        sheet.write_string(y, 0, label, wrap)
        sheet.write_string(y, 1, text, wrap)


_WRITERS: dict[str, Callable[[IO[bytes], ListSpec, Query, Sequence[Column]], int]] = {
    "csv": _write_csv,
    "xlsx": _write_xlsx,
}
