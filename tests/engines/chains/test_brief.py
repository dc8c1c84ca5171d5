"""The few sentences of a target: which come first, what counts as against, and that the points still add up."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from zhuchao.chains.engine import brief
from zhuchao.terms.reason import Reason, total

RULE = brief.Limits("v", 3, 6, 5, 6, 4, 8, far_km=800, small_wan=500, stale_years=2)
AS_OF, TODAY = date(2019, 4, 30), date(2026, 11, 24)


def reason(points, code="r"):
    return Reason(code, f"理由{points}", Decimal(str(points)))


def case(**more):
    given_ = {
        "reasons": (),
        "as_of": AS_OF,
        "today": TODAY,
        "km": 120,
        "capital_wan": 8000.0,
        "branch_cities": 3,
        "follower": None,
        "ended": (),
        "ahead": (),
        "our_city": "绍兴市",
        "our_place": 1,
    }
    return brief.Case(**given_ | more)


def codes(**more):
    return [a.code for a in brief.against(case(**more), RULE)]


@given(st.lists(st.integers(-30, 60).map(lambda n: reason(Decimal(n) / 2)), max_size=14), st.integers(1, 6))
def test_the_headline_adds_up_to_the_score(reasons, most):
    shown = brief.headline(reasons, most)
    assert total(shown.lines) == total(reasons)
    assert all(r.points > 0 for r in shown.shown)
    assert len(shown.shown) <= most + 1


def test_the_heaviest_reasons_come_first_and_the_rest_is_summed():
    shown = brief.headline([reason(2), reason(30), reason(-8), reason(6), reason(11), reason(4)], 3)
    assert [r.points for r in shown.shown] == [30, 11, 6]
    assert (shown.rest.points, shown.minus.points) == (6, -8)
    assert "另有 2 条" in shown.rest.text and "扣分 1 条" in shown.minus.text


def test_one_left_over_is_shown_as_itself():
    shown = brief.headline([reason(n) for n in (5, 4, 3, 2)], 3)
    assert [r.points for r in shown.shown] == [5, 4, 3, 2]
    assert shown.rest is None and shown.minus is None


def test_the_nearest_way_comes_first_then_the_newest():
    def way(kind, on):
        return brief.Trace(kind, on, kind)

    old, new = date(2025, 1, 1), date(2026, 1, 1)
    found = brief.ways(
        [
            way("channel", new),
            way("kin-here", None),
            way("visit", old),
            way("visit", new),
            way("contact", old),
        ]
    )
    assert [(w.kind, w.on) for w in found] == [
        ("contact", old),
        ("visit", new),
        ("visit", old),
        ("kin-here", None),
        ("channel", new),
    ]


def test_only_what_has_a_day_is_a_dated_fact_the_newest_first():
    found = brief.dated(
        [
            brief.Trace("founded", date(2003, 5, 1), "成立"),
            brief.Trace("branch", None, "分支"),
            brief.Trace("branch", date(2017, 2, 3), "分支"),
        ]
    )
    assert [t.on for t in found] == [date(2017, 2, 3), date(2003, 5, 1)]


def test_an_old_sample_always_speaks_against_and_comes_last():
    found = brief.against(case(), RULE)
    assert [a.code for a in found] == ["stale"]
    assert "2019-04" in found[0].text and "距今 7 年" in found[0].text
    fresh = brief.against(case(as_of=date(2026, 10, 31)), RULE)
    assert "距今" not in fresh[0].text and "存续未核实" in fresh[0].text


def test_a_claim_by_another_office_comes_before_everything():
    held = brief.Follower("示例街道一", date(2026, 3, 1), "")
    gone = brief.Ended(date(2025, 6, 1), "示例街道二", "企业无意向", "用地不足", "L1")
    found = brief.against(
        case(follower=held, ended=(gone,), reasons=(reason(-15, "relocation"), reason(-5, "trade"))), RULE
    )
    assert [a.code for a in found] == ["claimed", "ended", "relocation", "trade", "stale"]
    assert "首报首谈" in found[0].text and "2026-03-01" in found[0].text
    assert (found[0].url_name, found[1].key) == ("", "L1")
    assert "用地不足" in found[1].text and found[2].points == -15


def test_far_small_and_never_out_are_said_from_the_declared_bounds():
    assert codes(km=799, capital_wan=500.0, branch_cities=1) == ["stale"]
    assert codes(km=800, capital_wan=499.9, branch_cities=0) == ["far", "never-out", "small", "stale"]
    assert codes(km=None, capital_wan=None) == ["stale"]


def test_a_capital_that_already_costs_points_is_not_said_twice():
    assert codes(capital_wan=10.0, reasons=(reason(-8, "capital"),)) == ["capital", "stale"]


def test_rival_cities_ahead_of_ours_are_named():
    found = brief.against(case(ahead=("苏州市", "杭州市", "宁波市", "上海市"), our_place=5), RULE)
    assert "苏州市、杭州市、宁波市；绍兴市排第 5 位" in found[0].text
    assert codes(ahead=("苏州市",), our_place=None) == ["stale"]


def test_without_any_way_it_says_so_and_what_to_do():
    said = brief.no_way("苏州市")
    assert brief.NO_WAY == "无联系线索" and "苏州市的商协会" in said and "下一步" in said
