"""The cash flow of the public purse."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from zhuchao.projects.engine.fiscal import Assumptions, cash_flow

BY = Assumptions(Decimal(5), Decimal(50), ramp_years=2, horizon_years=4)


def flow(paid, tax, full=2, land=None, jobs=None, by=BY):
    return cash_flow(paid=paid, tax_wan=tax, years_to_full=full, land_mu=land, jobs=jobs, by=by)


def test_worked_by_hand():
    """Paid 100 at once; tax 100 rises over two years: 0, 50, 100, 100, 100; half stays here."""
    found = flow([Decimal(100)], Decimal(100))
    assert [y.tax for y in found.years] == [0, 50, 100, 100, 100]
    assert [y.net for y in found.years] == [-100, 25, 50, 50, 50]
    assert [y.present for y in found.years] == [
        Decimal("-100.00"),
        Decimal("23.81"),
        Decimal("45.35"),
        Decimal("43.19"),
        Decimal("41.14"),
    ]
    assert found.npv == Decimal("53.49")
    assert found.payback == 3


def test_what_never_comes_back_says_so():
    """No payback within the horizon."""
    assert flow([Decimal(10_000)], Decimal(1)).payback is None


def test_per_mu_only_where_there_is_land():
    """Tax and jobs on each 亩."""
    found = flow([], Decimal(300), land=Decimal(30), jobs=Decimal(90))
    assert (found.tax_per_mu, found.jobs_per_mu) == (10, 3)
    assert flow([], Decimal(300)).tax_per_mu is None


@given(
    st.lists(st.integers(0, 500).map(Decimal), max_size=4),
    st.integers(0, 1000).map(Decimal),
    st.integers(0, 6),
)
def test_npv_is_the_sum_of_its_years_and_falls_with_what_is_paid(paid, tax, full):
    """Adds up; a yuan more paid is never better."""
    found = flow(paid, tax, full)
    assert found.npv == sum(y.present for y in found.years)
    more = flow([(paid[0] if paid else Decimal(0)) + 1, *paid[1:]], tax, full)
    assert more.npv == found.npv - 1
