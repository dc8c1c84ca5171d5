"""Points of one company."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuchao.chains.engine import scoring
from zhuchao.terms.reason import total

RAW = [
    {
        "code": "scale",
        "fact": "capital_wan",
        "missing": {"points": -1.5, "text": "没有注册资本"},
        "bands": [
            {"at_least": 0, "points": -2, "text": "仅 {value}"},
            {"at_least": 100, "points": 0, "text": "一般"},
            {"at_least": 500, "points": 5.5, "text": "注册资本 {value}"},
        ],
    },
    {"code": "kin", "fact": "kin", "bands": [{"at_least": 1, "points": 3, "text": "同字号 {value}"}]},
]
NONE = dict.fromkeys(scoring.FACTS)


@pytest.mark.parametrize(
    ("capital", "points"), [(None, "-1.5"), (0, "-2"), (99, "-2"), (100, None), (499, None), (500, "5.5")]
)
def test_bands(capital, points):
    """Edges of the bands, the unknown, and the band worth nothing."""
    reasons = scoring.explain(NONE | {"capital_wan": capital}, scoring.scheme_from_value("t", RAW))
    assert [r.points for r in reasons] == ([Decimal(points)] if points else [])


def test_below_every_band_and_unknown_without_rule_earn_nothing():
    """No band, no reason."""
    scheme = scoring.scheme_from_value("t", RAW[1:])
    assert scoring.explain(NONE | {"kin": 0}, scheme) == ()
    assert scoring.explain(NONE, scheme) == ()


def test_words_are_shown():
    """A fact is printed in the given words, else as its number."""
    scheme = scoring.scheme_from_value("t", RAW)
    reasons = scoring.explain(NONE | {"capital_wan": 12_000, "kin": 1}, scheme, {"kin": "示例甲厂"})
    assert [r.text for r in reasons] == ["注册资本 12,000", "同字号 示例甲厂"]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("x", "not a list"),
        ([{"code": "a", "fact": "faith", "bands": []}], "knows no fact"),
        ([{"code": "a", "fact": "kin", "bands": 3}], "no list of bands"),
        (
            [{"code": "a", "fact": "kin", "bands": [{"at_least": 1, "points": 0.25, "text": "x"}]}],
            "whole or half",
        ),
        ([RAW[1] | {"bands": [RAW[1]["bands"][0]] * 2}], "two bands"),
    ],
)
def test_malformed_schemes_are_refused(raw, message):
    """A rule that cannot be applied exactly is refused when read."""
    with pytest.raises(ValueError, match=message):
        scoring.scheme_from_value("t", raw)


@given(st.fixed_dictionaries({f: st.none() | st.integers(0, 100_000) for f in scoring.FACTS}))
def test_printed_points_add_up_to_the_printed_score(facts):
    """The score is the exact sum, also when the printed numbers are added as binary fractions."""
    reasons = scoring.explain(facts, scoring.scheme_from_value("t", RAW))
    whole = total(reasons)
    assert whole * 2 == (whole * 2).to_integral_value()
    assert sum(r.as_dict()["points"] for r in reasons) == float(whole)


def test_excess_counts_every_occurrence():
    """Trade words less making words."""
    assert (
        scoring.excess("生产、销售：布；批发、零售、销售：纱", ("销售", "批发", "零售"), ("生产", "加工"))
        == 3
    )
    assert scoring.excess("", ("销售",), ("生产",)) == 0
