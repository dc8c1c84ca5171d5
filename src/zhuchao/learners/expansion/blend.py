"""Companies for a city: the trees and how often its entered cities go together with this one, each by its spread.

Trees see the second number too, but thin data teach them little of it; by hand, with the same weight, it named more of
those that came in every window before 2010 that was tried (docs/models/targeting.md).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zhuchao.learners.expansion.pairs import Ints
from zhuchao.learners.expansion.state import Floats, State

#: Added before the logarithm: a company whose cities never go together with this one.
_NEVER = 1e-3
_LEAST_SPREAD = 1e-6


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


def blended(trees: Floats, alike: Floats, free: NDArray[np.bool_]) -> Floats:
    """The sum of both by their spreads, column by column."""
    return spread(trees, free).of(trees) + spread(alike, free).of(alike)
