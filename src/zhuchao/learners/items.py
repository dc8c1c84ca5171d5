"""A fast classifier of a name and a list of items: every item has a vector and a weight, a row is their weighted mean.

What an item adds does not depend on the others but for the sum of weights, so that it is computed once an item and
kept, a verdict of many rows is a few products of matrices, and every verdict can be taken apart into its items.
Counted evidence (how much oftener a class stands beside a token than elsewhere) is added in logarithms.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Matrix = NDArray[np.float32]
#: An item's place in its list counts up to here; later ones are alike.
PLACES = 12
#: Added to the sum of weights, so that a row of empty talk says little instead of shouting.
DAMPING = np.float32(0.3)
_BATCH = 2048
_WIDEST = 8.0
_GROUP = 32


class Row(NamedTuple):
    """What is judged: a name (may be empty) and items in their order."""

    name: str
    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class Reader:
    """How texts become tokens, and which tokens are counted as evidence."""

    of_item: Callable[[str], list[str]]
    of_name: Callable[[str], list[str]]
    is_evidence: Callable[[str], bool]


class Piece(NamedTuple):
    """What a name or an item adds to the lead of one label over another."""

    text: str
    points: float


class Net(NamedTuple):
    """``inner`` tokens by dimensions, ``attention`` dimensions, ``places`` by place, ``outer`` twice the dimensions
    (items, then name) by labels, ``start`` labels."""

    inner: Matrix
    attention: Matrix
    places: Matrix
    outer: Matrix
    start: Matrix


@dataclass(frozen=True, slots=True)
class ItemModel:
    """``number`` numbers the tokens; what the ``nets`` say is averaged; ``evidence`` tokens by labels (sparse, already
    weighted). ``temperature`` and ``threshold`` say how sure a verdict is and from where it is one.
    """

    labels: tuple[str, ...]
    number: Mapping[str, int]
    nets: tuple[Net, ...]
    evidence: sparse.csr_matrix
    reader: Reader
    temperature: float = 1.0
    threshold: float = 0.0

    def settled(self, temperature: float, threshold: float) -> "ItemModel":
        """The same model, sure as measured."""
        return replace(self, temperature=temperature, threshold=threshold)

    def parts(self) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
        """Arrays and plain values to keep; ``from_parts`` makes the same model of them."""
        arrays: dict[str, NDArray[Any]] = {}
        for n, net in enumerate(self.nets):
            arrays |= {f"{key}{n or ''}": value for key, value in net._asdict().items()}
            arrays[f"inner{n or ''}"] = net.inner.astype(np.float16)
        arrays |= {f"evidence_{key}": getattr(self.evidence, key) for key in ("data", "indices", "indptr")}
        tokens = sorted(self.number, key=self.number.__getitem__)
        plain = {"labels": list(self.labels), "tokens": tokens}
        return arrays, plain | {"temperature": self.temperature, "threshold": self.threshold}


def from_parts(arrays: Mapping[str, NDArray[Any]], plain: Mapping[str, Any], reader: Reader) -> ItemModel:
    """The model whose ``parts`` these are."""
    number = {token: n for n, token in enumerate(plain["tokens"])}
    kept = tuple(arrays[f"evidence_{key}"] for key in ("data", "indices", "indptr"))
    ends = [""] + [str(n) for n in range(1, len(arrays)) if f"inner{n}" in arrays]
    return ItemModel(
        tuple(plain["labels"]),
        number,
        tuple(Net(*(arrays[f"{key}{end}"].astype(np.float32) for key in Net._fields)) for end in ends),
        sparse.csr_matrix(kept, shape=(len(number), len(plain["labels"]))),
        reader,
        float(plain["temperature"]),
        float(plain["threshold"]),
    )


class _Items(NamedTuple):
    """Of items: for every net the weighted vectors with the weights as the last column, and the evidence."""

    packed: list[Matrix]
    evidence: sparse.csr_matrix


class Scorer:
    """Scores rows by a model. Items told beforehand are computed once and kept; others with every batch."""

    def __init__(self, model: ItemModel, known: Sequence[str] = ()) -> None:
        """``known`` items are worth keeping: those that recur."""
        self.model = model
        self._number = {item: n for n, item in enumerate(dict.fromkeys(known))}
        self._kept = self._of_items(list(self._number))
        share = np.float32(1 / len(model.nets))
        self._outer = np.concatenate([net.outer for net in model.nets]) * share
        self._start = np.sum([net.start for net in model.nets], axis=0) * share

    def scores(self, rows: Sequence[Row]) -> Matrix:
        """Unnormalised log-probabilities, rows by labels."""
        model = self.model
        flat = Flat(rows)
        get = self._number.get
        numbers = np.array([get(item, -1) for item in flat.items], dtype=np.int64)
        told = numbers >= 0
        parts = [self._summed(numbers[told], flat.of(told), len(rows), self._kept)]
        if not told.all():
            own: dict[str, int] = {}
            new = [
                own.setdefault(item, len(own))
                for item, known in zip(flat.items, told.tolist(), strict=True)
                if not known
            ]
            parts.append(self._summed(np.array(new), flat.of(~told), len(rows), self._of_items(list(own))))
        names = tokens_of([row.name for row in rows], model.reader.of_name, model.number)
        read = scaled(names)
        inner: list[Matrix] = []
        for n, net in enumerate(model.nets):
            sums = np.sum([part.packed[n] for part in parts], axis=0)
            inner += [sums[:, :-1] / (sums[:, -1:] + DAMPING), read @ net.inner]
        found: Matrix = np.concatenate(inner, axis=1, dtype=np.float32) @ self._outer
        found += self._start
        for evidence in (*(part.evidence for part in parts), names @ model.evidence):
            found += evidence.toarray()
        return found

    def ranked(self, rows: Sequence[Row], top: int) -> tuple[list[list[str]], NDArray[np.float64]]:
        """The ``top`` labels of every row, the best first, and the confidence of the best (0 to 1)."""
        found: list[list[str]] = []
        best: list[Matrix] = []
        labels = self.model.labels
        for start in range(0, len(rows), _BATCH):
            scores = self.scores(rows[start : start + _BATCH])
            order = _highest(scores, min(top, len(labels)))
            found += [[labels[n] for n in row] for row in order.tolist()]
            scores -= np.take_along_axis(scores, order[:, :1], axis=1)
            scores /= self.model.temperature
            best.append(1.0 / np.exp(scores, out=scores).sum(axis=1))
        return found, np.concatenate(best).astype(np.float64)

    def pieces(self, row: Row, first: int, second: int) -> list[Piece]:
        """What the name, every item and the general frequency add to the lead of one label number over another."""
        model = self.model
        items = list(dict.fromkeys(row.items))
        told = self._of_items(items)
        points = _lead(told.evidence, first, second).astype(np.float64)
        name = tokens_of([row.name], model.reader.of_name, model.number)
        named = float(_lead(name @ model.evidence, first, second)[0])
        often = 0.0
        for net, packed in zip(model.nets, told.packed, strict=True):
            ahead = (net.outer[:, first] - net.outer[:, second]) / len(model.nets)
            size = len(net.attention)
            weights = np.exp(net.places)[np.minimum(np.arange(len(items)), PLACES - 1)]
            whole = float((packed[:, size] * weights).sum()) + DAMPING
            points = points + (packed[:, :size] @ ahead[:size]) * weights / whole
            named += float((scaled(name) @ net.inner @ ahead[size:])[0])
            often += float(net.start[first] - net.start[second]) / len(model.nets)
        found = [Piece(row.name, named)] if row.name else []
        found += [Piece(item, float(value)) for item, value in zip(items, points, strict=True)]
        return [*found, Piece("", often)]

    def _of_items(self, items: Sequence[str]) -> _Items:
        model = self.model
        read = tokens_of(items, model.reader.of_item, model.number)
        found: list[Matrix] = []
        for net in model.nets:
            vectors = scaled(read) @ net.inner
            weights = np.exp(np.clip(vectors @ net.attention, -_WIDEST, _WIDEST))[:, None]
            found.append(np.concatenate([vectors * weights, weights], axis=1, dtype=np.float32))
        return _Items(found, (read @ model.evidence).tocsr())

    def _summed(self, numbers: NDArray[np.int64], where: "Places", rows: int, items: _Items) -> _Items:
        """The items of every row together."""
        ends = np.concatenate([[0], np.cumsum(np.bincount(where.owners, minlength=rows))])
        shape = (rows, items.evidence.shape[0])
        ones = np.ones(len(numbers), dtype=np.float32)
        packed = [
            sparse.csr_matrix((np.exp(net.places)[where.places], numbers, ends), shape) @ one
            for net, one in zip(self.model.nets, items.packed, strict=True)
        ]
        return _Items(packed, sparse.csr_matrix((ones, numbers, ends), shape) @ items.evidence)


class Places(NamedTuple):
    """Whose an item is and at which place."""

    owners: NDArray[np.int64]
    places: NDArray[np.int64]


class Flat:
    """The items of many rows one after the other, every item once a row, with the rows and places they have."""

    def __init__(self, rows: Sequence[Row]) -> None:
        """``owners`` and ``places`` are as long as ``items``; ``ends`` is one longer than ``rows``."""
        lists = [list(dict.fromkeys(row.items)) for row in rows]
        lengths = np.array([len(one) for one in lists], dtype=np.int64)
        self.items = list(chain.from_iterable(lists))
        self.ends = np.concatenate([[0], np.cumsum(lengths)])
        self.owners = np.repeat(np.arange(len(rows)), lengths)
        self.places = np.minimum(np.arange(len(self.items)) - self.ends[self.owners], PLACES - 1)

    def of(self, chosen: NDArray[np.bool_]) -> Places:
        """Of the chosen items."""
        return Places(self.owners[chosen], self.places[chosen])


def tokens_of(
    texts: Sequence[str], read: Callable[[str], list[str]], number: Mapping[str, int]
) -> sparse.csr_matrix:
    """Which known tokens stand in which text, as counts."""
    indices: list[int] = []
    ends = [0]
    get = number.get
    for text in texts:
        indices += [n for n in map(get, read(text)) if n is not None]
        ends.append(len(indices))
    ones = np.ones(len(indices), dtype=np.float32)
    return sparse.csr_matrix((ones, np.array(indices, dtype=np.int32), ends), (len(texts), len(number)))


def scaled(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """Every token of a text by one over the root of their number."""
    lengths = np.diff(counts.indptr)
    data = counts.data / np.repeat(np.sqrt(np.maximum(lengths, 1)), lengths)
    return sparse.csr_matrix((data.astype(np.float32), counts.indices, counts.indptr), counts.shape)


def _highest(scores: Matrix, top: int) -> NDArray[np.int64]:
    """The columns of the ``top`` highest of every row, the highest first.

    Columns are looked at in groups: the highest can only be in the groups with the highest maxima, and so a few
    groups are sorted instead of a thousand columns.
    """
    rows, columns = scores.shape
    groups = columns // _GROUP
    if groups <= top:
        return np.asarray(np.argsort(-scores, axis=1, kind="stable")[:, :top])
    ends = groups * _GROUP
    maxima = scores[:, :ends].reshape(rows, _GROUP, groups).max(axis=1)
    best = np.argpartition(maxima, groups - top, axis=1)[:, groups - top :]
    asked = (best[:, :, None] + np.arange(0, ends, groups)).reshape(rows, -1)
    rest = np.broadcast_to(np.arange(ends, columns), (rows, columns - ends))
    asked = np.concatenate([asked, rest], axis=1)
    held = np.take_along_axis(scores, asked, axis=1)
    some = np.argpartition(held, held.shape[1] - top, axis=1)[:, held.shape[1] - top :]
    order = np.argsort(-np.take_along_axis(held, some, axis=1), axis=1)
    return np.asarray(np.take_along_axis(asked, np.take_along_axis(some, order, axis=1), axis=1))


def _lead(evidence: sparse.csr_matrix, first: int, second: int) -> Matrix:
    found = evidence[:, [first, second]].toarray()
    return np.asarray(found[:, 0] - found[:, 1], dtype=np.float32)
