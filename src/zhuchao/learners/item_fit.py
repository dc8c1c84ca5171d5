"""Fitting the classifier of items: a weighted mean and a softmax by gradients, then counted evidence.

Plain NumPy and SciPy, one pass over sparse batches; a hundred thousand rows take about a minute of one core.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from zhuchao.learners.items import (
    DAMPING,
    PLACES,
    Flat,
    ItemModel,
    Matrix,
    Net,
    Reader,
    Row,
    scaled,
    tokens_of,
)

Numbers = NDArray[np.int64]
_FIRST, _SECOND, _TINY = np.float32(0.9), np.float32(0.999), np.float32(1e-8)


class Example(NamedTuple):
    """A row and its labels, all as likely; ``weight`` is how many rows it counts for."""

    row: Row
    labels: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Settings:
    """``drop_items`` and ``drop_inner`` are shares left out while learning; ``share`` weighs the evidence, ``shrink``
    is how many rows the prior counts for; tokens beside more than ``widest`` labels are no evidence, tokens found less
    than ``least`` times are not looked at. What ``nets`` say that begin by chance differently is averaged."""

    dimensions: int = 64
    nets: int = 2
    epochs: int = 7
    rate: float = 0.01
    batch: int = 512
    drop_items: float = 0.3
    drop_inner: float = 0.3
    share: float = 0.08
    shrink: float = 3.0
    widest: int = 60
    least: int = 2
    seed: int = 0


def fit(
    examples: Sequence[Example],
    reader: Reader,
    settings: Settings | None = None,
    lean: Mapping[str, float] | None = None,
) -> ItemModel:
    """Learn labels of rows; ``lean`` is added to the scores of the labels it names. Raises ValueError without two
    labels."""
    chosen = settings or Settings()
    labels = tuple(sorted({label for e in examples for label in e.labels}))
    if len(labels) < 2:
        raise ValueError("少于两个类别")
    number = _vocabulary([e.row for e in examples], reader, chosen.least)
    texts = _Texts([e.row for e in examples], reader, number)
    truth = _truth(examples, labels)
    weights = np.array([e.weight for e in examples], dtype=np.float32)
    evidence = _evidence(texts, truth, weights, [reader.is_evidence(t) for t in number], chosen)
    leaning = np.array([(lean or {}).get(label, 0.0) for label in labels], dtype=np.float32)
    nets: list[Net] = []
    for seed in range(chosen.seed, chosen.seed + chosen.nets):
        net = _Net(len(number), len(labels), replace(chosen, seed=seed))
        for rows, left in net.batches(len(examples)):
            batch = texts.batch(rows, net.random, chosen.drop_items)
            net.learn(batch, truth[rows].toarray(), weights[rows], left)
        learnt = Net(**net.held)
        nets.append(learnt._replace(start=learnt.start + leaning))
    return ItemModel(labels, number, tuple(nets), evidence, reader)


class _Batch(NamedTuple):
    """``tokens`` (items, then names, by ``columns`` of the vocabulary), which item and place stand in which row."""

    tokens: sparse.csr_matrix
    columns: Numbers
    items: int
    of_item: Numbers
    owners: Numbers
    places: Numbers
    of_name: Numbers


class _Texts:
    """Rows as numbers of distinct items and names, whose tokens are read once."""

    def __init__(self, rows: Sequence[Row], reader: Reader, number: dict[str, int]) -> None:
        flat = Flat(rows)
        own = {item: n for n, item in enumerate(dict.fromkeys(flat.items))}
        self.ends, self.places = flat.ends, flat.places
        self.of_item = np.array([own[item] for item in flat.items], dtype=np.int64)
        names = {name: n for n, name in enumerate(dict.fromkeys(row.name for row in rows))}
        self.of_name = np.array([names[row.name] for row in rows], dtype=np.int64)
        self.items = tokens_of(list(own), reader.of_item, number)
        self.names = tokens_of(list(names), reader.of_name, number)
        self._items, self._names = scaled(self.items), scaled(self.names)

    def batch(self, rows: Numbers, random: np.random.Generator, dropped: float) -> _Batch:
        starts, lengths = self.ends[rows], self.ends[rows + 1] - self.ends[rows]
        at = np.repeat(starts - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
        owners = np.repeat(np.arange(len(rows)), lengths)
        stay = random.random(len(at)) >= dropped
        at, owners = at[stay], owners[stay]
        items, of_item = np.unique(self.of_item[at], return_inverse=True)
        names, of_name = np.unique(self.of_name[rows], return_inverse=True)
        tokens = sparse.vstack([self._items[items], self._names[names]]).tocsr()
        columns, own = np.unique(tokens.indices, return_inverse=True)
        tokens = sparse.csr_matrix((tokens.data, own, tokens.indptr), (tokens.shape[0], len(columns)))
        return _Batch(tokens, columns, len(items), of_item, owners, self.places[at], of_name)


class _Net:
    """The numbers being learnt and their gradients' running means."""

    def __init__(self, tokens: int, labels: int, chosen: Settings) -> None:
        self.chosen, self.random = chosen, np.random.default_rng(chosen.seed)
        size = chosen.dimensions
        inner = self.random.uniform(-0.3, 0.3, (tokens, size)) / np.sqrt(size)
        shapes = {"attention": (size,), "places": (PLACES,), "outer": (2 * size, labels), "start": (labels,)}
        self.held: dict[str, Matrix] = {key: np.zeros(s, dtype=np.float32) for key, s in shapes.items()}
        self.held["inner"] = inner.astype(np.float32)
        self._mean = {key: np.zeros_like(value) for key, value in self.held.items()}
        self._square = {key: np.zeros_like(value) for key, value in self.held.items()}
        self._steps = {key: np.zeros(len(value), dtype=np.float32) for key, value in self.held.items()}

    def batches(self, rows: int) -> "list[tuple[Numbers, float]]":
        """Row numbers of every batch, and the share of the rate that is left."""
        size = self.chosen.batch
        orders = [self.random.permutation(rows) for _ in range(self.chosen.epochs)]
        cut = [order[at : at + size] for order in orders for at in range(0, rows, size)]
        return [(one, 1.0 - n / len(cut)) for n, one in enumerate(cut)]

    def learn(self, batch: _Batch, truth: Matrix, weights: Matrix, left: float) -> None:
        """One step down the cross-entropy of the batch."""
        held, size, rows = self.held, self.chosen.dimensions, len(weights)
        vectors = batch.tokens @ held["inner"][batch.columns]
        items, names = vectors[: batch.items], vectors[batch.items :]
        said = (items @ held["attention"])[batch.of_item] + held["places"][batch.places]
        loud = np.exp(np.clip(said, -8, 8)).astype(np.float32)
        whole = np.bincount(batch.owners, loud, rows).astype(np.float32) + DAMPING
        part = loud / whole[batch.owners]
        mixing = sparse.csr_matrix((part, (batch.owners, batch.of_item)), (rows, batch.items))
        mixed = mixing @ items
        inner = np.concatenate([mixed, names[batch.of_name]], axis=1)
        stay = (self.random.random(inner.shape, dtype=np.float32) >= self.chosen.drop_inner).astype(
            np.float32
        )
        stay /= 1 - self.chosen.drop_inner
        inner *= stay
        error = _softmax(inner @ held["outer"] + held["start"])
        error -= truth
        error *= (weights / rows)[:, None]
        back = (error @ held["outer"].T) * stay
        self._down("outer", inner.T @ error, left)
        self._down("start", error.sum(axis=0), left)
        of_items, of_names = back[:, :size], back[:, size:]
        pull = part * ((items[batch.of_item] - mixed[batch.owners]) * of_items[batch.owners]).sum(axis=1)
        pulled = np.bincount(batch.of_item, pull, batch.items).astype(np.float32)
        down = mixing.T @ of_items + pulled[:, None] * held["attention"]
        self._down("attention", items.T @ pulled, left)
        self._down("places", np.bincount(batch.places, pull, PLACES).astype(np.float32), left)
        gathered = np.zeros_like(names)
        np.add.at(gathered, batch.of_name, of_names)
        self._down("inner", batch.tokens.T @ np.concatenate([down, gathered]), left, batch.columns)

    def _down(self, key: str, gradient: Matrix, left: float, rows: Numbers | slice = slice(None)) -> None:
        """Adam, of the rows that the batch touched alone."""
        self._steps[key][rows] += 1
        steps = self._steps[key][rows]
        mean = self._mean[key][rows] * _FIRST + (1 - _FIRST) * gradient
        square = self._square[key][rows] * _SECOND + (1 - _SECOND) * gradient * gradient
        self._mean[key][rows], self._square[key][rows] = mean, square
        rate = self.chosen.rate * left * np.sqrt(1 - _SECOND**steps) / (1 - _FIRST**steps)
        rate = rate.reshape(-1, *([1] * (gradient.ndim - 1))).astype(np.float32)
        self.held[key][rows] -= rate * mean / (np.sqrt(square) + _TINY)


def _softmax(scores: Matrix) -> Matrix:
    scores -= scores.max(axis=1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=1, keepdims=True)
    return scores


def _vocabulary(rows: Sequence[Row], reader: Reader, least: int) -> dict[str, int]:
    times = Counter[str]()
    for item, count in Counter(item for row in rows for item in dict.fromkeys(row.items)).items():
        for token in reader.of_item(item):
            times[token] += count
    for row in rows:
        times.update(reader.of_name(row.name))
    return {token: n for n, token in enumerate(t for t, count in times.items() if count >= least)}


def _truth(examples: Sequence[Example], labels: Sequence[str]) -> sparse.csr_matrix:
    number = {label: n for n, label in enumerate(labels)}
    columns = [number[label] for e in examples for label in e.labels]
    shares = [1 / len(e.labels) for e in examples for _ in e.labels]
    ends = np.concatenate([[0], np.cumsum([len(e.labels) for e in examples])])
    return sparse.csr_matrix(
        (np.array(shares, dtype=np.float32), columns, ends), (len(examples), len(labels))
    )


def _evidence(
    texts: _Texts, truth: sparse.csr_matrix, weights: Matrix, asked: Sequence[bool], chosen: Settings
) -> sparse.csr_matrix:
    """``share`` times log P(label | token) / P(label), less what a label never seen beside the token gets."""
    rows = sparse.csr_matrix(
        (np.ones(len(texts.of_item), dtype=np.float32), texts.of_item, texts.ends),
        (len(texts.of_name), texts.items.shape[0]),
    )
    once = np.ones(len(texts.of_name), dtype=np.float32)
    named = sparse.csr_matrix(
        (once, texts.of_name, np.arange(len(once) + 1)), (len(once), texts.names.shape[0])
    )
    counts = (rows @ texts.items + named @ texts.names) @ sparse.diags(np.array(asked, dtype=np.float32))
    counts = counts.tocsr()
    counts.eliminate_zeros()
    counts.data = np.minimum(counts.data, 1.0)
    weighted = sparse.diags(weights) @ truth
    together = counts.T.tocsr() @ weighted
    together = (
        sparse.diags((np.diff(together.indptr) <= chosen.widest).astype(np.float32)) @ together
    ).tocoo()
    times = np.asarray(counts.T @ weights).ravel()[together.row]
    prior = np.asarray(weighted.sum(axis=0)).ravel() + 0.5
    prior /= prior.sum()
    unseen = chosen.shrink / (times + chosen.shrink)
    ratio = together.data / (times + chosen.shrink) / prior[together.col] + unseen
    weight = chosen.share * (np.log(ratio) - np.log(unseen))
    return sparse.csr_matrix((weight.astype(np.float32), (together.row, together.col)), together.shape)
