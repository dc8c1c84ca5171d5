"""What speaks for a company and a city, by numbers: computed for many companies and all cities at once."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from zhuchao.learners.expansion import trades
from zhuchao.learners.expansion.pairs import Ints, Pairs
from zhuchao.learners.expansion.state import Floats, State

#: The order of the last axis of ``features``.
NAMES = (
    "popular",
    "recent",
    "from_province",
    "from_province_recent",
    "province_lift",
    "from_city",
    "from_city_recent",
    "city_share",
    "returned",
    "around_home",
    "distance",
    "nearer_cities",
    "same_province",
    "alike_sum",
    "alike_best",
    "nearest_branch",
    "branches_in_province",
    "trade_mean",
    "trade_best",
    "branches",
    "recent_branches",
    "since_newest",
    "capital",
    "age",
    "home_size",
    "capital_city",
)
#: What an officer is told of together: each number belongs to one group.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "flow": (
        *("from_province", "from_province_recent", "province_lift", "from_city", "from_city_recent"),
        *("city_share", "returned", "around_home", "home_size"),
    ),
    "near": ("distance", "nearer_cities", "same_province"),
    "alike": ("alike_sum", "alike_best", "nearest_branch", "branches_in_province"),
    "trade": ("trade_mean", "trade_best"),
    "habit": ("branches", "recent_branches", "since_newest"),
    "size": ("capital", "age"),
    "city": ("popular", "recent", "capital_city"),
}
_YEAR = 365.25
#: Kilometres over which what the neighbours of a home did fades.
_NEAR_KM = 150.0
_PRIOR = 5.0


def features(pairs: Pairs, known: State, parents: Ints, km: Floats) -> Floats:
    """``(len(parents), cities, len(NAMES))``: counts as logarithms of one more, distances in km, times in years,
    capital as the logarithm of 万元; -1 where a company has no branch yet or a date is unknown."""
    shape = (len(parents), len(pairs.cities))
    columns = [*_cities(known), *_flows(pairs, known, parents, km), *_places(pairs, parents, km)]
    columns += [*_branches(pairs, known, parents, km), *_trades(pairs, known, parents)]
    columns += [*_company(pairs, known, parents), _capital_cities(pairs)]
    found = np.empty((*shape, len(NAMES)), np.float32)
    for i, column in enumerate(columns):
        found[:, :, i] = column
    return found


def _cities(known: State) -> list[Floats]:
    return [np.log1p(known.popular)[None, :], np.log1p(known.recent)[None, :]]


def _rows_of(table: Floats, homes: Ints) -> Floats:
    return np.asarray(np.where((homes >= 0)[:, None], table[np.maximum(homes, 0)], 0))


def _flows(pairs: Pairs, known: State, parents: Ints, km: Floats) -> list[Floats]:
    homes = pairs.home[parents]
    province = np.array([int(pairs.home_code[i][:2]) for i in parents])
    share = (known.popular + 0.5) / (known.popular.sum() + 0.5 * len(known.popular))
    of_province, of_city = known.from_province[province], _rows_of(known.from_city, homes)
    expected = (of_province + _PRIOR * share) / (of_province.sum(1, keepdims=True) + _PRIOR)
    expected_city = (of_city + _PRIOR * expected) / (of_city.sum(1, keepdims=True) + _PRIOR)
    near = np.exp(-km / _NEAR_KM)
    np.fill_diagonal(near, 0)
    return [
        np.log1p(of_province),
        np.log1p(known.from_province_recent[province]),
        np.log(expected / share),
        np.log1p(of_city),
        np.log1p(_rows_of(known.from_city_recent, homes)),
        np.log(expected_city),
        np.log1p(_rows_of(known.from_city.T, homes)),
        np.log1p(_rows_of(near @ known.from_city, homes)),
    ]


def _places(pairs: Pairs, parents: Ints, km: Floats) -> list[Floats]:
    homes = pairs.home[parents]
    far = np.where((homes >= 0)[:, None], km[np.maximum(homes, 0)], 1000)
    same = np.array([pairs.home_code[i][:2] for i in parents])[:, None] == pairs.provinces[None, :]
    return [far, np.argsort(np.argsort(far, axis=1), axis=1).astype(np.float32), same.astype(np.float32)]


def _branches(pairs: Pairs, known: State, parents: Ints, km: Floats) -> list[Floats]:
    have = known.entered[parents]
    best = np.zeros(have.shape, np.float32)
    nearest = np.full(have.shape, -1, np.float32)
    for i in range(len(parents)):
        cities = have.indices[have.indptr[i] : have.indptr[i + 1]]
        if len(cities):
            best[i] = known.alike[cities].max(0)
            nearest[i] = km[cities].min(0)
    numbers, of = np.unique(pairs.provinces, return_inverse=True)
    to_province = np.zeros((len(of), len(numbers)), np.float32)
    to_province[np.arange(len(of)), of] = 1
    in_province = np.asarray(have @ to_province)[:, of]
    return [np.asarray(have @ known.alike), best, nearest, in_province]


def _trades(pairs: Pairs, known: State, parents: Ints) -> list[Floats]:
    has = trades.incidence([pairs.name[i] for i in parents], known.words)
    many = np.maximum(np.asarray(has.sum(1)).ravel(), 1)
    best = np.zeros((len(parents), len(pairs.cities)), np.float32)
    for i in range(len(parents)):
        words = has.indices[has.indptr[i] : has.indptr[i + 1]]
        if len(words):
            best[i] = known.trade[words].max(0)
    return [np.asarray(has @ known.trade) / many[:, None], best]


def _company(pairs: Pairs, known: State, parents: Ints) -> list[Floats]:
    def column(values: NDArray[np.float64]) -> Floats:
        return np.nan_to_num(values, nan=-1, neginf=-1).astype(np.float32)[:, None]

    newest = known.newest[parents]
    since = np.where(np.isfinite(newest), (known.day - newest) / _YEAR, -1)
    homes = pairs.home[parents]
    size = np.where(homes >= 0, known.from_city.sum(1)[np.maximum(homes, 0)], 0)
    age = np.maximum((known.day - pairs.founded[parents]) / _YEAR, -1)
    return [
        column(np.log1p(np.asarray(known.entered[parents].sum(1)).ravel())),
        column(np.log1p(known.recent_entries[parents])),
        column(since),
        column(np.log1p(np.maximum(pairs.capital[parents], 0))),
        column(age),
        column(np.log1p(size)),
    ]


def _capital_cities(pairs: Pairs) -> Floats:
    seat = [code[2:4] == "01" or code[:2] in {"11", "12", "31", "50"} for code in pairs.cities]
    return np.array(seat, np.float32)[None, :]
