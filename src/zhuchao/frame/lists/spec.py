"""What a list is: its columns, filters and where its rows come from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from zhuchao.frame.marks import Action

Row = Mapping[str, Any]
Choices = Sequence[tuple[str, str]]
ColumnKind = Literal["text", "number", "money_wan", "date", "tag", "link", "code", "figure", "reasons"]
#: Rows to a page unless the list or the address says otherwise.
DEFAULT_SIZE = 50
FilterKind = Literal["choice", "text", "date", "date_range", "number_range"]

#: Kinds that stand right-aligned.
NUMERIC: frozenset[str] = frozenset({"number", "money_wan", "figure"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``unit`` stands in the heading; ``default`` False hides it until it is chosen.

    ``url`` makes the address of a cell from the row (kind ``link``, or any kind that should lead somewhere);
    ``note`` is the key of a second, smaller line under the value. ``phone`` False leaves the column out of the
    cards a phone shows.
    """

    key: str
    label: str
    unit: str = ""
    kind: ColumnKind = "text"
    sortable: bool = True
    default: bool = True
    url: Callable[[Row], str] | None = None
    note: str = ""
    phone: bool = True

    @property
    def heading(self) -> str:
        """The label with the unit."""
        return f"{self.label}（{self.unit}）" if self.unit else self.label

    @property
    def numeric(self) -> bool:
        """True when the column stands right-aligned."""
        return self.kind in NUMERIC


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter. A range puts ``<key>_from`` and ``<key>_to`` into the query, the others ``<key>``.

    ``choices`` are (value, label) pairs or a function without arguments that gives them. ``default`` (not of a range)
    holds while the address does not say the filter at all; said empty, it is taken off.
    """

    key: str
    label: str
    kind: FilterKind = "choice"
    choices: Choices | Callable[[], Choices] = ()
    unit: str = ""
    default: str = ""

    def options(self) -> Choices:
        """The choices as they are now."""
        return self.choices() if callable(self.choices) else self.choices

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its inputs in the address."""
        return (f"{self.key}_from", f"{self.key}_to") if self.kind.endswith("_range") else (self.key,)

    def said(self, values: Sequence[str]) -> str:
        """The values of its inputs as a reader is told them."""
        if self.kind == "choice":
            return dict((str(v), label) for v, label in self.options()).get(values[0], values[0])
        if not self.kind.endswith("_range"):
            return values[0]
        low, high = values
        if low and high:
            return f"{low} 至 {high}{self.unit}"
        return f"{low}{self.unit}起" if low else f"至{high}{self.unit}"


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of ``fetch``: text, filters by input name, ``sort`` (``-key`` descending), page from 1."""

    text: str = ""
    filters: dict[str, str] = field(default_factory=dict)
    sort: str = ""
    page: int = 1
    size: int = DEFAULT_SIZE

    @property
    def offset(self) -> int:
        """Rows to skip before the page."""
        return (self.page - 1) * self.size

    @property
    def sort_key(self) -> str:
        """The column sorted by, without the direction."""
        return self.sort.removeprefix("-")

    @property
    def descending(self) -> bool:
        """True when the largest comes first."""
        return self.sort.startswith("-")


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of one page; ``capped`` when ``total`` is only a lower bound (shown as 1000+)."""

    rows: Sequence[Row]
    total: int
    capped: bool = False


@dataclass(frozen=True, slots=True)
class BulkAction:
    """A verb for the chosen rows: POST to ``url`` with every chosen key as ``selected``."""

    label: str
    url: str
    icon: str = ""
    confirm: str = ""


@dataclass(frozen=True, slots=True)
class ListSpec:
    """A list page.

    ``fetch`` answers one page and obeys the actor already; ``definitions`` (heading → 口径) fill the sheet of the
    export; ``caveat`` is printed above the rows and in every export; ``row_key`` names the value posted by bulk
    actions; ``row_actions`` gives the buttons of a row; ``search_label`` empty hides the search box; ``size`` is fewer
    rows to a page where a row is tall.
    """

    id: str
    title: str
    columns: Sequence[Column]
    fetch: Callable[[Query], Page]
    filters: Sequence[Filter] = ()
    empty_text: str = "没有符合条件的记录。请减少筛选条件后再试。"
    definitions: Mapping[str, str] = field(default_factory=dict)
    demo: bool = False
    caveat: str = ""
    sort: str = ""
    counter: str = "条"
    search_label: str = "关键词"
    row_key: str = ""
    size: int = DEFAULT_SIZE
    row_actions: Callable[[Row], Sequence[Action]] | None = None
    bulk: Sequence[BulkAction] = ()
    exportable: bool = True

    def column(self, key: str) -> Column | None:
        """The column of that key, if there is one."""
        return next((c for c in self.columns if c.key == key), None)
