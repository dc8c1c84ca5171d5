"""An input-output table: direct input coefficients and what a mix of sectors needs, directly and in all."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Table:
    """``flows`` (supplier x user) and ``output`` (total output of each sector), 万元; ``codes`` and ``names`` in order."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    flows: Floats
    output: Floats

    @cached_property
    def direct(self) -> Floats:
        """Direct input coefficients: yuan of the supplier in a yuan of the user's output."""
        return np.asarray(
            np.divide(self.flows, self.output, out=np.zeros_like(self.flows), where=self.output > 0)
        )

    @cached_property
    def whole(self) -> Floats:
        """Leontief inverse less the unit matrix: direct and indirect inputs for a yuan of final demand.

        Raises numpy.linalg.LinAlgError when the table has none.
        """
        unit = np.eye(len(self.codes))
        return np.asarray(np.linalg.inv(unit - self.direct) - unit)

    @cached_property
    def average(self) -> Floats:
        """What all sectors together take of each, for a yuan of their output."""
        return np.asarray(self.flows.sum(1) / self.output.sum())

    def need(self, weights: Mapping[int, float]) -> tuple[Floats, Floats]:
        """Direct and total need of every sector for a yuan of output of the weighted sectors (by place in ``codes``)."""
        mix = np.zeros(len(self.codes))
        for place, weight in weights.items():
            mix[place] += weight
        mix /= max(mix.sum(), 1e-300)
        return self.direct @ mix, self.whole @ mix
