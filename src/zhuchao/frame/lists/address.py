"""The query string of a list: read with care, written back for every link on the page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from urllib.parse import urlencode

from zhuchao.frame.lists.spec import Column, Filter, ListSpec, Query

SIZES = (20, 50, 100, 200)
LONGEST_TEXT = 200
#: Deeper pages would make the database count rows for nothing; nobody reads on that far.
LAST_PAGE = 20_000


@dataclass(frozen=True, slots=True)
class Asked:
    """The query, the columns asked for (empty: not said) and what in the address could not be read."""

    query: Query
    columns: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def read(spec: ListSpec, given: Mapping[str, str]) -> Asked:
    """The query in the address; a value that cannot be read is left out and named in ``faults``."""
    filters: dict[str, str] = {}
    faults: list[str] = []
    for wanted in spec.filters:
        for name in wanted.names:
            value = given.get(name, wanted.default).strip()[:LONGEST_TEXT]
            if not value:
                continue
            if fault := _fault(wanted, value):
                faults.append(fault)
            else:
                filters[name] = value
    query = Query(
        text=given.get("q", "").strip()[:LONGEST_TEXT],
        filters=filters,
        sort=_sort(spec, given.get("sort", "")),
        page=min(_whole(given.get("page", ""), 1), LAST_PAGE),
        size=_size(spec, given.get("size", "")),
    )
    keys = {c.key for c in spec.columns}
    columns = tuple(k for k in given.get("columns", "").split(",") if k in keys)
    return Asked(query, columns, tuple(faults))


def write(spec: ListSpec, query: Query, columns: Iterable[str] = (), **more: str) -> str:
    """The query string of a query, without the question mark and without what is the default."""
    text = {"q": query.text} if query.text else {}
    parts = {"sort": "" if query.sort == spec.sort else query.sort}
    parts["columns"] = ",".join(columns)
    parts["size"] = "" if query.size == spec.size else str(query.size)
    parts["page"] = "" if query.page == 1 else str(query.page)
    said = {k: v for k, v in (parts | more).items() if v}
    return urlencode(text | conditions(spec, query) | said)


def conditions(spec: ListSpec, query: Query) -> dict[str, str]:
    """The filters as the address says them: what holds by default is left out, a default taken off is said empty."""
    by_default = {f.key: f.default for f in spec.filters if f.default}
    said = {k: v for k, v in query.filters.items() if v and by_default.get(k) != v}
    return said | {k: "" for k in by_default if not query.filters.get(k)}


def without(query: Query, *names: str) -> Query:
    """The query with these filters taken off, back on the first page; ``q`` takes the text off."""
    kept = {k: v for k, v in query.filters.items() if k not in names}
    return replace(query, filters=kept, page=1, text="" if "q" in names else query.text)


def sorted_by(query: Query, column: Column) -> Query:
    """The query of a click on the heading: numbers and dates first fall, words first rise, then the reverse."""
    falls_first = column.numeric or column.kind in ("date", "reasons")
    first, second = (f"-{column.key}", column.key) if falls_first else (column.key, f"-{column.key}")
    return replace(query, sort=second if query.sort == first else first, page=1)


def _fault(wanted: Filter, value: str) -> str:
    if wanted.kind == "choice" and value not in {str(v) for v, _ in wanted.options()}:
        return f"“{wanted.label}”没有“{value}”这一项，已忽略"
    if wanted.kind in ("date", "date_range") and not _is_date(value):
        return f"“{wanted.label}”应写作 2026-11-24 这样的日期，“{value}”已忽略"
    if wanted.kind == "number_range" and not _is_number(value):
        return f"“{wanted.label}”应为数字，“{value}”已忽略"
    return ""


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_number(value: str) -> bool:
    try:
        return Decimal(value).is_finite()
    except InvalidOperation:
        return False


def _sort(spec: ListSpec, value: str) -> str:
    column = spec.column(value.removeprefix("-"))
    return value if column is not None and column.sortable else spec.sort


def _whole(value: str, otherwise: int) -> int:
    return max(int(value), 1) if value.isascii() and value.isdigit() and len(value) < 9 else otherwise


def _size(spec: ListSpec, value: str) -> int:
    size = _whole(value, spec.size)
    return size if size in SIZES else spec.size
