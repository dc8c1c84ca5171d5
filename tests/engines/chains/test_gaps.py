"""The verdict on one link."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuchao.chains.engine.gaps import GapKind, GapRule, LinkCount, judge

RULE = GapRule("test", 5, 0.1, 0.75, 1.25, 0.95)


@pytest.mark.parametrize(
    ("observed", "rows", "share", "kind"),
    [
        (0, 1000, 0.02, GapKind.MISSING),
        (2, 1000, 0.02, GapKind.MISSING),
        (3, 1000, 0.02, GapKind.WEAK),
        (14, 1000, 0.02, GapKind.WEAK),
        (15, 1000, 0.02, GapKind.EVEN),
        (24, 1000, 0.02, GapKind.EVEN),
        (25, 1000, 0.02, GapKind.STRONG),
        (0, 1000, 0.0049, GapKind.THIN),
        (0, 1000, 0.005, GapKind.MISSING),
        (9, 1000, 0.004, GapKind.THIN),
        (0, 0, 0.5, GapKind.THIN),
        (0, 1000, 0.0, GapKind.THIN),
    ],
)
def test_kind(observed, rows, share, kind):
    """Each threshold, at the edge and beside it."""
    assert judge(LinkCount(observed, rows, share), RULE).kind is kind


def test_thin_says_the_number():
    """样本不足 is told with the expected count."""
    verdict = judge(LinkCount(0, 1000, 0.0032), RULE)
    assert any("3.2" in r and "样本不足" in r for r in verdict.reasons)


def test_thin_says_what_would_be_enough():
    """5 ÷ 0.0032 = 1,562.5: 1,563 companies with scope would give an expected count of five."""
    verdict = judge(LinkCount(0, 1000, 0.0032), RULE)
    assert any("1,563 家（现 1,000 家）" in r for r in verdict.reasons)
    assert judge(LinkCount(0, 1563, 0.0032), RULE).kind is GapKind.MISSING
    assert not any("要有" in r for r in judge(LinkCount(0, 1563, 0.0032), RULE).reasons)
    assert judge(LinkCount(0, 1000, 0.0), RULE).kind is GapKind.THIN


def test_thin_but_plainly_many_is_said():
    """Twenty-eight where two are expected: no verdict by the rule of five, yet the reader is told."""
    verdict = judge(LinkCount(28, 1000, 0.0021), RULE)
    assert verdict.kind is GapKind.THIN
    assert any("仅供参考" in r for r in verdict.reasons)


def test_weak_but_uncertain_is_noted():
    """Four where six are expected is weak, yet within chance: the reasons say so."""
    verdict = judge(LinkCount(4, 1000, 0.006), RULE)
    assert verdict.kind is GapKind.WEAK
    assert verdict.covers_even
    assert any("可能出于抽样" in r for r in verdict.reasons)


def test_weak_and_certain_carries_no_such_note():
    """Thirty where a hundred are expected is beyond chance."""
    verdict = judge(LinkCount(30, 10_000, 0.01, 0.02), RULE)
    assert not verdict.covers_even
    assert not any("可能出于抽样" in r for r in verdict.reasons)
    assert verdict.lq == pytest.approx(0.3)
    assert verdict.lq_nation == pytest.approx(0.15)
    assert any("0.15" in r for r in verdict.reasons)


@given(st.integers(0, 3000), st.integers(0, 50_000), st.floats(0, 0.2))
def test_thin_exactly_when_too_little_is_expected(observed, rows, share):
    """The rule of five decides alone whether a verdict is given."""
    verdict = judge(LinkCount(observed, rows, share), RULE)
    assert (verdict.kind is GapKind.THIN) == (rows * share < 5)
    assert verdict.low <= observed <= verdict.high
    assert verdict.reasons
