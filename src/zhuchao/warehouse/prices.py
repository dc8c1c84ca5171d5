"""Points over laid-out rows (``warehouse.grouped``): the best of a group, found without reading it whole.

Points of a cell are worked out once. Cells are read from the best down, row by row only through what is told apart
by row, until no row further down can be among the best. Points may change from question to question.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zhuchao.warehouse.grouped import WORD_BITS, Laid

Array = NDArray[Any]

#: Points of a code that keeps a row out whatever else it earns.
OUT = -(1 << 24)
_NEVER = -(1 << 28)
#: How many rows are looked at first, at least.
_FIRST = 1024
#: Points stand above the row's place among equals in one number, so that one comparison says which goes first.
_PLACE_BITS = 32


@dataclass(frozen=True, slots=True)
class Points:
    """What values earn, in whole points.

    ``banded``: by column for unknown, below all floors, and from each floor on. ``coded``: by column for each code (OUT
    keeps the row out).
    """

    banded: Mapping[str, Sequence[int]]
    coded: Mapping[str, Array]


@dataclass(frozen=True, slots=True)
class Naming:
    """What naming none, one, two... of some words of the group earns; the last holds beyond."""

    words: Sequence[str] = ()
    earned: Sequence[int] = (0,)


@dataclass(frozen=True, slots=True)
class Best:
    """Numbers of rows with their points, the best first where there is an order."""

    rows: Array
    points: Array


class Priced:
    """Points over laid-out rows, ready to be asked of any group."""

    def __init__(self, laid: Laid, points: Points) -> None:
        base, divisor = np.zeros(len(laid.profiles), dtype=np.int32), 1
        for column, floors in laid.banded.items():
            earned = np.asarray(points.banded.get(column, [0] * (len(floors) + 2)), dtype=np.int32)
            base += earned[laid.profiles // divisor % (len(floors) + 2)]
            divisor *= len(floors) + 2
        self.laid, self.base = laid, base
        self.coded = [(laid.coded[c], np.asarray(t, dtype=np.int32)) for c, t in points.coded.items()]
        #: The most that a row can still earn from each coded column.
        self.most = [int(table.max(initial=0)) for _, table in self.coded]

    def best(self, group: str, top: int, naming: Naming = Naming()) -> Best:
        """The best ``top`` rows of a group; among equals those that came first when they were laid out.

        The group must know the words of ``naming``.
        """
        nothing = np.empty(0, dtype=np.int64)
        if group not in self.laid.groups or top < 1:
            return Best(nothing, nothing)
        asked = _Asked(self, group, naming)
        above, wanted, seen = asked.highest + 1, max(_FIRST, 4 * top), 0
        keys, rows = nothing, nothing
        while above > asked.lowest:
            # Who has less than the last of a full list cannot enter; nobody earns more than ``extra`` beyond the cell.
            least = int(_points(keys.min())) if len(keys) == top else _NEVER
            if above <= least - asked.extra:
                break
            seen, wanted = seen + wanted, wanted * 4
            low = max(asked.level(seen), least - asked.extra)
            if low < above:
                more, which = asked.rows(low, above, least)
                keys, rows = _largest(np.concatenate([keys, more]), np.concatenate([rows, which]), top)
            above = low
        order = np.argsort(-keys)
        return Best(rows[order], _points(keys[order]))

    def every(self, group: str, naming: Naming = Naming(), leave: Array | None = None) -> Best:
        """All rows of a group that nothing keeps out, in no order; ``leave`` are rows left out.

        The group must know the words of ``naming``.
        """
        nothing = np.empty(0, dtype=np.int64)
        if group not in self.laid.groups:
            return Best(nothing, nothing)
        asked = _Asked(self, group, naming)
        keys, rows = asked.rows(asked.lowest, asked.highest + 1, _NEVER)
        if leave is not None and len(leave):
            let = ~np.isin(rows, leave)
            keys, rows = keys[let], rows[let]
        return Best(rows, _points(keys))


class _Asked:
    """One group under a question: its cells with their points."""

    def __init__(self, priced: Priced, group: str, naming: Naming) -> None:
        laid, its = priced.laid, priced.laid.groups[group]
        self._priced, self._laid, self._its = priced, laid, its
        self._starts = laid.starts[its.cells[0] : its.cells[1] + 1]
        self._sizes = self._starts[1:] - self._starts[:-1]
        self._base = priced.base[laid.profile[its.cells[0] : its.cells[1]]]
        self._mask = _mask(laid.words.get(group, ()), naming.words, its.words[1])
        self._earned = np.asarray(naming.earned, dtype=np.int32)
        self._named_most = int(self._earned.max()) if self._mask is not None else int(self._earned[0])
        self.extra = sum(priced.most) + self._named_most
        self.lowest, self.highest = int(self._base.min()), int(self._base.max())
        self._reached = np.cumsum(np.bincount(self._base - self.lowest, weights=self._sizes)[::-1])

    def level(self, rows: int) -> int:
        """The points down to which at least so many rows lie, without what codes and words add."""
        return max(self.highest - int(np.searchsorted(self._reached, rows)), self.lowest)

    def rows(self, low: int, above: int, least: int) -> tuple[Array, Array]:
        """Keys and numbers of the rows with ``least`` points in cells from ``low`` to below ``above``.

        Whatever column shows that a row cannot reach them, the next is not read for it.
        """
        cells = np.flatnonzero((self._base >= low) & (self._base < above))
        sizes = self._sizes[cells]
        ends = np.cumsum(sizes)
        many = int(ends[-1]) if len(ends) else 0
        rows = np.arange(many) + np.repeat(self._starts[cells] - ends + sizes, sizes)
        points = np.repeat(self._base[cells], sizes)
        left = self.extra
        for (column, table), most in zip(self._priced.coded, self._priced.most, strict=True):
            points += table[column[rows]]
            left -= most
            let = np.flatnonzero(points >= max(least - left, OUT // 2))
            rows, points = rows[let], points[let]
        points += self._named(rows)
        let = np.flatnonzero(points >= least)
        rows = rows[let]
        return (points[let].astype(np.int64) << _PLACE_BITS) - self._laid.ranks[rows], rows

    def _named(self, rows: Array) -> Array | int:
        if self._mask is None:
            return int(self._earned[0])
        first, width = self._its.words
        bits = self._laid.bits[first : first + width * (self._its.rows[1] - self._its.rows[0])]
        held = bits.reshape(-1, width)[rows - self._its.rows[0]] & self._mask
        named = np.bitwise_count(held).sum(axis=1)
        found: Array = self._earned[np.minimum(named, len(self._earned) - 1)]
        return found


def _points(keys: Array) -> Array:
    return -(-keys >> _PLACE_BITS)


def _largest(keys: Array, rows: Array, top: int) -> tuple[Array, Array]:
    if len(keys) <= top:
        return keys, rows
    chosen = np.argpartition(keys, len(keys) - top)[len(keys) - top :]
    return keys[chosen], rows[chosen]


def _mask(known: Sequence[str], asked: Sequence[str], width: int) -> Array | None:
    """The bits of the words asked; None when none is."""
    if not asked:
        return None
    mask = np.zeros(width, dtype=np.int64)
    for word in asked:
        number = known.index(word)
        mask[number // WORD_BITS] |= np.int64(1) << np.int64(number % WORD_BITS)
    return mask
