"""Weights on trial: read as people write them, refused when they say nothing, points that still add up."""

from decimal import Decimal

import pytest

from zhuchao.chains.engine.scoring import explain, scheme_from_value, tenths_of
from zhuchao.chains.engine.weights import TRIAL, reweighted, sentence, weights_of
from zhuchao.terms.refusal import Refused

NAMES = {"capital": "注册资本", "km": "距离"}
SCHEME = scheme_from_value(
    "v1",
    [
        {
            "code": "capital",
            "fact": "capital_wan",
            "missing": {"points": -2.5, "text": "没有注册资本"},
            "bands": [{"at_least": 100, "points": 3.5, "text": "注册资本 {value}"}],
        },
        {"code": "km", "fact": "km", "bands": [{"at_least": 0, "points": 6, "text": "距本区 {value} 公里"}]},
    ],
)


def test_codes_and_names_are_read_and_what_changes_nothing_is_left_out():
    assert weights_of(["capital=2", "距离=0.5"], NAMES) == {"capital": Decimal(2), "km": Decimal("0.5")}
    assert weights_of(["km=1", "capital=1.0"], NAMES) == {}


@pytest.mark.parametrize(
    "text", ["", "=2", "size=2", "km", "km=", "km=much", "km=-1", "km=5.1", "km=NaN", "km=Infinity"]
)
def test_what_is_no_criterion_or_no_number_in_range_is_refused(text):
    with pytest.raises(Refused) as refused:
        weights_of([text], NAMES)
    (refusal,) = refused.value.refusals
    assert refusal.rule == "chains.trial-weight" and "注册资本、距离" in refusal.next_step


def test_points_are_multiplied_and_add_up_to_the_last_digit():
    tried = reweighted(SCHEME, {"capital": Decimal("1.5"), "km": Decimal("0.33")})
    assert tried.version == f"v1{TRIAL}"
    assert [tenths_of(tried, "capital_wan", v) for v in (None, 99, 100)] == [-38, 0, 53]
    reasons = explain({"capital_wan": 100, "km": 10}, tried)
    assert [r.points for r in reasons] == [Decimal("5.3"), Decimal("2")]


def test_without_weights_the_scheme_is_the_one_in_force():
    assert reweighted(SCHEME, {}) is SCHEME
    assert sentence({}, NAMES) == ""


def test_the_sentence_names_what_changed():
    said = sentence({"capital": Decimal("2.0"), "km": Decimal(0)}, NAMES)
    assert said.startswith("试算：注册资本 ×2、距离 ×0，") and "不保存" in said
