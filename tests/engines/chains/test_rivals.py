"""Cities a company would weigh: points by declared bands, chance left out, ours kept in sight."""

import datetime as dt
from decimal import Decimal

import pytest

from zhuchao import rulebook
from zhuchao.chains.engine.rivals import CITY_FACTS, CityFacts, rank
from zhuchao.chains.engine.scoring import scheme_from_value

HOME, OURS = "330100", "330600"


@pytest.fixture(scope="module")
def scheme():
    entry = rulebook.rule("targets.rivals", on=dt.date(2026, 1, 1))
    return scheme_from_value("v", entry.value, CITY_FACTS)


def city(code, **more):
    facts = {"own": 0, "flow": 0, "km": 1200, "firms": 0, "carried": 0.0}
    return CityFacts(code=code, name=f"示例市{code}", **facts | more)


def ranked(scheme, *cities, min_flow=5, min_firms=3):
    return rank(cities, home=HOME, ours=OURS, scheme=scheme, min_flow=min_flow, min_firms=min_firms)


def test_points_add_up_and_the_best_comes_first(scheme):
    found = ranked(
        scheme,
        city("320500", own=1, flow=40, km=120, firms=30, carried=300.0),
        city(OURS, flow=30, km=60, firms=20, carried=200.0),
        city("440300", km=1100),
        city("110000", flow=30, km=1120, firms=50, carried=500.0),
    )
    assert [r.code for r in found.rows] == ["320500", OURS, "110000"]
    for row in found.rows:
        assert row.score == sum((r.points for r in row.reasons), Decimal(0))
    assert found.rows[0].score == 30 + 25 + 20 + 20
    assert found.ours is not None and (found.ours.place, found.ours.ours) == (2, True)
    assert [r.code for r in found.ahead] == ["320500"]


def test_its_own_city_is_no_rival_and_counts_for_nothing(scheme):
    found = ranked(
        scheme, city(HOME, own=9, flow=900, km=0, firms=9, carried=9000.0), city(OURS, flow=9, km=90)
    )
    assert [r.code for r in found.rows] == [OURS]
    assert [r.code for r in found.rows[0].reasons] == ["home-flow", "near"]


def test_too_few_to_say_anything_earn_nothing(scheme):
    chance = ranked(scheme, city(OURS, flow=4, firms=2, carried=2.0))
    assert chance.rows == () and chance.ours is None
    assert ranked(scheme, city(OURS, flow=5, firms=3, carried=3.0)).ours.score == 45


def test_equal_points_share_a_place(scheme):
    found = ranked(scheme, city("320500", km=10), city("320200", km=20), city(OURS, km=200))
    assert [(r.code, r.place) for r in found.rows] == [("320200", 1), ("320500", 1), (OURS, 3)]
    assert [r.code for r in found.top(1)] == ["320200", OURS]


def test_without_evidence_for_ours_every_city_is_ahead(scheme):
    found = ranked(scheme, city("320500", km=10))
    assert found.ours is None and [r.code for r in found.ahead] == ["320500"]


def test_an_unknown_fact_of_a_scheme_is_refused():
    with pytest.raises(ValueError, match="knows no fact"):
        scheme_from_value("v", [{"code": "x", "fact": "capital_wan", "bands": []}], CITY_FACTS)
