"""A list as the template draws it: headings with their links, chips, cells, pager."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from zhuchao.frame.lists import address
from zhuchao.frame.lists.memory import ListMemory
from zhuchao.frame.lists.spec import Column, Filter, ListSpec, Page, Query, Row
from zhuchao.frame.marks import Action, Tag


@dataclass(frozen=True, slots=True)
class Heading:
    """A column heading; ``direction`` is ascending, descending or empty."""

    column: Column
    url: str
    direction: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A condition in force and the address without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Input:
    """A filter with what stands in its inputs: (name, value) pairs."""

    filter: Filter
    values: tuple[tuple[str, str], ...]

    @property
    def value(self) -> str:
        """The value of a filter with one input."""
        return self.values[0][1]


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell; ``tag`` is set for states."""

    column: Column
    value: Any
    url: str
    note: str
    tag: Tag | None

    @property
    def style(self) -> str:
        """The classes of the cell."""
        tight = "zc-tight" if self.column.kind in ("date", "code", "tag") else ""
        kept = "" if self.column.phone else "zc-not-phone"
        return f"{'zc-num' if self.column.numeric else tight} {kept}".strip()


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row with its key and buttons."""

    key: str
    cells: list[ShownCell]
    actions: Sequence[Action]


@dataclass(frozen=True, slots=True)
class Tab:
    """A saved view as a tab."""

    name: str
    url: str
    current: bool
    delete_url: str = ""


@dataclass
class ListView:
    """Everything ``frame/list_card.html`` reads, as ``list``."""

    spec: ListSpec
    query: Query
    page: Page
    columns: list[Column]
    asked: address.Asked
    memory: ListMemory
    path: str

    @property
    def dom_id(self) -> str:
        """The id of the fragment."""
        return f"list-{self.spec.id}"

    def url(self, query: Query, **more: str) -> str:
        """The address of another query on this page."""
        text = address.write(self.spec, query, self.asked.columns, **more)
        return f"{self.path}?{text}" if text else self.path

    @cached_property
    def headings(self) -> list[Heading]:
        """The headings of the columns shown."""
        return [self._heading(c) for c in self.columns]

    @property
    def sortable(self) -> bool:
        """True when the rows can be put in another order."""
        return any(head.url for head in self.headings)

    def _heading(self, column: Column) -> Heading:
        direction = ""
        if column.key == self.query.sort_key:
            direction = "descending" if self.query.descending else "ascending"
        url = self.url(address.sorted_by(self.query, column)) if column.sortable else ""
        return Heading(column, url, direction)

    @cached_property
    def inputs(self) -> list[Input]:
        """The filters with their present values."""
        return [
            Input(f, tuple((n, self.query.filters.get(n, "")) for n in f.names)) for f in self.spec.filters
        ]

    @property
    def filtered(self) -> int:
        """How many filters are in force."""
        return sum(1 for i in self.inputs if any(v for _, v in i.values))

    @cached_property
    def chips(self) -> list[Chip]:
        """The conditions in force."""
        found = (
            [Chip(f"含“{self.query.text}”", self.url(address.without(self.query, "q")))]
            if self.query.text
            else []
        )
        for shown in self.inputs:
            values = [v for _, v in shown.values]
            if any(values):
                url = self.url(address.without(self.query, *shown.filter.names))
                found.append(Chip(f"{shown.filter.label}：{shown.filter.said(values)}", url))
        return found

    @property
    def clear_url(self) -> str:
        """The address without any condition."""
        return self.url(Query(sort=self.query.sort, size=self.query.size))

    @property
    def has_actions(self) -> bool:
        """True when rows carry buttons. A template would call ``row_actions`` itself, without a row."""
        return self.spec.row_actions is not None

    @cached_property
    def rows(self) -> list[ShownRow]:
        """The rows with their cells."""
        return [self._row(row) for row in self.page.rows]

    def _row(self, row: Row) -> ShownRow:
        actions = self.spec.row_actions(row) if self.spec.row_actions else ()
        key = str(row.get(self.spec.row_key, "")) if self.spec.row_key else ""
        return ShownRow(key, [_cell(c, row) for c in self.columns], actions)

    @cached_property
    def tabs(self) -> list[Tab]:
        """全部 and the saved views; empty when nothing was saved."""
        if not self.memory.views:
            return []
        here = self.url(replace(self.query, page=1)).partition("?")[2]
        saved = [
            Tab(v.name, f"{self.path}?{v.query}", v.query == here, v.delete_url) for v in self.memory.views
        ]
        whole = address.write(self.spec, Query(sort=self.spec.sort))
        return [Tab("全部", f"{self.path}?{whole}" if whole else self.path, here == whole), *saved]

    @property
    def view_query(self) -> str:
        """What a saved view keeps: the address without the page."""
        return address.write(self.spec, replace(self.query, page=1), self.asked.columns)

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the filter form carries along unchanged: sort, columns and size."""
        kept = {"columns": ",".join(self.asked.columns)}
        kept["sort"] = "" if self.query.sort == self.spec.sort else self.query.sort
        kept["size"] = "" if self.query.size == self.spec.size else str(self.query.size)
        return [(k, v) for k, v in kept.items() if v]

    @property
    def column_choices(self) -> list[tuple[Column, bool]]:
        """Every column and whether it is shown."""
        keys = {c.key for c in self.columns}
        return [(c, c.key in keys) for c in self.spec.columns]

    @property
    def columns_hidden(self) -> list[tuple[str, str]]:
        """What the form of the columns carries along: everything but the columns."""
        text = {"q": self.query.text} if self.query.text else {}
        kept = text | address.conditions(self.spec, self.query) | dict(self.hidden)
        return [(k, v) for k, v in kept.items() if k != "columns"]

    @property
    def last_page(self) -> int:
        """The number of the last page known."""
        return max(1, -(-self.page.total // self.query.size))

    @property
    def first_row(self) -> int:
        """The number of the first row shown, from 1."""
        return self.query.offset + 1 if self.page.rows else 0

    @property
    def last_row(self) -> int:
        """The number of the last row shown."""
        return self.query.offset + len(self.page.rows)

    @property
    def previous_url(self) -> str:
        """The page before, or nothing."""
        return self.url(replace(self.query, page=self.query.page - 1)) if self.query.page > 1 else ""

    @property
    def next_url(self) -> str:
        """The page after, or nothing; a capped count goes on while pages are full."""
        full = self.page.capped and len(self.page.rows) == self.query.size
        more = self.query.page < self.last_page or full
        return self.url(replace(self.query, page=self.query.page + 1)) if more else ""

    @property
    def first_url(self) -> str:
        """The first page."""
        return self.url(replace(self.query, page=1))

    @property
    def sizes(self) -> list[tuple[int, str, bool]]:
        """Rows to a page: number, address, whether it is the present one."""
        return [
            (n, self.url(replace(self.query, size=n, page=1)), n == self.query.size) for n in address.SIZES
        ]

    @property
    def export_urls(self) -> list[tuple[str, str]]:
        """What can be taken away: label and address."""
        first = replace(self.query, page=1)
        return [
            ("Excel 工作簿（含口径说明）", self.url(first, export="xlsx")),
            ("CSV 文本", self.url(first, export="csv")),
        ]


def _cell(column: Column, row: Row) -> ShownCell:
    value = row.get(column.key)
    tag = (value if isinstance(value, Tag) else Tag(str(value))) if column.kind == "tag" and value else None
    note = str(row.get(column.note) or "") if column.note else ""
    return ShownCell(column, value, column.url(row) if column.url else "", note, tag)
