"""The invented registry: the same for the same seed, right by the standard, planned where it says so."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from zhuchao.demo.engine import LinkWords, Place, Plan, codes, invent
from zhuchao.terms import uscc
from zhuchao.terms.words import is_branch_name

HOME = Place("330603", "柯桥区", "330600", "绍兴市", "浙江", 1.0)
PLACES = (
    HOME,
    Place("330106", "西湖区", "330100", "杭州市", "浙江", 2.0),
    Place("320506", "吴中区", "320500", "苏州市", "江苏", 1.0),
)
LINKS = (
    LinkWords("a", ("甲产品",), ("甲业",), False, 1.0, 0.0),
    LinkWords("b", ("乙产品", "丙产品"), (), False, 1.0, 2.0),
    LinkWords("c", ("丁平台",), ("丁",), True, 1.0, 1.0),
)
PLAN = Plan(7, 12_000, PLACES, LINKS, "330603", date(2020, 6, 30), {"330603": "330621"})


@pytest.fixture(scope="module")
def rows():
    return list(invent(PLAN))


def test_the_same_plan_gives_the_same_rows_and_another_seed_others(rows):
    assert list(invent(PLAN)) == rows
    assert list(invent(replace(PLAN, seed=8, count=100))) != list(invent(replace(PLAN, count=100)))


def test_every_code_is_valid_and_given_once(rows):
    assert len(rows) == PLAN.count
    assert len({r.uscc for r in rows}) == PLAN.count
    assert all(uscc.is_valid(r.uscc) for r in rows)


def test_nobody_can_take_a_name_for_a_real_one(rows):
    assert all("示例" in r.name for r in rows)
    assert all(r.uscc[8:10] == codes.RANGE for r in rows)


def test_the_organisation_part_satisfies_its_own_standard():
    # GB 11714: the check character of 8 positions with weights 3 7 9 10 5 8 4 2, modulo 11.
    code = codes.organisation_code(1)
    total = sum(int(c, 36) * w for c, w in zip(code[:8], (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    value = {"X": 10}.get(code[8], code[8])
    assert (total + int(value)) % 11 == 0


def test_codes_outside_the_range_are_refused():
    with pytest.raises(ValueError, match="outside"):
        codes.organisation_code(codes.SIZE)


def test_no_day_is_after_the_last_and_no_branch_before_its_head(rows):
    assert max(r.reg_date for r in rows) <= PLAN.last
    founded = {r.name: r.reg_date for r in rows if not is_branch_name(r.name)}
    for row in rows:
        if is_branch_name(row.name):
            head = next(n for n in (row.name[:i] for i in range(len(row.name), 0, -1)) if n in founded)
            assert row.reg_date >= founded[head]


def test_a_name_is_given_once(rows):
    heads = [r.name for r in rows if not is_branch_name(r.name)]
    assert len(set(heads)) == len(heads)


def test_branches_lie_in_another_city_than_most_heads(rows):
    branches = [r for r in rows if is_branch_name(r.name)]
    assert len(branches) == int(PLAN.count * 0.06)
    assert all(r.capital_wan is None for r in branches)


def _makers(rows, product, county):
    made = ("生产", "制造")
    return sum(
        1
        for r in rows
        if r.county_code == county and r.scope and product in r.scope and any(m in r.scope for m in made)
    )


def test_the_planned_quotients_come_out(rows):
    heads = [r for r in rows if not is_branch_name(r.name)]
    size = Counter(r.county_code for r in heads)
    assert _makers(heads, "甲产品", "330603") == 0
    elsewhere = (_makers(heads, "乙产品", "330106") + _makers(heads, "丙产品", "330106")) / size["330106"]
    at_home = (_makers(heads, "乙产品", "330603") + _makers(heads, "丙产品", "330603")) / size["330603"]
    assert 1.5 < at_home / elsewhere < 2.6


def test_some_home_codes_carry_the_division_code_of_old(rows):
    carried = {r.uscc[2:8] for r in rows if r.county_code == "330603"}
    assert carried == {"330603", "330621"}


def test_a_quotient_that_cannot_be_planned_is_refused():
    with pytest.raises(ValueError, match="quotient"):
        list(invent(replace(PLAN, links=(replace(LINKS[0], home=9.0),))))
