"""Relatedness of what a place does to what it does not do yet: specialisation, proximity, density.

Hidalgo, Klinger, Barabási, Hausmann (2007): two columns are near when places specialised in one are specialised in
the other; the density of a column at a place is the share of nearness to it that the place already has.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import blas

Matrix = NDArray[np.floating[Any]]
#: What pages compute in; ``float64`` is for comparison with other libraries.
SHIPPED = np.float32


@dataclass(frozen=True)
class Relatedness:
    """``specialised`` (places x columns, 0 or 1) and ``density`` (the same shape, 0 to 1); a column that nobody is
    specialised in has density 0. ``triangle`` is the upper one of the proximity, ``place`` where each column stands in it."""

    specialised: Matrix
    density: Matrix
    triangle: Matrix
    place: NDArray[np.int64]

    @cached_property
    def proximity(self) -> Matrix:
        """Both triangles: columns x columns, 1 on the diagonal where anybody is specialised."""
        upper = np.triu(self.triangle)
        whole = upper + np.triu(upper, 1).T
        return np.asarray(whole[np.ix_(self.place, self.place)])


def advantage(counts: NDArray[Any], nation: NDArray[Any] | None = None) -> NDArray[np.float64]:
    """Location quotients: the share of a column at a place over its share in ``nation`` (columns; the sum of all
    places when not given). 0 where either is empty."""
    values = np.asarray(counts, np.float64)
    whole = values.sum(0) if nation is None else np.asarray(nation, np.float64)
    here = values.sum(1, keepdims=True)
    expected = here * (whole / max(whole.sum(), 1e-300))
    return np.asarray(np.divide(values, expected, out=np.zeros_like(values), where=expected > 0))


def relatedness(
    counts: NDArray[Any], *, dtype: type[np.floating[Any]] = SHIPPED, nation: NDArray[Any] | None = None
) -> Relatedness:
    """Specialised where the quotient is 1 or more, then ``of_specialised``."""
    return of_specialised(specialisation(counts, dtype=dtype, nation=nation))


def specialisation(
    counts: NDArray[Any], *, dtype: type[np.floating[Any]] = SHIPPED, nation: NDArray[Any] | None = None
) -> Matrix:
    """1 where ``advantage`` is 1 or more, else 0, without writing the quotients down."""
    values = np.asarray(counts)
    here = values.sum(1, dtype=np.float64)[:, None]
    whole = values.sum(0, dtype=np.float64) if nation is None else np.asarray(nation, np.float64)
    # The order of division is that of a quotient of shares, so that a tie at 1 falls as it does elsewhere.
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((values / here) / (whole / whole.sum()) >= 1, dtype=dtype, order="F")


def of_specialised(specialised: Matrix) -> Relatedness:
    """Proximity and density of a matrix of 0 and 1.

    Columns are put in order of how many are specialised in them: then the larger of two, by which the smaller of both
    conditional probabilities divides, is always the one further on, and one triangle of two products is all there is.
    """
    wide = np.asfortranarray(specialised)
    small = wide.dtype == np.float32
    many = wide.sum(0)
    order = np.argsort(many, kind="stable")
    sorted_ = np.asfortranarray(wide[:, order])
    near = (blas.ssyrk if small else blas.dsyrk)(1.0, sorted_, trans=1)
    rising = many[order]
    near *= np.divide(1, rising, out=np.zeros_like(rising), where=rising > 0)
    symm = blas.ssymm if small else blas.dsymm
    rows = np.asfortranarray(np.vstack([sorted_, np.ones((1, len(many)), wide.dtype)]))
    found = symm(1.0, near, rows, side=1)
    whole = found[-1]
    density = found[:-1] * np.divide(1, whole, out=np.zeros_like(whole), where=whole > 0)
    back = np.argsort(order)
    return Relatedness(specialised, density[:, back], near, back)


def density_of(rows: NDArray[Any], near: Relatedness) -> Matrix:
    """The density of further places (rows of 0 and 1) against the proximity found for others."""
    whole = near.proximity.sum(0)
    found = np.asarray(rows, near.proximity.dtype) @ near.proximity
    return np.asarray(np.divide(found, whole, out=np.zeros_like(found), where=whole > 0))


def nearest(near: Relatedness, most: int) -> Matrix:
    """Density by the ``most`` nearest other columns alone."""
    proximity = near.proximity.copy()
    np.fill_diagonal(proximity, 0)
    if most < len(proximity):
        cut = np.partition(proximity, -most, axis=0)[-most]
        proximity[proximity < cut] = 0
    whole = proximity.sum(0)
    found = near.specialised @ proximity
    return np.asarray(np.divide(found, whole, out=np.zeros_like(found), where=whole > 0))
