"""The trees and one plain count beside them, each by its spread: what both rankings are made of.

For a city its companies: how often the cities a company is in go together with this one. For a company its cities: the
share of this city among those that companies of its home city and province went to. Trees see these numbers too, but thin
data teach them little of them; with the same weight as the trees they named more of what came in both windows before
2010 that were tried (docs/models/targeting.md).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zhuchao.learners.expansion.pairs import Ints, Pairs
from zhuchao.learners.expansion.state import Floats, State

#: Added before the logarithm: a company whose cities never go together with this one.
_NEVER = 1e-3
_LEAST_SPREAD = 1e-6
#: A recent entry counts for this many more than an old one.
_RECENT_MORE = 2
#: Of how many entries the spread of the land stands for in a province's, and the province's in a city's.
_LAND, _PROVINCE = 10, 8
_LEAST_SHARE = 1e-6


@dataclass(frozen=True)
class Spread:
    """Mean and standard deviation over the companies that could enter a city; one number, or one a city."""

    mean: Floats
    deviation: Floats

    def of(self, values: Floats) -> Floats:
        """How many deviations above the mean."""
        return np.asarray((values - self.mean) / self.deviation, np.float32)


def spread(values: Floats, free: NDArray[np.bool_]) -> Spread:
    """By column, over the cells of companies that could still enter."""
    many = np.maximum(free.sum(0), 1)
    mean = np.where(free, values, 0).sum(0) / many
    square = np.where(free, (values - mean) ** 2, 0).sum(0) / many
    return Spread(mean, np.maximum(np.sqrt(square), _LEAST_SPREAD))


def together(known: State, parents: Ints, cities: Ints) -> Floats:
    """``(len(parents), len(cities))``: the logarithm of how often the cities a company is in go together with each city."""
    return np.asarray(np.log(known.entered[parents] @ known.alike[:, cities] + _NEVER), np.float32)


def gone_from_home(pairs: Pairs, known: State, parents: Ints) -> Floats:
    """``(len(parents), cities)``: the logarithm of the share of each city among where companies of the home went."""
    homes = pairs.home[parents]
    province = np.array([int(pairs.home_code[i][:2]) for i in parents])
    land = known.popular + _RECENT_MORE * known.recent
    wide = known.from_province[province] + _RECENT_MORE * known.from_province_recent[province]
    here = known.from_city + _RECENT_MORE * known.from_city_recent
    own = np.where((homes >= 0)[:, None], here[np.maximum(homes, 0)], 0)
    shares = _smoothed(own, _smoothed(wide, land / max(land.sum(), 1), _LAND), _PROVINCE)
    return np.asarray(np.log(shares + _LEAST_SHARE), np.float32)


def _smoothed(counts: Floats, prior: Floats, weight: int) -> Floats:
    return np.asarray((counts + weight * prior) / (counts.sum(1, keepdims=True) + weight))


def companies_blended(trees: Floats, alike: Floats, free: NDArray[np.bool_]) -> Floats:
    """The sum of both by their spreads, city by city."""
    return spread(trees, free).of(trees) + spread(alike, free).of(alike)


def cities_blended(trees: Floats, gone: Floats, free: NDArray[np.bool_]) -> Floats:
    """The sum of both by their spreads, company by company."""
    return companies_blended(trees.T, gone.T, free.T).T
