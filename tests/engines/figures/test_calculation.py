"""What a calculation answers: counts, shares and blanks."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuchao.figures.engine.calculation import Counted

CODES = st.lists(st.text("abcdef", min_size=1, max_size=3), unique=True, max_size=30)


def test_a_count_is_its_rows():
    """Numerator and value are the number of rows; nothing is said of verified and claimed."""
    found = Counted.count(("a", "b"), caveat="示例说明")
    assert (found.value, found.numerator, found.rows, found.caveat) == (2, 2, ("a", "b"), "示例说明")
    assert (found.denominator, found.claimed, found.verified) == (None, None, None)


@pytest.mark.parametrize(
    ("part", "whole", "value"), [(1, 3, "33.3"), (2, 3, "66.7"), (1, 8, "12.5"), (1, 16, "6.3")]
)
def test_a_share_is_rounded_half_up_to_a_tenth(part, whole, value):
    """1 of 16 is 6.25 %, printed 6.3."""
    codes = [str(n) for n in range(whole)]
    found = Counted.share(codes[:part], codes)
    assert found is not None
    assert found.value == Decimal(value)


@given(CODES, st.data())
def test_claimed_and_verified_add_up(cohort, data):
    """However many of the numerator are verified."""
    rows = cohort[: data.draw(st.integers(0, len(cohort)))]
    verified = rows[: data.draw(st.integers(0, len(rows)))]
    found = Counted.share(rows, cohort, verified=verified)
    if not cohort:
        assert found is None
        return
    assert found.claimed + found.verified == found.numerator == len(rows)
    assert found.denominator == len(cohort)
    assert 0 <= found.value <= 100


def test_a_blank_says_why():
    """And keeps the cohort that could not be judged."""
    found = Counted.blank("示例原因", cohort=("a",))
    assert (found.value, found.why_blank, found.cohort) == (None, "示例原因", ("a",))
