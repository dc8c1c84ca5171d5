"""What the battery is made of: operations with one answer, operations with two, and the rows they are tried on."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

Build = Callable[[Any, Any], Any]
ERROR = "error"


@dataclass(frozen=True)
class Portable:
    """An expression over the tables ``t`` and ``u`` with one answer on both engines.

    ``shown`` is how it is written, ``note`` what its user must know. ``ordered`` when the order of the rows is
    part of the answer. ``cell`` when it is one column of ``t``: such are computed together, which is quicker.
    """

    group: str
    shown: str
    build: Build
    note: str = ""
    ordered: bool = False
    cell: Callable[[Any], Any] | None = None


@dataclass(frozen=True)
class Unlike:
    """An expression with one value that the engines do not agree on.

    ``duckdb`` and ``spark`` are what each answers, as Python writes it; ``error`` where it refuses. ``id`` is
    the row of ``t`` whose ``cell`` is meant.
    """

    shown: str
    build: Build
    duckdb: str
    spark: str
    rule: str
    id: int = 0
    cell: Callable[[Any], Any] | None = None


def column(
    group: str,
    shown: str,
    of: Callable[[Any], Any],
    note: str = "",
    *,
    where: Callable[[Any], Any] | None = None,
) -> Portable:
    """One computed column beside the key of every row of ``t``, or of those that ``where`` lets through."""

    def build(t: Any, _: Any) -> Any:
        rows = t.filter(where(t)) if where else t
        return rows.select("id", answer=of(rows))

    return Portable(group, shown, build, note, cell=None if where else of)


def value(id: int, shown: str, of: Callable[[Any], Any], duckdb: str, spark: str, rule: str) -> Unlike:  # noqa: A002
    """One computed cell of the row ``id`` of ``t``."""

    def build(t: Any, _: Any) -> Any:
        row = t.filter(t.id == id)
        return row.select(answer=of(row))

    return Unlike(shown, build, duckdb, spark, rule, id, of)


_DAY = datetime.date
_NAMES = ("id", "name", "scope", "code", "n", "x", "day", "flag", "words")
_WEAVER = "示例织造有限公司"
_T = (
    (
        1,
        _WEAVER,
        "纺织面料、针织品织造；货物进出口",
        "330603",
        800,
        1.5,
        _DAY(2000, 2, 29),
        True,
        ["织造", "针织"],
    ),
    (
        2,
        "示例泵业（绍兴）股份有限公司",
        "水泵制造（不含铸造）",
        "330604",
        0,
        -2.5,
        _DAY(2018, 12, 31),
        False,
        ["水泵"],
    ),
    (3, "Example A公司杭州分公司", "", "330106", -7, 0.0, _DAY(1999, 1, 1), True, []),
    (4, None, None, None, None, None, None, None, None),
    (5, _WEAVER, "针织面料;技术服务", "330603", 6000, 2.5, _DAY(2019, 4, 30), None, ["织造", None, "针织"]),
    (6, "  示例空格公司 ", "ABC-100型轴承", "110105", 13, 1e9, _DAY(2018, 1, 2), False, ["轴承", "轴承"]),
    (7, "示例集团", "𠮷祥轴承", "33060", 800, 0.125, _DAY(2018, 1, 2), True, ["针织"]),
)
_U = (
    ("330603", "柯桥", 1, 10.0),
    ("330603", "柯桥区", 2, 20.5),
    ("330106", "西湖", 3, None),
    (None, "无", 4, 1.0),
    ("440305", "南山", 5, 7.25),
)


def sample() -> dict[str, pa.Table]:
    """``t``: seven invented companies with nulls, zeros, empties and a character beyond the basic plane;
    ``u``: five places, one key twice and one null."""
    types = (
        pa.int64(),
        pa.string(),
        pa.string(),
        pa.string(),
        pa.int64(),
        pa.float64(),
        pa.date32(),
        pa.bool_(),
        pa.list_(pa.string()),
    )
    t = pa.schema(list(zip(_NAMES, types, strict=True)))
    u = pa.schema([("code", pa.string()), ("place", pa.string()), ("k", pa.int64()), ("w", pa.float64())])
    return {"t": _table(_T, t), "u": _table(_U, u)}


def _table(rows: tuple[tuple[Any, ...], ...], schema: pa.Schema) -> pa.Table:
    return pa.Table.from_pylist([dict(zip(schema.names, row, strict=True)) for row in rows], schema=schema)
