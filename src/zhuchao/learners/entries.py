"""Which links a prefecture enters in the next years: learned from past windows, beside density and popularity.

Names of places are no feature: a cell is known by counts alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import lightgbm as lgb
import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, roc_auc_score

from zhuchao.learners import relatedness

Floats = NDArray[np.floating[Any]]
Mask = NDArray[np.bool_]
#: Years from the cut to the day the entry is looked for, and that count as recent before it.
WINDOW = 4
#: Places with fewer companies and columns with fewer companies are not judged.
LEAST_AT_PLACE, LEAST_IN_COLUMN = 30, 10
_NEAREST = 20
_ROUNDS, _SEEDS = 150, 2
_SETTINGS: dict[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.04,
    "num_leaves": 15,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "verbose": -1,
    "deterministic": True,
    "force_row_wise": True,
}


class TooLittle(Exception):  # noqa: N818 - what was given cannot be learnt from; the text is for people
    """No cell to learn from or to judge; the text, in Chinese, says which."""


@dataclass(frozen=True)
class Cube:
    """New companies: ``counts`` (years x places x columns); ``province`` of each place; ``known`` says for a province
    and year whether there is data."""

    years: tuple[int, ...]
    province: tuple[str, ...]
    counts: Floats
    known: Callable[[str, int], bool]

    def stock(self, until: int) -> Floats:
        """Companies founded in or before the year (places x columns)."""
        return np.asarray(self.counts[[y <= until for y in self.years]].sum(0))


@dataclass(frozen=True)
class Cells:
    """A window: features (places x columns x features), the open cells and which of them were entered."""

    x: Floats
    open: Mask
    entered: Mask
    density: Floats
    popularity: Floats


def cells(cube: Cube, cut: int) -> Cells:
    """Open: quotient below one half at the cut; entered: 1 or more after ``WINDOW`` years.

    Provinces that lack a year of the window are left out.
    """
    stock, later = cube.stock(cut), cube.stock(cut + WINDOW)
    told = [
        all(cube.known(p, y) for y in range(cut + 1, cut + WINDOW + 1)) for p in dict.fromkeys(cube.province)
    ]
    known = dict(zip(dict.fromkeys(cube.province), told, strict=True))
    places = np.array([known[p] for p in cube.province]) & (stock.sum(1) >= LEAST_AT_PLACE)
    columns = stock.sum(0) >= LEAST_IN_COLUMN
    quotient = relatedness.advantage(stock)
    is_open = (quotient < 0.5) & places[:, None] & columns[None]
    x, density, popularity = _features(cube, cut, stock, quotient)
    return Cells(x, is_open, relatedness.advantage(later) >= 1, density, popularity)


def features(cube: Cube, cut: int) -> tuple[Floats, Mask]:
    """The features at the cut and the cells with a quotient below one half, nothing of what came later needed."""
    stock = cube.stock(cut)
    quotient = relatedness.advantage(stock)
    return _features(cube, cut, stock, quotient)[0], quotient < 0.5


def _features(
    cube: Cube, cut: int, stock: Floats, quotient: NDArray[np.float64]
) -> tuple[Floats, Floats, Floats]:
    recent = stock - cube.stock(cut - WINDOW)
    near = relatedness.relatedness(stock)
    by_near = relatedness.nearest(near, _NEAREST)
    here, whole = stock.sum(1, keepdims=True), stock.sum(0)
    total = max(float(whole.sum()), 1.0)
    expected = here * whole / total
    over = np.log((stock + 1) / (expected + 1))
    come, came = recent.sum(0), recent.sum(1, keepdims=True)
    speed = np.log((recent + 0.5) / (came * come / max(float(come.sum()), 1.0) + 0.5))
    done = quotient >= 1
    parts = [
        near.density,
        by_near,
        near.density - near.density.mean(1, keepdims=True),
        by_near - by_near.mean(1, keepdims=True),
        _alike(stock, over),
        _province(cube.province, stock, whole / total),
        done.mean(0),
        (stock > 0).mean(0),
        done.mean(1, keepdims=True),
        np.log1p(expected),
        np.log1p(stock),
        over,
        np.log1p(whole),
        np.log1p(here),
        (come + 1) / (whole + 4),
        (came + 1) / (here + 4),
        np.log1p(recent),
        speed,
    ]
    x = np.stack([np.broadcast_to(p, stock.shape) for p in parts], -1).astype(np.float32)
    return x, near.density, np.broadcast_to(done.mean(0), stock.shape)


def _alike(stock: Floats, over: Floats) -> Floats:
    """How far ahead a place is in the fifteen columns most like each one, by the cosine of logarithms."""
    spread = np.log1p(stock) - np.log1p(stock).mean(0)
    joint = spread.T @ spread
    length = np.sqrt(np.diag(joint) + 1e-6)
    cosine = joint / length[:, None] / length[None]
    np.fill_diagonal(cosine, 0)
    if len(cosine) > 15:
        cosine = np.where(cosine >= np.partition(cosine, -15, 0)[-15], cosine, 0)
    cosine = np.maximum(cosine, 0)
    return np.asarray(over @ cosine / (cosine.sum(0) + 1e-6))


def _province(province: Sequence[str], stock: Floats, share: Floats) -> Floats:
    """How far ahead the rest of the province is."""
    names, found = np.array(province), np.zeros_like(stock, dtype=np.float64)
    for each in set(province):
        here = names == each
        rest = stock[here].sum(0) - stock[here]
        found[here] = np.log((rest + 1) / (rest.sum(1, keepdims=True) * share + 1))
    return found


@dataclass(frozen=True)
class Model:
    """Trees of several seeds, averaged."""

    trees: tuple[lgb.Booster, ...]

    def chance(self, x: Floats) -> Floats:
        """For rows of features, 0 to 1."""
        return np.asarray(np.mean([t.predict(x, num_threads=1) for t in self.trees], axis=0))

    def parts(self) -> list[str]:
        """As text."""
        return [t.model_to_string() for t in self.trees]

    @classmethod
    def from_parts(cls, parts: Sequence[str]) -> "Model":
        """Back from text."""
        return cls(tuple(lgb.Booster(model_str=text) for text in parts))


def fit(cube: Cube, cuts: Sequence[int]) -> tuple[Model, int]:
    """Learn from the windows that begin at the cuts; gives the cells learnt from too.

    Raises TooLittle when no cell of any window was entered.
    """
    found = [cells(cube, cut) for cut in cuts]
    x = np.concatenate([c.x[c.open] for c in found])
    y = np.concatenate([c.entered[c.open] for c in found])
    if len(y) < 100 or not 0 < y.sum() < len(y):
        raise TooLittle("这些年份里没有足够的进入可以学习")
    return Model(
        tuple(
            lgb.train(_SETTINGS | {"seed": s, "num_threads": 1}, lgb.Dataset(x, y), _ROUNDS)
            for s in range(_SEEDS)
        )
    ), len(y)


def evaluate(cube: Cube, cut: int) -> dict[str, Any]:
    """Learn from the windows that end by the cut, judge the one that begins there.

    Raises TooLittle.
    """
    model, learnt = fit(cube, (cut - 2 * WINDOW, cut - WINDOW))
    test = cells(cube, cut)
    yes = test.entered[test.open]
    if not 0 < yes.sum() < len(yes):
        raise TooLittle(f"{cut} 年以后没有可以检验的进入")
    learned = np.zeros(test.open.shape)
    learned[test.open] = model.chance(test.x[test.open])
    scores = {"learned": learned, "density": test.density, "popularity": test.popularity}
    return {
        "cut": cut,
        "until": cut + WINDOW,
        "learnt_cells": learnt,
        "cells": len(yes),
        "places": int(test.open.any(1).sum()),
        "entered": int(yes.sum()),
        **{who: _scored(values, test.open, test.entered) for who, values in scores.items()},
    }


def _scored(scores: Floats, is_open: Mask, entered: Mask) -> dict[str, float]:
    first = []
    for row, can, yes in zip(scores, is_open, entered, strict=True):
        places = np.flatnonzero(can)
        if len(places) >= 10:
            first.append(yes[places[np.argsort(-row[places], kind="stable")[:10]]].mean())
    return {
        "auc": round(float(roc_auc_score(entered[is_open], scores[is_open])), 4),
        "ap": round(float(average_precision_score(entered[is_open], scores[is_open])), 4),
        "p_at_10": round(float(np.mean(first)) if first else 0.0, 4),
    }
