"""Rows laid out by group in mapped files; ``warehouse.laying`` writes them, ``warehouse.prices`` ranks them.

Within a group rows that fall into the same bands of all banded columns lie together: a cell. Other columns are told
apart row by row: codes of combinations of texts, and which words of its group a text holds.
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

#: Words of a text are kept as bits of whole numbers that stay positive.
WORD_BITS = 63
#: Rows of one stretch of the kept columns.
STRETCH = 1 << 19


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
class Group:
    """Where a group lies: its rows, its cells, its words (first number, numbers a row), its stretches of kept columns."""

    rows: tuple[int, int]
    cells: tuple[int, int]
    words: tuple[int, int]
    stretches: tuple[int, int]


class Laid:
    """Files that ``laying.lay`` wrote, mapped.

    ``starts`` are the first rows of cells (and the end), ``profile`` says for each cell which of ``profiles`` it is: the
    numbers of its bands as digits, the first banded column lowest. ``ranks`` is a row's place in its group when laid.
    """

    def __init__(self, folder: Path) -> None:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        self.folder = folder
        self.groups = {name: Group(*map(tuple, of)) for name, of in meta["groups"].items()}
        self.words: Mapping[str, Sequence[str]] = meta["words"]
        self.banded: Mapping[str, Sequence[int]] = meta["banded"]
        self.starts, self.profile = _mapped(folder / "starts.npy"), _mapped(folder / "profile.npy")
        self.profiles = _mapped(folder / "profiles.npy")
        self.ranks = _raw(folder / "rank", np.int32)
        self.bits = _raw(folder / "words", np.int64)
        self.coded = {name: _raw(folder / f"code-{name}", np.int32) for name in meta["coded"]}
        self._source = pa.ipc.open_file(pa.memory_map(str(folder / "rows.arrow")))
        self._stretches = np.asarray(meta["stretches"], dtype=np.int64)
        self._batches: dict[int, pa.RecordBatch] = {}

    def codes(self, name: str) -> pa.Table:
        """The values behind the codes of a coded column, in order of the code."""
        with pa.memory_map(str(self.folder / f"code-{name}.arrow")) as source:
            return pa.ipc.open_file(source).read_all()

    def knows(self, group: str, words: Collection[str]) -> bool:
        """True when these words were looked for in the texts of the group (one without rows knows all)."""
        return group not in self.groups or set(words) <= set(self.words.get(group, ()))

    def take(self, rows: Array, columns: Sequence[str] | None = None) -> pa.Table:
        """The kept columns of rows, in the order given."""
        wanted = list(columns or self._source.schema.names)
        of = np.searchsorted(self._stretches, rows, side="right") - 1
        parts, place, done = [], np.empty(len(rows), dtype=np.int64), 0
        for n in np.unique(of).tolist():
            here = np.flatnonzero(of == n)
            parts.append(self._stretch(n).select(wanted).take(pa.array(rows[here] - self._stretches[n])))
            place[here] = np.arange(done, done + len(here))
            done += len(here)
        if len(parts) == 1:
            return pa.Table.from_batches(parts)
        schema = pa.schema([self._source.schema.field(name) for name in wanted])
        return pa.Table.from_batches(parts, schema).take(pa.array(place))

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


def _mapped(path: Path) -> Array:
    found: Array = np.load(path, mmap_mode="r")
    return found.view(np.ndarray)


def _raw(path: Path, kind: Any) -> Array:
    return (
        np.memmap(path, dtype=kind, mode="r").view(np.ndarray) if path.stat().st_size else np.empty(0, kind)
    )
