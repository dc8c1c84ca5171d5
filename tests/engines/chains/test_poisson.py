"""The exact interval of a count."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuchao.chains.engine import poisson


@pytest.mark.parametrize(
    ("n", "low", "high"),
    [
        (0, 0.0, 3.6889),
        (1, 0.0253, 5.5716),
        (5, 1.6235, 11.6683),
        (10, 4.7954, 18.3904),
        (100, 81.3640, 121.6269),
    ],
)
def test_published_limits(n, low, high):
    """Garwood's 95 % limits as printed in tables."""
    assert poisson.interval(n, 0.95) == pytest.approx((low, high), abs=5e-4)


@given(st.integers(0, 400), st.floats(0.01, 600))
def test_distribution_is_the_sum_of_its_terms(n, mean):
    """The gamma form agrees with adding up the probabilities."""
    added = math.fsum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(n + 1))
    assert poisson.at_most(n, mean) == pytest.approx(added, abs=1e-9)


@given(st.integers(0, 20_000), st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_interval_leaves_the_stated_tails(n, confidence):
    """At either end the count is exactly as surprising as the confidence allows, and the count is inside."""
    low, high = poisson.interval(n, confidence)
    tail = (1 - confidence) / 2
    assert low <= n <= high
    assert poisson.at_most(n, high) == pytest.approx(tail, abs=1e-8)
    if n:
        assert 1 - poisson.at_most(n - 1, low) == pytest.approx(tail, abs=1e-8)


@pytest.mark.parametrize(("n", "confidence"), [(-1, 0.95), (3, 0.0), (3, 1.0)])
def test_nonsense_is_refused(n, confidence):
    """No interval for a negative count or an impossible confidence."""
    with pytest.raises(ValueError, match="no interval"):
        poisson.interval(n, confidence)


def test_negative_mean_is_refused():
    """A mean is not negative."""
    with pytest.raises(ValueError, match="not negative"):
        poisson.at_most(1, -0.1)
    assert poisson.at_most(-1, 2.0) == 0.0
    assert poisson.at_most(3, 0.0) == 1.0
