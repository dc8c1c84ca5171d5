"""Writes rows into the files that ``warehouse.grouped`` reads, a group at a time: the whole never lies in memory."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zhuchao.warehouse.grouped import STRETCH, WORD_BITS, Plan

Array = NDArray[Any]
#: Stands for null in the name of a combination; no text of the registry holds it.
_NULL = "\x00"


def lay(batches: Iterable[pa.RecordBatch], folder: Path, plan: Plan) -> None:
    """Write rows into an empty folder. They come ordered by group, and within a group those first that go first
    among equals.

    Raises ValueError when the bands are more than whole numbers can tell apart.
    """
    writer = _Writer(folder, plan)
    for name, rows in _by_group(batches, plan.group):
        writer.add(name, rows)
    writer.close()


def _by_group(batches: Iterable[pa.RecordBatch], group: str) -> Iterator[tuple[str, pa.Table]]:
    held: list[pa.RecordBatch] = []
    name = None
    for batch in batches:
        runs = pc.run_end_encode(batch.column(group))
        start = 0
        for end, value in zip(runs.run_ends.to_pylist(), runs.values.to_pylist(), strict=True):
            if held and value != name:
                yield str(name), pa.Table.from_batches(held)
                held = []
            name = value
            held.append(batch.slice(start, end - start))
            start = end
    if held:
        yield str(name), pa.Table.from_batches(held)


class _Writer:
    def __init__(self, folder: Path, plan: Plan) -> None:
        self._folder, self._plan = folder, plan
        if np.prod([len(f) + 2.0 for f in plan.banded.values()]) > 2.0**62:
            raise ValueError("bands are too many to be told apart by one number")
        self._files = {
            n: (folder / n).open("wb") for n in ("rank", "words", *(f"code-{c}" for c in plan.coded))
        }
        self._numbers: dict[str, dict[str, int]] = {name: {} for name in plan.coded}
        self._examples: dict[str, list[pa.Table]] = {name: [] for name in plan.coded}
        self._starts: list[Array] = []
        self._profiles: list[Array] = []
        self._groups: dict[str, list[tuple[int, int]]] = {}
        self._rows = self._cells = self._bits = 0
        self._stretches: list[int] = []
        self._kept: tuple[Any, Any] | None = None

    def add(self, name: str, rows: pa.Table) -> None:
        """Append one whole group."""
        profile = self._profile(rows)
        order = np.argsort(profile, kind="stable")
        profile = profile[order]
        first = np.flatnonzero(np.concatenate([[True], profile[1:] != profile[:-1]]))
        self._starts.append(first + self._rows)
        self._profiles.append(profile[first])
        self._files["rank"].write(order.astype(np.int32).tobytes())
        for column in self._plan.coded:
            self._files[f"code-{column}"].write(self._code(column, rows)[order].tobytes())
        bits = self._named(name, rows)
        self._files["words"].write(bits[order].tobytes())
        stretches = self._keep(rows, order)
        self._groups[name] = [
            (self._rows, self._rows + len(order)),
            (self._cells, self._cells + len(first)),
            (self._bits, bits.shape[1]),
            stretches,
        ]
        self._rows += len(order)
        self._cells += len(first)
        self._bits += bits.size

    def close(self) -> None:
        """Write what is known at the end only."""
        for file in self._files.values():
            file.close()
        if self._kept is None:
            self._keep(
                pa.table({c: pa.array([], pa.string()) for c in self._plan.kept}), np.empty(0, dtype=np.int64)
            )
        for each in self._kept or ():
            each.close()
        none = np.empty(0, dtype=np.int64)
        profiles, which = np.unique(np.concatenate([none, *self._profiles]), return_inverse=True)
        np.save(self._folder / "starts.npy", np.concatenate([*self._starts, [self._rows]]).astype(np.int64))
        np.save(self._folder / "profile.npy", which.astype(np.int64))
        np.save(self._folder / "profiles.npy", profiles)
        for name, examples in self._examples.items():
            self._write_codes(name, examples)
        meta = {
            "groups": self._groups,
            "stretches": self._stretches,
            "coded": list(self._plan.coded),
            "banded": {column: sorted(floors) for column, floors in self._plan.banded.items()},
            "words": {group: list(words) for group, words in self._plan.words.items()},
        }
        (self._folder / "meta.json").write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")

    def _profile(self, rows: pa.Table) -> Array:
        found, factor = np.zeros(rows.num_rows, dtype=np.int64), 1
        for column, floors in self._plan.banded.items():
            found += factor * bands(rows.column(column), sorted(floors))
            factor *= len(floors) + 2
        return found

    def _code(self, column: str, rows: pa.Table) -> Array:
        """The numbers of the combinations, new ones numbered as they come."""
        of = self._plan.coded[column]
        texts = [pc.fill_null(rows.column(c).cast(pa.string()), _NULL) for c in of]
        named = pc.binary_join_element_wise(*texts, "\n").combine_chunks().dictionary_encode()
        named = named.combine_chunks() if isinstance(named, pa.ChunkedArray) else named
        numbers = self._numbers[column]
        names, places = named.dictionary.to_pylist(), np.asarray(named.indices)
        fresh = [n for n in names if n not in numbers]
        for n in fresh:
            numbers[n] = len(numbers)
        parts = [n.split("\n") for n in fresh]
        values = {c: [None if p[i] == _NULL else p[i] for p in parts] for i, c in enumerate(of)}
        self._examples[column].append(pa.table({c: pa.array(v, pa.string()) for c, v in values.items()}))
        found: Array = np.asarray([numbers[n] for n in names], dtype=np.int32)[places]
        return found

    def _named(self, group: str, rows: pa.Table) -> Array:
        """Which words of the group each row's text holds, as bits."""
        words = self._plan.words.get(group, ())
        found = np.zeros((rows.num_rows, -(-len(words) // WORD_BITS)), dtype=np.int64)
        for n, word in enumerate(words):
            holds = pc.fill_null(pc.match_substring(rows.column(self._plan.text), word), False)
            bit = np.int64(1) << np.int64(n % WORD_BITS)
            found[:, n // WORD_BITS] |= np.where(np.asarray(holds), bit, np.int64(0))
        return found

    def _keep(self, rows: pa.Table, order: Array) -> tuple[int, int]:
        """Write the kept columns in order, a stretch at a time; the first stretch of these rows and the one after."""
        kept = rows.select(list(self._plan.kept)).combine_chunks()
        if self._kept is None:
            sink = pa.OSFile(str(self._folder / "rows.arrow"), "wb")
            self._kept = pa.ipc.new_file(sink, kept.schema), sink
        first = len(self._stretches)
        for start in range(0, len(order), STRETCH):
            self._stretches.append(self._rows + start)
            part = kept.take(pa.array(order[start : start + STRETCH])).combine_chunks()
            self._kept[0].write_table(part)
        return first, len(self._stretches)

    def _write_codes(self, name: str, examples: Sequence[pa.Table]) -> None:
        empty = pa.table({c: pa.array([], pa.string()) for c in self._plan.coded[name]})
        table = pa.concat_tables([empty, *examples]).combine_chunks()
        with (
            pa.OSFile(str(self._folder / f"code-{name}.arrow"), "wb") as sink,
            pa.ipc.new_file(sink, table.schema) as out,
        ):
            out.write_table(table)


def bands(column: Any, floors: Sequence[int]) -> Array:
    """By row 0 where the value is unknown, 1 below all floors, 2 from the lowest floor on, and so forth."""
    known = np.asarray(column.is_valid())
    values = np.asarray(column.fill_null(0)).astype(np.int64)
    return np.where(known, np.searchsorted(np.asarray(floors, dtype=np.int64), values, side="right") + 1, 0)
