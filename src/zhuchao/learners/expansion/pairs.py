"""Branches in another city than their headquarters, read into arrays."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

#: What a file of pairs must have.
COLUMNS = (
    "branch_date",
    "branch_city",
    "parent_uscc",
    "parent_name",
    "parent_date",
    "parent_prov",
    "parent_city",
    "parent_capital_wan",
)
_EPOCH = date(1970, 1, 1)
Ints = NDArray[np.int64]


class UnusablePairs(Exception):  # noqa: N818 - a file that cannot be used; the text is for the person who named it
    """The file is no Parquet, lacks a column or holds no pair; the text, in Chinese, says which."""


def day(when: date) -> int:
    """Days since 1970-01-01, as the arrays hold them."""
    return (when - _EPOCH).days


@dataclass(frozen=True)
class Pairs:
    """One row a branch: ``parent`` and ``city`` index what follows, ``opened`` is in days, ``file`` the place of the row's file.

    ``uscc`` with ``name``, ``home``, ``founded`` in days and ``capital`` in 万元 (NaN where unknown); ``cities`` are six-digit
    codes, sorted. ``home`` is -1 for a headquarters in a city where nobody ever opened a branch; ``home_code``
    always holds its code.
    """

    file: Ints
    parent: Ints
    city: Ints
    opened: Ints
    cities: tuple[str, ...]
    uscc: tuple[str, ...]
    name: tuple[str, ...]
    home: Ints
    home_code: tuple[str, ...]
    founded: NDArray[np.float64]
    capital: NDArray[np.float64]

    @cached_property
    def entries(self) -> tuple[Ints, Ints, Ints]:
        """The first branch of each parent in each city: parent, city, opened."""
        order = np.argsort(self.opened, kind="stable")
        key = self.parent[order] * len(self.cities) + self.city[order]
        _, first = np.unique(key, return_index=True)
        rows = order[np.sort(first)]
        return self.parent[rows], self.city[rows], self.opened[rows]

    def only(self, rows: NDArray[np.bool_]) -> "Pairs":
        """The chosen branches; companies and cities keep their numbers."""
        return replace(
            self,
            file=self.file[rows],
            parent=self.parent[rows],
            city=self.city[rows],
            opened=self.opened[rows],
        )

    def before(self, cut: int) -> "Pairs":
        """What had been opened before that day."""
        return self.only(self.opened < cut)

    @cached_property
    def provinces(self) -> NDArray[np.str_]:
        """The first two digits of each city."""
        return np.array([code[:2] for code in self.cities])


def read_pairs(*files: Path) -> Pairs:
    """The pairs of all files together, less those whose branch lies in its parent's own city and those without a
    city, a date or a parent.

    Raises UnusablePairs.
    """
    return pairs_of(*(_read(file) for file in files))


def pairs_of(*tables: pa.Table) -> Pairs:
    """As ``read_pairs``, from tables that have the columns ``COLUMNS``.

    Raises UnusablePairs.
    """
    places = [pa.array(np.full(t.num_rows, i, np.int64)) for i, t in enumerate(tables)]
    table = pa.concat_tables(
        [t.append_column("file", place) for t, place in zip(tables, places, strict=True)]
    )
    known = [pc.is_valid(table[c]) for c in ("branch_date", "branch_city", "parent_uscc", "parent_city")]
    away = pc.not_equal(table["branch_city"], table["parent_city"])
    for mask in known:
        away = pc.and_kleene(away, mask)
    table = table.filter(pc.fill_null(away, False))
    if not table.num_rows:
        raise UnusablePairs("没有可用的总部与异地分支对")
    return _arrays(table)


def _read(file: Path) -> pa.Table:
    try:
        there = set(pq.read_schema(file).names)
        if missing := [c for c in COLUMNS if c not in there]:
            raise UnusablePairs(f"{file.name} 缺少列：{'、'.join(missing)}")
        return pq.read_table(file, columns=list(COLUMNS))
    except (OSError, pa.ArrowInvalid) as error:
        raise UnusablePairs(f"{file.name} 不是可读的 Parquet 文件") from error


def _days(column: pa.ChunkedArray) -> NDArray[np.float64]:
    days = pc.cast(pc.cast(column, pa.date32()), pa.int32())
    return np.asarray(pc.cast(days, pa.float64()).to_numpy(zero_copy_only=False))


def _arrays(table: pa.Table) -> Pairs:
    opened = _days(table["branch_date"]).astype(np.int64)
    cities, city = np.unique(np.asarray(table["branch_city"].to_pylist()), return_inverse=True)
    uscc, first, parent = np.unique(
        np.asarray(table["parent_uscc"].to_pylist()), return_index=True, return_inverse=True
    )
    heads = table.take(pa.array(first))
    codes: Sequence[str] = heads["parent_city"].to_pylist()
    where = {code: i for i, code in enumerate(cities.tolist())}
    return Pairs(
        file=np.asarray(table["file"].to_numpy(), np.int64),
        parent=parent.astype(np.int64),
        city=city.astype(np.int64),
        opened=opened,
        cities=tuple(cities.tolist()),
        uscc=tuple(uscc.tolist()),
        name=tuple(name or "" for name in heads["parent_name"].to_pylist()),
        home=np.array([where.get(code, -1) for code in codes], np.int64),
        home_code=tuple(codes),
        founded=_days(heads["parent_date"]),
        capital=np.asarray(pc.cast(heads["parent_capital_wan"], pa.float64()).to_numpy(zero_copy_only=False)),
    )
