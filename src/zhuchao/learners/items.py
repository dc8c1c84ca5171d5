"""A fast classifier of token lists: a low-rank softmax and naive Bayes with shrinkage, added in logarithms.

The softmax is fitted by fastText over the tokens and then read out as two matrices; the counts of naive Bayes are
sparse. A verdict is two sparse products and one small dense one, so that tens of thousands of rows pass a second.
"""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from zhuchao.learners.peers import slower_until_finite

_BATCH = 512


@dataclass(frozen=True, slots=True)
class Settings:
    """``share`` weighs naive Bayes against the softmax, ``shrink`` is how many rows the prior counts for."""

    dimensions: int = 64
    epochs: int = 25
    rate: float = 0.5
    share: float = 0.25
    shrink: float = 1.0
    least: int = 2
    seed: int = 0


@dataclass(frozen=True, slots=True)
class ItemModel:
    """``number`` numbers the tokens; ``inner`` tokens by dimensions, ``outer`` dimensions by labels, ``evidence``
    tokens by labels (sparse, already weighted)."""

    labels: tuple[str, ...]
    number: dict[str, int]
    inner: NDArray[np.float32]
    outer: NDArray[np.float32]
    evidence: sparse.csr_matrix

    def scores(self, rows: Iterable[Sequence[str]]) -> NDArray[np.float32]:
        """Unnormalised log-probabilities, rows by labels."""
        counts = _counts(rows, self.number)
        whole = np.maximum(np.asarray(counts.sum(axis=1)), 1.0)
        scores = ((counts @ self.inner) / whole) @ self.outer
        scores -= scores.max(axis=1, keepdims=True)
        scores += (counts @ self.evidence).toarray()
        return np.asarray(scores, dtype=np.float32)


def fit(
    rows: Sequence[Sequence[str]],
    labels: Sequence[str],
    is_evidence: Callable[[str], bool],
    settings: Settings | None = None,
) -> ItemModel:
    """Learn labels of token lists; tokens for which ``is_evidence`` holds are counted for naive Bayes as well.

    Raises ImportError where the extra ``peers`` is not installed.
    """
    chosen = settings or Settings()
    names = tuple(sorted(set(labels)))
    words, inner, outer = _softmax(rows, labels, names, chosen)
    number = {word: n for n, word in enumerate(words)}
    evidence = _evidence(_counts(rows, number), words, labels, names, is_evidence, chosen)
    return ItemModel(names, number, inner, outer, evidence)


def ranked(
    model: ItemModel, rows: Sequence[Sequence[str]], top: int
) -> tuple[list[list[str]], NDArray[np.float64]]:
    """The ``top`` labels of every row, the best first, and the scores of the best against all as margins."""
    found: list[list[str]] = []
    best: list[NDArray[np.float32]] = []
    for start in range(0, len(rows), _BATCH):
        scores = model.scores(rows[start : start + _BATCH])
        np.negative(scores, out=scores)
        some = np.argpartition(scores, min(top, scores.shape[1] - 1), axis=1)[:, :top]
        order = np.argsort(np.take_along_axis(scores, some, axis=1), axis=1)
        found += [[model.labels[n] for n in row] for row in np.take_along_axis(some, order, axis=1).tolist()]
        shifted = np.exp(scores.min(axis=1, keepdims=True) - scores)
        best.append(1.0 / shifted.sum(axis=1))
    return found, np.concatenate(best).astype(np.float64)


def _softmax(
    rows: Sequence[Sequence[str]], labels: Sequence[str], names: tuple[str, ...], chosen: Settings
) -> tuple[list[str], NDArray[np.float32], NDArray[np.float32]]:
    from fasttext import train_supervised

    number = {name: n for n, name in enumerate(names)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.txt"
        with path.open("w", encoding="utf-8") as out:
            out.writelines(f"__label__{number[b]} {' '.join(a)}\n" for a, b in zip(rows, labels, strict=True))
        model = slower_until_finite(
            lambda lr: train_supervised(
                str(path),
                dim=chosen.dimensions,
                epoch=chosen.epochs,
                lr=lr,
                loss="softmax",
                minCount=chosen.least,
                thread=1,
                seed=chosen.seed,
                verbose=0,
            ),
            chosen.rate,
        )
    words = list(model.get_words())
    inner = np.asarray(model.get_input_matrix(), dtype=np.float32)[: len(words)]
    outer = np.asarray(model.get_output_matrix(), dtype=np.float32)
    order = [int(label.removeprefix("__label__")) for label in model.get_labels()]
    whole = np.zeros((len(names), outer.shape[1]), dtype=np.float32)
    whole[order] = outer
    return words, inner, np.ascontiguousarray(whole.T)


def _evidence(
    counts: sparse.csr_matrix,
    words: Sequence[str],
    labels: Sequence[str],
    names: tuple[str, ...],
    is_evidence: Callable[[str], bool],
    chosen: Settings,
) -> sparse.csr_matrix:
    """``share`` times log P(label | token) / P(label), less what a label never seen beside the token gets."""
    known = Counter(labels)
    prior = np.array([known[name] for name in names]) / len(labels)
    number = {name: n for n, name in enumerate(names)}
    truth = sparse.csr_matrix(
        (np.ones(len(labels)), (np.arange(len(labels)), [number[b] for b in labels])),
        shape=(len(labels), len(names)),
    )
    together = (counts.T @ truth).tocoo()
    times = np.asarray(counts.sum(axis=0)).ravel()[together.row]
    unseen = chosen.shrink / (times + chosen.shrink)
    ratio = together.data / (times + chosen.shrink) / prior[together.col] + unseen
    asked = np.array([is_evidence(word) for word in words])[together.row]
    weight = np.where(asked, chosen.share * (np.log(ratio) - np.log(unseen)), 0.0)
    found = sparse.csr_matrix((weight.astype(np.float32), (together.row, together.col)), together.shape)
    found.eliminate_zeros()
    return found


def _counts(rows: Iterable[Sequence[str]], number: dict[str, int]) -> sparse.csr_matrix:
    """Which known tokens stand in which row, as ones."""
    indices: list[int] = []
    ends = [0]
    for row in rows:
        indices += [n for token in row if (n := number.get(token)) is not None]
        ends.append(len(indices))
    ones = np.ones(len(indices), dtype=np.float32)
    return sparse.csr_matrix((ones, indices, ends), shape=(len(ends) - 1, len(number)))
