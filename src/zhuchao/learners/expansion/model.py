"""Two rankers: the cities a company would enter next, and the companies that would enter a city next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import lightgbm as lgb
import numpy as np
from numpy.typing import NDArray

from zhuchao.learners.expansion.features import NAMES, features
from zhuchao.learners.expansion.pairs import Ints, Pairs, UnusablePairs
from zhuchao.learners.expansion.state import Floats, State, distances, state

_YEAR = 365
#: Windows of learning, years before the cut: what was known at the first, what was entered until the second.
WINDOWS = ((10, 7), (7, 4), (4, 0))
#: Cities, companies not entered that are set against each that was.
_AGAINST = 80
_SETTINGS: dict[str, Any] = {
    "objective": "lambdarank",
    "lambdarank_truncation_level": 30,
    "learning_rate": 0.06,
    "num_leaves": 31,
    "min_data_in_leaf": 100,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "verbose": -1,
    "deterministic": True,
    "force_row_wise": True,
}
_ROUNDS = 250
#: How many companies' features are held at once.
_AT_ONCE = 1500


@dataclass(frozen=True)
class Model:
    """``to_city`` ranks cities for a company, ``to_company`` companies for a city; ``known`` is what they look at."""

    pairs: Pairs
    known: State
    km: Floats
    to_city: lgb.Booster
    to_company: lgb.Booster

    def over(self, pairs: Pairs) -> "Model":
        """The same rankers looking at what these pairs knew on the same day."""
        return replace(
            self, pairs=pairs, known=state(pairs.before(self.known.day), self.known.day), km=distances(pairs)
        )

    def scores(self, parents: Ints, *, of_cities: bool) -> Floats:
        """``(len(parents), cities)``: only the order within a row (``of_cities``) or within a column has a meaning."""
        ranker = self.to_city if of_cities else self.to_company
        parts = [self._part(ranker, parents[i : i + _AT_ONCE]) for i in range(0, len(parents), _AT_ONCE)]
        return np.concatenate(parts) if parts else np.zeros((0, len(self.pairs.cities)), np.float32)

    def _part(self, ranker: lgb.Booster, parents: Ints) -> Floats:
        x = features(self.pairs, self.known, parents, self.km)
        flat = ranker.predict(x.reshape(-1, x.shape[2]))
        return np.asarray(flat, np.float32).reshape(x.shape[:2])


def open_cells(pairs: Pairs, known: State, parents: Ints) -> NDArray[np.bool_]:
    """Where a company could still go: not its own city, not one it is in."""
    cells = known.entered[parents].toarray() == 0
    homes = pairs.home[parents]
    rows = np.flatnonzero(homes >= 0)
    cells[rows, homes[rows]] = False
    return np.asarray(cells)


def entered_between(pairs: Pairs, since: int, until: int, parents: Ints) -> NDArray[np.bool_]:
    """Which of ``parents`` entered which city in the days from ``since`` to before ``until``."""
    parent, city, opened = pairs.entries
    inside = (opened >= since) & (opened < until)
    found = np.zeros((len(pairs.uscc), len(pairs.cities)), bool)
    found[parent[inside], city[inside]] = True
    return found[parents]


def fit(pairs: Pairs, cut: int, *, seed: int = 0, threads: int = 2) -> Model:
    """Learn from what was opened before the day ``cut``; no later row is looked at.

    Raises UnusablePairs when there is no window with something known before it.
    """
    past = pairs.before(cut)
    km, random = distances(past), np.random.default_rng(seed)
    by_company, by_city = [], []
    for first, last in WINDOWS:
        since, until = cut - first * _YEAR, cut - last * _YEAR
        known = state(past, since)
        by_company.append(_company_rows(past, known, km, since, until, random))
        by_city.append(_city_rows(past, known, km, since, until, random))
    settings = _SETTINGS | {"seed": seed, "num_threads": threads}
    return Model(past, state(past, cut), km, _train(by_company, settings), _train(by_city, settings))


@dataclass(frozen=True)
class _Rows:
    x: Floats
    y: NDArray[np.bool_]
    groups: list[int]

    @classmethod
    def none(cls) -> "_Rows":
        return cls(np.zeros((0, len(NAMES)), np.float32), np.zeros(0, bool), [])


def _train(parts: Sequence[_Rows], settings: dict[str, Any]) -> lgb.Booster:
    if not any(p.groups for p in parts):
        raise UnusablePairs("截止日之前的经过太短，不足以学习")
    x = np.concatenate([p.x for p in parts])
    y = np.concatenate([p.y for p in parts])
    groups = [g for p in parts for g in p.groups]
    return lgb.train(settings, lgb.Dataset(x, y.astype(np.float32), group=groups), _ROUNDS)


def _company_rows(
    pairs: Pairs, known: State, km: Floats, since: int, until: int, random: np.random.Generator
) -> _Rows:
    """A group a company that entered some city in the window: those cities against some it did not enter."""
    everyone = np.arange(len(pairs.uscc))
    movers = np.flatnonzero(entered_between(pairs, since, until, everyone).any(1))
    if not len(movers) or not known.entered.nnz:
        return _Rows.none()
    xs, ys, groups = [], [], []
    for start in range(0, len(movers), _AT_ONCE):
        parents = movers[start : start + _AT_ONCE]
        x = features(pairs, known, parents, km)
        hit = entered_between(pairs, since, until, parents)
        free = open_cells(pairs, known, parents)
        for i in range(len(parents)):
            cells = _against(np.flatnonzero(hit[i]), np.flatnonzero(free[i] & ~hit[i]), _AGAINST, random)
            xs.append(x[i, cells])
            ys.append(hit[i, cells])
            groups.append(len(cells))
    return _Rows(np.concatenate(xs), np.concatenate(ys), groups)


def _city_rows(
    pairs: Pairs, known: State, km: Floats, since: int, until: int, random: np.random.Generator
) -> _Rows:
    """A group a city that somebody entered in the window: companies that did against some that could have."""
    parents = np.flatnonzero(np.asarray(known.entered.sum(1)).ravel() > 0)
    hit = entered_between(pairs, since, until, parents)
    free = open_cells(pairs, known, parents)
    chosen: list[Ints] = []
    cities = np.flatnonzero(hit.any(0))
    for city in cities:
        yes = np.flatnonzero(hit[:, city])
        chosen.append(
            _against(yes, np.flatnonzero(free[:, city] & ~hit[:, city]), _AGAINST * len(yes), random)
        )
    if not chosen:
        return _Rows.none()
    row = np.concatenate(chosen)
    column = np.repeat(cities, [len(c) for c in chosen])
    x = np.empty((len(row), len(NAMES)), np.float32)
    for start in range(0, len(parents), _AT_ONCE):
        block = features(pairs, known, parents[start : start + _AT_ONCE], km)
        here = (row >= start) & (row < start + _AT_ONCE)
        x[here] = block[row[here] - start, column[here]]
    return _Rows(x, hit[row, column], [len(c) for c in chosen])


def _against(yes: Ints, no: Ints, most: int, random: np.random.Generator) -> Ints:
    taken = random.choice(no, min(most, len(no)), replace=False) if len(no) else no
    return np.concatenate([yes, taken])
