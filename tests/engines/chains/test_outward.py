"""What was learned of past expansions in sentences: the points of all groups add up, nothing is claimed that is not known."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuchao.chains.engine.outward import GROUPS, SCALE, Move, band, reasons
from zhuchao.terms.reason import total

KNOWN = dt.date(2019, 4, 30)


def move(**more):
    facts = {
        "uscc": "x",
        "name": "示例印染有限公司",
        "home": "杭州市",
        "province": "浙江省",
        "city": "绍兴市",
        "same_province": True,
        "from_city": 12,
        "from_city_recent": 3,
        "from_province": 40,
        "km": 60,
        "branches": 3,
        "recent_branches": 2,
        "newest": dt.date(2018, 5, 1),
        "alike": ("宁波市", "嘉兴市"),
        "nearest_km": 40,
        "in_province": 2,
        "words": (("印染", 2.5),),
        "capital_wan": 5000.0,
        "founded": dt.date(1999, 1, 1),
        "popular": 300,
        "recent": 50,
        "known": KNOWN,
    }
    return Move(**facts | more)


def told(**more):
    return {r.code: r.text for r in reasons(move(**more), dict.fromkeys(GROUPS, 0.1))}


@given(st.fixed_dictionaries({g: st.floats(-5, 5, allow_nan=False) for g in GROUPS}))
def test_every_group_speaks_once_the_heaviest_first_and_they_add_up(points):
    found = reasons(move(), points)
    assert {r.code for r in found} == set(GROUPS)
    sizes = [abs(r.points) for r in found]
    assert sizes == sorted(sizes, reverse=True)
    exact = sum(Decimal(str(p)) for p in points.values()) * SCALE
    assert abs(total(found) - exact) <= Decimal("0.05") * len(GROUPS)


def test_the_facts_stand_in_the_sentences():
    said = told()
    assert "杭州市有 12 家企业到绍兴市设过分支（近四年 3 家）；浙江省有 40 家" in said["flow"]
    assert "60 公里，同省" in said["near"]
    assert "已进入 3 个外市，其中宁波市、嘉兴市常与绍兴市" in said["alike"]
    assert "“印染”（2.5 倍）" in said["trade"]
    assert "近四年新进入 2 个外市，最近一次 2018-05" in said["habit"]
    assert "注册资本 5,000 万元，成立 20 年" in said["size"]
    assert "外地有 300 家企业到绍兴市设过分支，近四年新来 50 家" in said["city"]


@pytest.mark.parametrize(
    ("facts", "group", "said"),
    [
        ({"from_city": 0}, "flow", "杭州市企业还没有到绍兴市设过分支；浙江省有 40 家"),
        ({"from_province": 0}, "flow", "浙江省企业还没有到绍兴市设过分支"),
        ({"km": None, "same_province": False}, "near", "距离不明"),
        ({"branches": 0}, "alike", "没有在外市设过分支"),
        ({"words": ()}, "trade", "没有特别常到绍兴市的行业词"),
        ({"newest": None}, "habit", "没有外设分支的经过"),
        ({"capital_wan": None, "founded": None}, "size", "注册资本未载，成立日期未载"),
    ],
)
def test_what_is_not_known_is_said(facts, group, said):
    assert said in told(**facts)[group]


def test_a_municipality_is_not_told_twice():
    assert told(home="上海市", province="上海市")["flow"].count("上海市") == 1


@pytest.mark.parametrize(
    ("place", "word"), [(1, "前 50 名"), (50, "前 50 名"), (51, "前 200 名"), (201, "200 名以后")]
)
def test_bands(place, word):
    assert band(place, (50, 200)) == word
