"""Rows laid out by group in mapped files, so that the best of a group by points are found without reading it whole.

Within a group rows that fall into the same bands of all banded columns lie together: a cell. Points of a cell are
worked out once, and only cells whose rows can still be among the best are read, through the columns that are told
apart row by row (codes, words). Points may be asked anew with other weights over the same files.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Array = NDArray[Any]

#: Points of a code that keeps a row out whatever else it earns.
OUT = -(1 << 24)
#: Words of a text are kept as bits of whole numbers that stay positive.
WORD_BITS = 63
#: Rows of one stretch of the kept columns.
STRETCH = 1 << 14
#: How many rows are looked at first, at least; ever more until none beyond can be better.
_FIRST = 1024
#: Points stand above the row's place among equals in one number, so that one comparison says which goes first.
_PLACE_BITS = 32


@dataclass(frozen=True, slots=True)
class Plan:
    """How rows are laid out.

    ``banded`` are columns of whole numbers with the floors of the bands that tell them apart; ``coded`` gives names to
    combinations of text columns that are told apart row by row; ``words`` are, by group, those looked for in
    the column ``text``; ``kept`` are the columns given back.
    """

    group: str
    banded: Mapping[str, Sequence[int]]
    coded: Mapping[str, Sequence[str]]
    kept: Sequence[str]
    text: str = ""
    words: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Points:
    """What values earn, in whole points.

    ``banded``: by column for unknown, below all floors, and from each floor on. ``coded``: by column for each code (OUT
    keeps the row out). ``counted``: for naming none, one, two... of the words asked; the last holds beyond.
    """

    banded: Mapping[str, Sequence[int]]
    coded: Mapping[str, Array]
    counted: Sequence[int] = (0,)


@dataclass(frozen=True, slots=True)
class Best:
    """Numbers of rows, the best first, with their points."""

    rows: Array
    points: Array


@dataclass(frozen=True, slots=True)
class _Group:
    rows: tuple[int, int]
    cells: tuple[int, int]
    words: tuple[int, int]
    stretches: tuple[int, int]


class Laid:
    """Files that ``lay`` wrote, mapped."""

    def __init__(self, folder: Path) -> None:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        self.folder = folder
        self.groups = {name: _Group(*map(tuple, of)) for name, of in meta["groups"].items()}
        self.words: Mapping[str, Sequence[str]] = meta["words"]
        self._floors: Mapping[str, Sequence[int]] = meta["banded"]
        self._starts, self._profile = _mapped(folder / "starts.npy"), _mapped(folder / "profile.npy")
        self._profiles = _mapped(folder / "profiles.npy")
        self._ranks = _raw(folder / "rank", np.int32)
        self._bits = _raw(folder / "words", np.int64)
        self._codes = {name: _raw(folder / f"code-{name}", np.int32) for name in meta["coded"]}
        self._source = pa.ipc.open_file(pa.memory_map(str(folder / "rows.arrow")))
        self._stretches = np.asarray(meta["stretches"], dtype=np.int64)
        self._batches: dict[int, pa.RecordBatch] = {}

    def codes(self, name: str) -> pa.Table:
        """The values behind the codes of a coded column, in order of the code."""
        with pa.memory_map(str(self.folder / f"code-{name}.arrow")) as source:
            return pa.ipc.open_file(source).read_all()

    def floors(self, column: str) -> Sequence[int]:
        """The floors of a banded column's bands, the lowest first."""
        return self._floors[column]

    def knows(self, group: str, words: Collection[str]) -> bool:
        """True when these words were looked for in the texts of the group (one without rows knows all)."""
        return group not in self.groups or set(words) <= set(self.words.get(group, ()))

    def priced(self, points: Points) -> "Priced":
        """A question of points, ready to be asked of any group."""
        base, divisor = np.zeros(len(self._profiles), dtype=np.int64), 1
        for column, floors in self._floors.items():
            earned = np.asarray(points.banded.get(column, [0] * (len(floors) + 2)), dtype=np.int64)
            base += earned[self._profiles // divisor % (len(floors) + 2)]
            divisor *= len(floors) + 2
        coded = [
            (self._codes[name], np.asarray(table, dtype=np.int64)) for name, table in points.coded.items()
        ]
        return Priced(self, base, coded, points.counted)

    def take(self, rows: Array, columns: Sequence[str] | None = None) -> pa.Table:
        """The kept columns of rows, in the order given."""
        if not len(rows):
            schema = self._source.schema
            return schema.empty_table() if columns is None else schema.empty_table().select(columns)
        of = np.searchsorted(self._stretches, rows, side="right") - 1
        parts, place = [], np.empty(len(rows), dtype=np.int64)
        done = 0
        for n in np.unique(of):
            here = np.flatnonzero(of == n)
            batch = self._stretch(int(n))
            chosen = batch if columns is None else batch.select(columns)
            parts.append(chosen.take(pa.array(rows[here] - self._stretches[n])))
            place[here] = np.arange(done, done + len(here))
            done += len(here)
        return pa.Table.from_batches(parts).take(pa.array(place))

    def find(self, group: str, column: str, values: Collection[str]) -> Array:
        """The rows of a group whose kept column holds one of the values."""
        if group not in self.groups or not values:
            return np.empty(0, dtype=np.int64)
        first, end = self.groups[group].stretches
        wanted, found = pa.array(sorted(values)), []
        for n in range(first, end):
            held = pc.is_in(self._stretch(n).column(column), value_set=wanted)
            found.append(np.flatnonzero(held.to_numpy(zero_copy_only=False)) + self._stretches[n])
        return np.concatenate(found)

    def _stretch(self, n: int) -> pa.RecordBatch:
        """Kept once opened: it holds addresses in the mapped file and no rows."""
        if n not in self._batches:
            self._batches[n] = self._source.get_batch(n)
        return self._batches[n]


class Priced:
    """Points over laid-out rows: what each row earns, and the best of a group."""

    def __init__(
        self, laid: Laid, base: Array, coded: Sequence[tuple[Array, Array]], counted: Sequence[int]
    ) -> None:
        self._laid, self._base, self._coded = laid, base, coded
        self._counted = np.asarray(counted, dtype=np.int64)
        most = [int(table.max(initial=0)) for _, table in coded]
        self._extra = sum(most) + int(self._counted.max())

    def best(self, group: str, top: int, words: Sequence[str] = ()) -> Best:
        """The best ``top`` rows of a group; among equals those that came first when they were laid out.

        ``words`` are those whose number in the text earns points; each must be known to the group.
        """
        nothing = np.empty(0, dtype=np.int64)
        if group not in self._laid.groups or top < 1:
            return Best(nothing, nothing)
        asked = _Asked(self, group, words)
        above, wanted, seen = asked.highest + 1, max(_FIRST, 4 * top), 0
        keys, rows = nothing, nothing
        while above > asked.lowest:
            last = int(_points(keys.min())) - self._extra if len(keys) == top else asked.lowest
            if above <= last:
                break
            seen, wanted = seen + wanted, wanted * 4
            low = max(asked.level(seen), last)
            if low < above:
                more, which = asked.rows(low, above)
                keys, rows = _largest(np.concatenate([keys, more]), np.concatenate([rows, which]), top)
            above = low
        order = np.argsort(-keys)
        return Best(rows[order], _points(keys[order]))

    def place(
        self, group: str, row: int, words: Sequence[str] = (), leave: Array | None = None
    ) -> tuple[int, int, int] | None:
        """The place of a row of the group from 0, among how many, and its points; ``leave`` are rows left out.

        None when something keeps the row out.
        """
        keys, rows = _Asked(self, group, words).all()
        if leave is not None and len(leave):
            let = ~np.isin(rows, leave)
            keys, rows = keys[let], rows[let]
        own = keys[rows == row]
        return (int((keys > own[0]).sum()), len(keys), int(_points(own[0]))) if len(own) else None


class _Asked:
    """One group under a question: its cells with their points."""

    def __init__(self, priced: Priced, group: str, words: Sequence[str]) -> None:
        laid, its = priced._laid, priced._laid.groups[group]
        self._laid, self._its, self._priced = laid, its, priced
        self._starts = laid._starts[its.cells[0] : its.cells[1] + 1]
        self._sizes = np.diff(self._starts)
        self._base = priced._base[laid._profile[its.cells[0] : its.cells[1]]]
        self._mask = _mask(laid.words.get(group, ()), words, its.words[1])
        self.lowest, self.highest = int(self._base.min()), int(self._base.max())
        held = np.bincount(self._base - self.lowest, weights=self._sizes)
        self._reached = np.cumsum(held[::-1])

    def level(self, rows: int) -> int:
        """The points down to which at least so many rows lie, without what codes and words add."""
        return max(self.highest - int(np.searchsorted(self._reached, rows)), self.lowest)

    def all(self) -> tuple[Array, Array]:
        """Keys and numbers of all rows that nothing keeps out."""
        return self.rows(self.lowest, self.highest + 1)

    def rows(self, low: int, above: int) -> tuple[Array, Array]:
        """Keys and numbers of the rows of cells from ``low`` to below ``above``."""
        cells = np.flatnonzero((self._base >= low) & (self._base < above))
        sizes = self._sizes[cells]
        ends = np.cumsum(sizes)
        rows = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(
            self._starts[cells] - ends + sizes, sizes
        )
        points = np.repeat(self._base[cells], sizes)
        for column, table in self._priced._coded:
            points += table[column[rows]]
        if self._mask is not None:
            first, width = self._its.words
            bits = self._laid._bits[first : first + width * (self._its.rows[1] - self._its.rows[0])]
            named = np.bitwise_count(bits.reshape(-1, width)[rows - self._its.rows[0]] & self._mask).sum(
                axis=1
            )
            points += self._priced._counted[np.minimum(named, len(self._priced._counted) - 1)]
        else:
            points += self._priced._counted[0]
        keys = (points << _PLACE_BITS) - self._laid._ranks[rows]
        let = points > OUT // 2
        return keys[let], rows[let]


def _points(keys: Array) -> Array:
    return -(-keys >> _PLACE_BITS)


def _largest(keys: Array, rows: Array, top: int) -> tuple[Array, Array]:
    if len(keys) <= top:
        return keys, rows
    chosen = np.argpartition(keys, len(keys) - top)[len(keys) - top :]
    return keys[chosen], rows[chosen]


def _mask(known: Sequence[str], asked: Sequence[str], width: int) -> Array | None:
    if not asked:
        return None
    place = {word: n for n, word in enumerate(known)}
    mask = np.zeros(width, dtype=np.int64)
    for word in asked:
        mask[place[word] // WORD_BITS] |= np.int64(1) << np.int64(place[word] % WORD_BITS)
    return mask


def _mapped(path: Path) -> Array:
    found: Array = np.load(path, mmap_mode="r")
    return found.view(np.ndarray)


def _raw(path: Path, kind: Any) -> Array:
    return (
        np.memmap(path, dtype=kind, mode="r").view(np.ndarray) if path.stat().st_size else np.empty(0, kind)
    )
