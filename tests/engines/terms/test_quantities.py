"""Money, periods and reasons."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuchao.terms.money import printed_wan
from zhuchao.terms.period import Period
from zhuchao.terms.reason import Reason, total


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (None, "未填"),
        (0, "0 万元"),
        (50, "50 万元"),
        (1234.5, "1,234.5 万元"),
        (9999, "9,999 万元"),
        (10000, "1.00 亿元"),
        (123456, "12.35 亿元"),
        (-20000, "-2.00 亿元"),
    ],
)
def test_money_is_printed_in_wan_below_one_yi(amount: float | None, shown: str) -> None:
    assert printed_wan(amount) == shown


@given(st.dates(), st.integers(0, 4000))
def test_a_period_holds_both_its_ends_and_no_day_outside(start: date, days: int) -> None:
    if start.toordinal() + days + 1 > date.max.toordinal() or start == date.min:
        return
    end = start + timedelta(days)
    period = Period(start, end)
    assert start in period
    assert end in period
    assert start - timedelta(1) not in period
    assert end + timedelta(1) not in period
    assert end + timedelta(1) in Period(start)


def test_a_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        Period(date(2026, 1, 2), date(2026, 1, 1))


@given(st.lists(st.integers(-300, 300)))
def test_points_add_up_exactly(tenths: list[int]) -> None:
    reasons = [Reason("r", "因为", Decimal(t) / 10) for t in tenths]
    assert total(reasons) * 10 == sum(tenths)
