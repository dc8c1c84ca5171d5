"""How well the rankers find what was opened after the cut, beside plain counting."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from zhuchao.learners.expansion.model import Model, entered_between, fit, open_cells
from zhuchao.learners.expansion.pairs import Ints, Pairs, UnusablePairs, day, read_pairs
from zhuchao.learners.expansion.state import NETWORK_CITIES, Floats

_TOP = 50
#: Cities entered by fewer companies are not scored one by one: a district alone says nothing.
LEAST_EVENTS = 20
#: Days that count as recent for the second popularity: three years.
_RECENT_DAYS = 3 * 365


@dataclass(frozen=True)
class Ranked:
    """Mean reciprocal rank and the share of events among the first ten."""

    mrr: float
    hit_at_10: float


@dataclass(frozen=True)
class Measured:
    """``events``: a company's first branch in a city, on or after the cut.

    ``precision``: of the 50 companies named first for a city, the share that came, pooled over ``cities``;
    ``popularity_precision``: the better of naming those in most cities and those that entered most in three years.
    """

    events: int
    learned: Ranked
    popularity: Ranked
    same_province: Ranked
    cities: int
    precision: float
    popularity_precision: float


def evaluate(train: Path, test: Path | None, cut: date) -> Measured:
    """Learn from the rows of ``train`` before the cut; judge by the rows of ``test`` (else ``train``) from the cut on.

    Raises UnusablePairs.
    """
    files = [train, test] if test else [train]
    pairs, start = read_pairs(*files), day(cut)
    past = pairs.opened < start
    learned_from, judged_by = past & (pairs.file == 0), past | (pairs.file == len(files) - 1)
    for rows, which in ((learned_from, "之前"), (judged_by & ~past, "以后")):
        if not rows.any():
            raise UnusablePairs(f"{cut} {which}没有总部与异地分支对")
    return measure(fit(pairs.only(learned_from), start), pairs.only(judged_by), start)


def measure(model: Model, test: Pairs, cut: int) -> Measured:
    """``test`` holds what was known before the cut too, with the indexes of its own; companies first seen after the cut
    are judged by what a registry says of them: home, capital, date, name."""
    everyone = np.arange(len(test.uscc))
    hit = entered_between(test, cut, np.iinfo(np.int64).max, everyone)
    movers = np.flatnonzero(hit.any(1))
    scorer = model.over(test)
    known = scorer.known
    learned = scorer.scores(movers, of_cities=True)
    province = np.array([int(test.home_code[i][:2]) for i in movers])
    popular = np.broadcast_to(known.popular, learned.shape)
    flow = known.from_province[province] + popular / (popular[0].sum() * 10 + 1)
    free = open_cells(test, known, movers)
    came = hit[movers]
    precision, by_popularity, cities = _precision(scorer, test, hit, cut)
    return Measured(
        events=int(hit.sum()),
        learned=_ranked(learned, came, free),
        popularity=_ranked(popular, came, free),
        same_province=_ranked(flow, came, free),
        cities=cities,
        precision=precision,
        popularity_precision=by_popularity,
    )


def _ranked(scores: Floats, hit: NDArray[np.bool_], free: NDArray[np.bool_]) -> Ranked:
    """Each event against all open cities; ties count half."""
    ranks = []
    for row, yes, can in zip(scores, hit, free, strict=True):
        pool = row[can]
        for value in row[yes]:
            ranks.append(1 + (pool > value).sum() + ((pool == value).sum() - 1) / 2)
    found = np.array(ranks)
    return Ranked(float((1 / found).mean()), float((found <= 10).mean()))


def _precision(scorer: Model, test: Pairs, hit: NDArray[np.bool_], cut: int) -> tuple[float, float, int]:
    known = scorer.known
    size = np.asarray(known.entered.sum(1)).ravel()
    parents = np.flatnonzero((size > 0) & (size <= NETWORK_CITIES))
    came, free = hit[parents], open_cells(test, known, parents)
    cities = np.flatnonzero((came & free).sum(0) >= LEAST_EVENTS)
    if not len(cities):
        return 0.0, 0.0, 0
    parent, _, opened = test.entries
    recent = np.bincount(
        parent[(opened < cut) & (opened >= cut - _RECENT_DAYS)], minlength=len(test.uscc)
    ).astype(np.float32)
    learned = scorer.scores(parents, of_cities=False)
    by_size = [np.repeat(values[parents, None], came.shape[1], 1) for values in (size, recent)]
    plain = max(_hits(values, came, free, cities) for values in by_size)
    return _hits(learned, came, free, cities), plain, len(cities)


def _hits(scores: Floats, came: NDArray[np.bool_], free: NDArray[np.bool_], cities: Ints) -> float:
    found = 0
    for city in cities:
        order = np.argsort(np.where(free[:, city], -scores[:, city], np.inf), kind="stable")[:_TOP]
        found += int(came[order, city].sum())
    return found / (_TOP * len(cities))
