"""The forecast on invented years in which places enter what is near to what they do."""

import numpy as np
import pytest

from zhuchao.learners import entries
from zhuchao.learners.input_output import Table

YEARS = tuple(range(1990, 2011))


@pytest.fixture(scope="module")
def cube():
    """60 places of six provinces, 40 links in four families; a place takes up the links of one family, one after the other."""
    random = np.random.default_rng(0)
    family, leaning = np.arange(40) % 4, np.arange(60) % 4
    begins = np.where(family[None] == leaning[:, None], random.integers(1988, 2014, (60, 40)), 9999)
    counts = np.zeros((len(YEARS), 60, 40), np.float32)
    for n, year in enumerate(YEARS):
        counts[n] = random.poisson(0.15 + 1.5 * (begins <= year))
    return entries.Cube(
        YEARS, tuple(f"省{i % 6}" for i in range(60)), counts, lambda p, y: (p, y) != ("省0", 2006)
    )


def test_learns_to_beat_popularity(cube):
    """On the same cells; a province that lacks a year of the window is not judged."""
    found = entries.evaluate(cube, 2004)
    assert found["places"] <= 50
    assert found["learned"]["auc"] > found["popularity"]["auc"]
    assert found["learned"]["auc"] > 0.7
    assert found == entries.evaluate(cube, 2004)


def test_nothing_later_than_the_cut_is_looked_at(cube):
    """What is founded after the cut changes no feature."""
    later = entries.Cube(cube.years, cube.province, cube.counts.copy(), cube.known)
    later.counts[YEARS.index(2005) :] *= 7
    assert np.array_equal(entries.features(cube, 2004)[0], entries.features(later, 2004)[0])


def test_trees_come_back_from_text(cube):
    """The same chances."""
    model, learnt = entries.fit(cube, (2000,))
    x = entries.features(cube, 2004)[0][3]
    assert learnt > 100
    np.testing.assert_allclose(entries.Model.from_parts(model.parts()).chance(x), model.chance(x))


def test_too_little_says_so(cube):
    """Nothing was entered in a window before the first year."""
    with pytest.raises(entries.TooLittle):
        entries.fit(cube, (1970,))


def test_an_input_output_table_of_two_sectors():
    """Worked by hand: A=[[.2,.1],[.4,.0]]; inverse 1/.76·[[1,.1],[.4,.8]]."""
    table = Table(("01", "02"), ("甲", "乙"), np.array([[20.0, 10.0], [40.0, 0.0]]), np.array([100.0, 100.0]))
    direct, whole = table.need({0: 3.0})
    assert direct.tolist() == [0.2, 0.4]
    np.testing.assert_allclose(whole, [1 / 0.76 - 1, 0.4 / 0.76])
    assert table.average.tolist() == [0.15, 0.2]
