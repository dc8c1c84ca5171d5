"""Who would come to a city, how far a company and a city go together, and by what: the numbers behind one answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import lightgbm as lgb
import numpy as np

from zhuchao.learners.expansion import trades
from zhuchao.learners.expansion.blend import Spread, gone_from_home, spread, together
from zhuchao.learners.expansion.features import GROUPS, NAMES, features
from zhuchao.learners.expansion.model import Model, open_cells
from zhuchao.learners.expansion.pairs import Ints
from zhuchao.learners.expansion.state import NETWORK_CITIES, Floats

#: Companies looked at together: all their cities are held at once.
_AT_ONCE = 1500
#: How many entered cities and words of a name are told.
_TOLD = 2
#: A word of a name is told only when its companies go to the city this much more than all do, as a logarithm.
_LEAST_LIFT = 0.1


@dataclass(frozen=True)
class Coming:
    """Companies that could still enter ``city``, the likeliest first, with their scores; numbers are the model's.

    The mean of all scores is 0; ``trees`` and ``alike`` are the spreads of both parts.
    """

    city: int
    parents: Ints
    scores: Floats
    trees: Spread
    alike: Spread


def city_of(model: Model, code: str) -> int | None:
    """The number of a city by its six-digit code; a municipality may stand under its province's. None when nobody entered it."""
    for each in (code, f"{code[:2]}0000"):
        if each in model.pairs.cities:
            return model.pairs.cities.index(each)
    return None


def coming(model: Model, city: int) -> Coming:
    """Every company with a branch outside its city that could enter this one, the likeliest first.

    Left out are those that are in it or come from it, and networks (banks, posts) in more than ``NETWORK_CITIES``.
    """
    size = np.asarray(model.known.entered.sum(1)).ravel()
    some = np.flatnonzero((size > 0) & (size <= NETWORK_CITIES))
    free = some[open_cells(model.pairs, model.known, some)[:, city]]
    cells = _cells(model, free, np.full(len(free), city))
    trees = np.asarray(model.to_company.predict(cells), np.float32) if len(free) else cells[:, 0]
    alike = together(model.known, free, np.array([city]))[:, 0]
    everyone = np.ones(len(free), bool)
    parts = spread(trees, everyone), spread(alike, everyone)
    scores = parts[0].of(trees) + parts[1].of(alike)
    order = np.argsort(-scores, kind="stable")
    return Coming(city, free[order], scores[order], *parts)


def why_coming(model: Model, there: Coming, places: Ints) -> list[dict[str, float]]:
    """What each group of numbers adds to the score of the companies at these places, by the names of ``GROUPS``.

    Together they add up to the score. What all candidates of a city share stands in the group ``city``.
    """
    parents = there.parents[places]
    found, base = _contributions(model.to_company, model, parents, np.full(len(parents), there.city))
    alike = there.alike.of(together(model.known, parents, np.array([there.city]))[:, 0])
    return [
        _added(row, there.trees, base, {"alike": float(more)}, "city")
        for row, more in zip(found, alike, strict=True)
    ]


@dataclass(frozen=True)
class Going:
    """The cities one company could still enter, the likeliest first, with their scores, whose mean is 0."""

    parent: int
    cities: Ints
    scores: Floats
    trees: Spread
    gone: Spread


def going(model: Model, parent: int) -> Going:
    """Every city the company could enter, the likeliest first."""
    one = np.array([parent])
    free = np.flatnonzero(open_cells(model.pairs, model.known, one)[0])
    trees = model.scores(one, of_cities=True)[0, free]
    gone = gone_from_home(model.pairs, model.known, one)[0, free]
    everyone = np.ones(len(free), bool)
    parts = spread(trees, everyone), spread(gone, everyone)
    scores = parts[0].of(trees) + parts[1].of(gone)
    order = np.argsort(-scores, kind="stable")
    return Going(parent, free[order], scores[order], *parts)


def why_going(model: Model, there: Going, most: int) -> list[dict[str, float]]:
    """What each group adds to the score of the first ``most`` cities, by the names of ``GROUPS``.

    Together they add up to the score. What all cities of a company share stands in the group ``size``.
    """
    cities = there.cities[:most]
    parents = np.full(len(cities), there.parent)
    found, base = _contributions(model.to_city, model, parents, cities)
    gone = there.gone.of(gone_from_home(model.pairs, model.known, parents[:1])[0, cities])
    return [
        _added(row, there.trees, base, {"flow": float(more)}, "size")
        for row, more in zip(found, gone, strict=True)
    ]


def _added(
    row: Mapping[str, float], trees: Spread, base: float, more: Mapping[str, float], shared: str
) -> dict[str, float]:
    """Contributions of the trees by their spread with what the plain count adds; ``shared`` takes the offset of all."""
    deviation = float(trees.deviation)
    found = {group: value / deviation + more.get(group, 0.0) for group, value in row.items()}
    found[shared] += (base - float(trees.mean)) / deviation
    return found


def _contributions(
    ranker: lgb.Booster, model: Model, parents: Ints, cities: Ints
) -> tuple[list[dict[str, float]], float]:
    """Exact contributions of the trees by group, and the score of an average pair that they stand on."""
    if not len(parents):
        return [], 0.0
    found = np.asarray(ranker.predict(_cells(model, parents, cities), pred_contrib=True))
    at = {group: [NAMES.index(n) for n in names] for group, names in GROUPS.items()}
    rows = [{group: float(row[where].sum()) for group, where in at.items()} for row in found]
    return rows, float(found[0, -1])


def facts(model: Model, parents: Ints, cities: Ints) -> list[dict[str, Any]]:
    """What is known of each company and its city in words a sentence can be made of.

    Codes of places, counts, kilometres (None where unknown), days since 1970 (None where there is none), capital in
    万元; ``alike`` are the entered cities most often entered together with this one, ``words`` those of the name
    whose companies go there more than all do, with how many times as often.
    """
    return [_fact(model, int(p), int(c)) for p, c in zip(parents, cities, strict=True)]


def _cells(model: Model, parents: Ints, cities: Ints) -> Floats:
    """``(len(parents), len(NAMES))``: the numbers of each company in its city."""
    once, back = np.unique(parents, return_inverse=True)
    found = np.empty((len(parents), len(NAMES)), np.float32)
    for start in range(0, len(once), _AT_ONCE):
        x = features(model.pairs, model.known, once[start : start + _AT_ONCE], model.km)
        here = np.flatnonzero((back >= start) & (back < start + _AT_ONCE))
        found[here] = x[back[here] - start, cities[here]]
    return found


def _fact(model: Model, parent: int, city: int) -> dict[str, Any]:
    pairs, known = model.pairs, model.known
    home, code = int(pairs.home[parent]), pairs.home_code[parent]
    entered: Ints = known.entered[parent].indices.astype(np.int64)
    newest, province = known.newest[parent], int(code[:2])
    return {
        "uscc": pairs.uscc[parent],
        "name": pairs.name[parent],
        "home": code,
        "city": pairs.cities[city],
        "from_city": int(known.from_city[home, city]) if home >= 0 else 0,
        "from_city_recent": int(known.from_city_recent[home, city]) if home >= 0 else 0,
        "from_province": int(known.from_province[province, city]),
        "km": int(model.km[home, city]) if home >= 0 else None,
        "branches": len(entered),
        "recent_branches": int(known.recent_entries[parent]),
        "newest": int(newest) if np.isfinite(newest) else None,
        "alike": _alike(model, entered, city),
        "nearest_km": int(model.km[entered, city].min()) if len(entered) else None,
        "in_province": sum(pairs.cities[i][:2] == pairs.cities[city][:2] for i in entered),
        "words": _words(model, parent, city),
        "capital_wan": None if np.isnan(pairs.capital[parent]) else float(pairs.capital[parent]),
        "founded": None if np.isnan(pairs.founded[parent]) else int(pairs.founded[parent]),
        "popular": int(known.popular[city]),
        "recent": int(known.recent[city]),
    }


def _alike(model: Model, entered: Ints, city: int) -> tuple[str, ...]:
    weights = model.known.alike[entered, city]
    order: Sequence[int] = np.argsort(-weights, kind="stable")[:_TOLD].tolist()
    return tuple(model.pairs.cities[entered[i]] for i in order if weights[i] > 0)


def _words(model: Model, parent: int, city: int) -> tuple[tuple[str, float], ...]:
    has = trades.incidence([model.pairs.name[parent]], model.known.words).indices
    lifts = [(model.known.words[i], float(model.known.trade[i, city])) for i in has]
    told = sorted((x for x in lifts if x[1] > _LEAST_LIFT), key=lambda x: (-x[1], x[0]))[:_TOLD]
    return tuple((word, float(np.exp(lift))) for word, lift in told)
