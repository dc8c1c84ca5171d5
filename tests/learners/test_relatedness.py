"""Quotients, proximity and density against their definitions written out, and against ecomplexity where it is installed."""

import contextlib
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuchao.learners import relatedness as r


def by_definition(counts):
    """The definitions of 2007, cell by cell."""
    share = counts / counts.sum(1, keepdims=True)
    m = (share / (counts.sum(0) / counts.sum()) >= 1).astype(float)
    n = m.shape[1]
    phi = np.zeros((n, n))
    for a in range(n):
        for b in range(n):
            most = max(m[:, a].sum(), m[:, b].sum())
            phi[a, b] = (m[:, a] * m[:, b]).sum() / most if most else 0
    whole = phi.sum(0)
    return m, phi, np.divide(m @ phi, whole, out=np.zeros_like(m), where=whole > 0)


@given(st.integers(2, 9), st.integers(2, 8), st.integers(0, 999))
def test_as_defined(places, columns, seed):
    """Any small table; no place or column is empty."""
    counts = np.random.default_rng(seed).poisson(1.5, (places, columns)) + np.eye(places, columns, dtype=int)
    counts[0] += 1
    m, phi, density = by_definition(counts)
    found = r.relatedness(counts, dtype=np.float64)
    assert np.array_equal(found.specialised, m)
    np.testing.assert_allclose(found.proximity, phi, atol=1e-12)
    np.testing.assert_allclose(found.density, density, atol=1e-12)
    np.testing.assert_allclose(r.relatedness(counts).density, density, atol=1e-6)
    np.testing.assert_allclose(r.density_of(m, found), density, atol=1e-12)
    np.testing.assert_allclose(r.nearest(found, columns + 1).shape, m.shape)


def test_a_hand_computed_table():
    """Three places, three columns: A and B go together, C stands alone."""
    counts = np.array([[4, 4, 0], [4, 4, 0], [0, 0, 8]])
    found = r.relatedness(counts, dtype=np.float64)
    assert found.proximity.tolist() == [[1, 1, 0], [1, 1, 0], [0, 0, 1]]
    assert found.density.tolist() == [[1, 1, 0], [1, 1, 0], [0, 0, 1]]
    assert r.advantage(counts)[0].tolist() == [1.5, 1.5, 0]


def test_an_empty_place_and_an_empty_column_have_none():
    """Neither divides by zero; a nation given from outside is what is compared with."""
    counts = np.array([[5, 0, 1], [0, 0, 0], [1, 0, 5]])
    found = r.relatedness(counts)
    assert found.density[1].tolist() == [0, 0, 0]
    assert found.density[:, 1].tolist() == [0, 0, 0]
    nation = np.array([10.0, 1.0, 1.0])
    assert r.advantage(counts, nation)[0, 2] == pytest.approx((1 / 6) / (1 / 12))


def test_equal_to_ecomplexity():
    """Density of the library others take, to a millionth, in double and in shipped precision."""
    pd = pytest.importorskip("pandas")
    library = pytest.importorskip("ecomplexity")
    random = np.random.default_rng(3)
    counts = (
        random.poisson(random.gamma(0.4, 4, (40, 60)))
        + np.eye(40, 60, dtype=int)
        + (np.arange(40) == 0)[:, None]
    )
    table = pd.DataFrame(
        {
            "t": 1,
            "loc": np.repeat(np.arange(40), 60),
            "prod": np.tile(np.arange(60), 40),
            "val": counts.ravel(),
        }
    )
    with contextlib.redirect_stdout(io.StringIO()):
        found = library.ecomplexity(table, {"time": "t", "loc": "loc", "prod": "prod", "val": "val"})
    theirs = found.sort_values(["loc", "prod"])["density"].to_numpy().reshape(40, 60)
    assert np.abs(r.relatedness(counts, dtype=np.float64).density - theirs).max() < 1e-6
    assert np.abs(r.relatedness(counts).density - theirs).max() < 1e-6
