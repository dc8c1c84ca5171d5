"""What was known of branches before a day; nothing later enters it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from zhuchao.learners.expansion import trades
from zhuchao.learners.expansion.pairs import Ints, Pairs
from zhuchao.rulebook import regions

Floats = NDArray[np.float32]
#: Recent means within these days before the day.
RECENT_DAYS = 4 * 365
#: A parent in more cities than this is a network (banks, insurers, posts): it says little of which city resembles which.
NETWORK_CITIES = 60
#: Of how many entries the spread over all cities stands for in a smoothed share.
_PRIOR = 5.0


def distances(pairs: Pairs) -> Floats:
    """Kilometres between the cities; 2,000 where the place of one is unknown."""
    codes = pairs.cities
    found = np.full((len(codes), len(codes)), 2000.0, np.float32)
    for i, a in enumerate(codes):
        for j in range(i):
            km = regions.distance_km(a, codes[j])
            if km is not None:
                found[i, j] = found[j, i] = km
    np.fill_diagonal(found, 0)
    return found


@dataclass(frozen=True)
class State:
    """Counts of entries before ``day``, all by city of the branch.

    ``entered`` (parents x cities, 0 or 1), ``popular`` and ``recent``; ``from_city`` and
    ``from_province`` (homes x cities) with their recent parts; ``alike``: how often two cities are entered by one
    company; ``trade``: words x cities, the logarithm of how much more a word's companies go there than all do."""

    day: int
    entered: sparse.csr_matrix
    newest: NDArray[np.float64]
    recent_entries: NDArray[np.float64]
    popular: Floats
    recent: Floats
    from_city: Floats
    from_city_recent: Floats
    from_province: Floats
    from_province_recent: Floats
    alike: Floats
    words: tuple[str, ...]
    trade: Floats


def state(pairs: Pairs, before: int) -> State:
    """What was known at the beginning of the day ``before``."""
    parent, city, opened = pairs.entries
    past = opened < before
    parent, city, opened = parent[past], city[past], opened[past]
    fresh = opened >= before - RECENT_DAYS
    count, heads = len(pairs.cities), len(pairs.uscc)
    entered = sparse.csr_matrix((np.ones(len(parent), np.float32), (parent, city)), shape=(heads, count))
    homes = pairs.home[parent]
    newest = np.full(heads, -np.inf)
    np.maximum.at(newest, parent, opened)
    popular = np.bincount(city, minlength=count).astype(np.float32)
    words = trades.vocabulary([pairs.name[i] for i in np.unique(parent)])
    return State(
        day=before,
        entered=entered,
        newest=newest,
        recent_entries=np.bincount(parent[fresh], minlength=heads).astype(float),
        popular=popular,
        recent=np.bincount(city[fresh], minlength=count).astype(np.float32),
        from_city=_flows(homes, city, count),
        from_city_recent=_flows(homes[fresh], city[fresh], count),
        from_province=_of_provinces(pairs, parent, city),
        from_province_recent=_of_provinces(pairs, parent[fresh], city[fresh]),
        alike=_alike(entered),
        words=tuple(words),
        trade=_trade(pairs, entered, popular, words),
    )


def _flows(homes: Ints, city: Ints, count: int) -> Floats:
    found = np.zeros((count, count), np.float32)
    known = homes >= 0
    np.add.at(found, (homes[known], city[known]), 1)
    return found


def _of_provinces(pairs: Pairs, parent: Ints, city: Ints) -> Floats:
    """Row by province number: two digits of the home's code."""
    found = np.zeros((100, len(pairs.cities)), np.float32)
    province = np.array([int(code[:2]) for code in pairs.home_code])
    np.add.at(found, (province[parent], city), 1)
    return found


def _alike(entered: sparse.csr_matrix) -> Floats:
    """Cosine of the cities over companies, each company weighing less the more cities it is in."""
    size = np.asarray(entered.sum(1)).ravel()
    weight = np.where((size > 1) & (size <= NETWORK_CITIES), 1 / np.log1p(np.maximum(size, 1)), 0)
    together = (entered.T @ sparse.diags(weight.astype(np.float32)) @ entered).toarray()
    np.fill_diagonal(together, 0)
    norm = np.sqrt(np.asarray(entered.sum(0)).ravel() + 1).astype(np.float32)
    return np.asarray(together / norm[:, None] / norm[None, :], np.float32)


def _trade(pairs: Pairs, entered: sparse.csr_matrix, popular: Floats, words: list[str]) -> Floats:
    size = np.maximum(np.asarray(entered.sum(1)).ravel(), 1)
    damped = sparse.diags((1 / np.sqrt(size)).astype(np.float32)) @ entered
    has = trades.incidence(pairs.name, words)
    counts = np.asarray((has.T @ damped).todense(), np.float32)
    share = (popular + 0.5) / (popular.sum() + 0.5 * len(popular))
    prior = 4 * _PRIOR
    smoothed = (counts + prior * share) / (counts.sum(1, keepdims=True) + prior)
    return np.asarray(np.log(smoothed / share), np.float32)
