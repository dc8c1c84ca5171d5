"""How well the rankers find what was opened after the cut, beside plain counting."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zhuchao.learners.expansion.blend import cities_blended, companies_blended, gone_from_home, together
from zhuchao.learners.expansion.model import Model, entered_between, fit, open_cells
from zhuchao.learners.expansion.pairs import Ints, Pairs, UnusablePairs, day, read_pairs
from zhuchao.learners.expansion.state import NETWORK_CITIES, Floats

#: Cities entered by fewer companies are not scored one by one: a district alone says nothing.
LEAST_EVENTS = 20
#: Last places of the bands whose hits are told one by one; the last band has no end.
BANDS = (50, 200, 1000)
#: Days that count as recent for the second popularity: three years.
_RECENT_DAYS = 3 * 365


@dataclass(frozen=True)
class Ranked:
    """Mean reciprocal rank and the share of events among the first ten."""

    mrr: float
    hit_at_10: float

    def as_dict(self) -> dict[str, float]:
        """With four decimals."""
        return {"mrr": round(self.mrr, 4), "hit_at_10": round(self.hit_at_10, 4)}


@dataclass(frozen=True)
class Measured:
    """``events``: a company's first branch in a city, on or after the cut.

    ``precision``: of the 50 companies named first for a city, the share that came, pooled over ``cities``;
    ``popularity_precision``: the better of naming those in most cities and those that entered most in three years;
    ``bands``: the share that came of those up to each of ``BANDS``, and of all beyond.
    """

    events: int
    learned: Ranked
    popularity: Ranked
    same_province: Ranked
    cities: int
    precision: float
    popularity_precision: float
    bands: tuple[float, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The figures as every reader gets them: printed, kept in the card of a model, shown on a page."""
        return {
            "events": self.events,
            **self.learned.as_dict(),
            "popularity": self.popularity.as_dict(),
            "same_province_flow": self.same_province.as_dict(),
            "precision_at_50": round(self.precision, 4),
            "popularity_precision_at_50": round(self.popularity_precision, 4),
            "cities": self.cities,
        }


def evaluate(train: Path, test: Path | None, cut: date) -> Measured:
    """Learn from the rows of ``train`` before the cut; judge by the rows of ``test`` (else ``train``) from the cut on.

    Raises UnusablePairs.
    """
    files = [train, test] if test else [train]
    return evaluate_pairs(read_pairs(*files), cut, last_file=len(files) - 1)


def evaluate_pairs(pairs: Pairs, cut: date, *, last_file: int = 0) -> Measured:
    """As ``evaluate``: learn from the first file's rows before the cut, judge by the rows of ``last_file`` from it on.

    Raises UnusablePairs.
    """
    start = day(cut)
    past = pairs.opened < start
    learned_from, judged_by = past & (pairs.file == 0), past | (pairs.file == last_file)
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
    province = np.array([int(test.home_code[i][:2]) for i in movers])
    popular = np.broadcast_to(known.popular, (len(movers), len(known.popular)))
    flow = known.from_province[province] + popular / (popular[0].sum() * 10 + 1)
    free = open_cells(test, known, movers)
    gone = gone_from_home(test, known, movers)
    learned = cities_blended(scorer.scores(movers, of_cities=True), gone, free)
    came = hit[movers]
    precision, by_popularity, cities, bands = _precision(scorer, test, hit, cut)
    return Measured(
        events=int(hit.sum()),
        learned=_ranked(learned, came, free),
        popularity=_ranked(popular, came, free),
        same_province=_ranked(flow, came, free),
        cities=cities,
        precision=precision,
        popularity_precision=by_popularity,
        bands=bands,
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


def _precision(
    scorer: Model, test: Pairs, hit: NDArray[np.bool_], cut: int
) -> tuple[float, float, int, tuple[float, ...]]:
    known = scorer.known
    size = np.asarray(known.entered.sum(1)).ravel()
    parents = np.flatnonzero((size > 0) & (size <= NETWORK_CITIES))
    came, free = hit[parents], open_cells(test, known, parents)
    cities = np.flatnonzero((came & free).sum(0) >= LEAST_EVENTS)
    if not len(cities):
        return 0.0, 0.0, 0, ()
    parent, _, opened = test.entries
    recent = np.bincount(
        parent[(opened < cut) & (opened >= cut - _RECENT_DAYS)], minlength=len(test.uscc)
    ).astype(np.float32)
    trees = scorer.scores(parents, of_cities=False)
    learned = companies_blended(trees, together(known, parents, np.arange(trees.shape[1])), free)
    by_size = [np.repeat(values[parents, None], came.shape[1], 1) for values in (size, recent)]
    plain = max(_hits(values, came, free, cities)[0] for values in by_size)
    found = _hits(learned, came, free, cities)
    return found[0], plain, len(cities), found


def _hits(
    scores: Floats, came: NDArray[np.bool_], free: NDArray[np.bool_], cities: Ints
) -> tuple[float, ...]:
    """The share that came in each band of places, pooled over the cities."""
    came_there, named = np.zeros(len(BANDS) + 1), np.zeros(len(BANDS) + 1)
    for city in cities:
        open_to = np.flatnonzero(free[:, city])
        order = open_to[np.argsort(-scores[open_to, city], kind="stable")]
        for i, part in enumerate(np.split(came[order, city], BANDS)):
            came_there[i] += part.sum()
            named[i] += len(part)
    return tuple((came_there / np.maximum(named, 1)).tolist())
