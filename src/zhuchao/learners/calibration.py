"""How sure a model may say it is: a temperature, the error that is left, and where to stop answering."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

Scores = NDArray[np.float64]
_BINS = 10


class Cut(NamedTuple):
    """Answers at or above ``threshold`` were right in ``precision`` of cases; they are ``coverage`` of all."""

    threshold: float
    precision: float
    coverage: float


def probabilities(scores: Scores, temperature: float) -> Scores:
    """Softmax of ``scores`` (rows by classes) divided by ``temperature``."""
    shifted = scores / temperature
    shifted = np.exp(shifted - shifted.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True))


def temperature(scores: Scores, truth: NDArray[np.int64]) -> float:
    """The temperature under which ``truth`` (class numbers) is most likely. Scores must be of rows not learnt from."""
    rows = np.arange(len(truth))

    def loss(logarithm: float) -> float:
        chosen = probabilities(scores, float(np.exp(logarithm)))[rows, truth]
        return float(-np.log(np.maximum(chosen, 1e-12)).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-5, 3), method="bounded").x))


def calibration_error(confidence: Scores, right: NDArray[np.bool_]) -> float:
    """Expected calibration error over ten equal bins: mean gap between confidence and share right, by rows."""
    bins = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    gaps = [
        abs(confidence[bins == b].mean() - right[bins == b].mean()) * (bins == b).sum()
        for b in range(_BINS)
        if (bins == b).any()
    ]
    return float(sum(gaps) / len(confidence))


def cut_at(confidence: Scores, right: NDArray[np.bool_], precision: float) -> Cut:
    """The lowest threshold whose answers are right in at least ``precision`` of cases; above 1 when none is."""
    order = np.argsort(-confidence, kind="stable")
    shares = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    # Only where the confidence changes: rows of one confidence are answered together or not at all.
    last = np.append(confidence[order][1:] != confidence[order][:-1], True)
    good = np.flatnonzero((shares >= precision) & last)
    if not len(good):
        return Cut(1.01, 0.0, 0.0)
    at = int(good[-1])
    return Cut(float(confidence[order][at]), float(shares[at]), (at + 1) / len(order))


def above(confidence: Scores, right: NDArray[np.bool_], threshold: float) -> Cut:
    """What a threshold found elsewhere does here."""
    answered = confidence >= threshold
    precision = float(right[answered].mean()) if answered.any() else 0.0
    return Cut(threshold, precision, float(answered.mean()))
