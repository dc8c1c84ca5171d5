"""The pipeline rolled forward, and how far a cohort came."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from zhuchao.projects.engine.forecast import Group, Ramp, Yield, forecast
from zhuchao.projects.engine.funnel import Taken, funnel
from zhuchao.projects.engine.rates import Arrival, Due, band, cumulative

RAMP = Ramp(30, 60, 100)
STAGES = ("lead", "signed", "started")


def test_a_worked_case():
    """100 at full yield in 2028, signed at weight one half: 30, 60, 100, 100, and half of each."""
    group = Group(2028, "signed", 2, Yield(Decimal(100), Decimal(10), Decimal(5)))
    years = forecast([group], {"signed": Decimal("0.5")}, RAMP, first=2025, years=5)
    assert [y.plain.output for y in years] == [0, 30, 60, 100, 100]
    assert [y.weighted.output for y in years] == [0, 15, 30, 50, 50]
    assert [y.projects for y in years] == [0, 2, 2, 2, 2]


@given(
    st.lists(
        st.builds(
            Group,
            st.integers(2024, 2034),
            st.sampled_from(STAGES),
            st.integers(1, 9),
            st.builds(Yield, *[st.integers(0, 10**6).map(Decimal)] * 3),
        ),
        max_size=8,
    )
)
def test_weighted_is_never_more_and_groups_add_up(groups):
    """Weights are at most one; the years of all groups are the sum of the years of each."""
    weights = {"lead": Decimal("0.05"), "signed": Decimal("0.5"), "started": Decimal(1)}
    whole = forecast(groups, weights, RAMP, first=2026, years=6)
    assert all(y.weighted.output <= y.plain.output for y in whole)
    parts = [forecast([g], weights, RAMP, first=2026, years=6) for g in groups]
    for place, year in enumerate(whole):
        assert year.plain.output == sum(p[place].plain.output for p in parts)


def test_a_funnel_counts_stages_apart_and_reasons_where_they_left():
    """Started without signing counts as started only; who left, left at the furthest stage."""
    taken = [
        Taken(Decimal(5), {"signed"}),
        Taken(None, {"started"}, "ended", "market"),
        Taken(Decimal(2), set(), "shelved", "funds"),
    ]
    lead, signed, started = funnel(taken, STAGES)
    assert (lead.count, signed.count, started.count) == (3, 1, 1)
    assert (lead.amount, signed.amount, started.amount) == (7, 5, 0)
    assert (lead.shelved, started.ended, signed.standing) == (1, 1, 1)
    assert (lead.reasons, started.reasons) == ((("funds", 1),), (("market", 1),))


@given(
    st.lists(
        st.builds(
            Taken,
            st.none() | st.integers(0, 99).map(Decimal),
            st.sets(st.sampled_from(STAGES)),
            st.sampled_from(["", "ended", "shelved"]),
            st.sampled_from(["market", "funds"]),
            st.integers(1, 3),
        ),
        max_size=10,
    )
)
def test_everybody_stands_or_left_somewhere(taken):
    """Those who stand and those who left are the whole cohort."""
    levels = funnel(taken, STAGES)
    whole = sum(each.many for each in taken)
    assert sum(x.standing + x.shelved + x.ended for x in levels) == whole == levels[0].count


def test_money_adds_up_by_quarter():
    """Due, verified and claimed up to each day."""
    ends = [date(2026, 3, 31), date(2026, 6, 30)]
    due = [Due("a", "1", "", date(2026, 2, 1), Decimal(5)), Due("a", "2", "", date(2026, 9, 1), Decimal(9))]
    came = [
        Arrival("a", date(2026, 5, 1), Decimal(3), True),
        Arrival("a", date(2026, 1, 1), Decimal(1), False),
    ]
    first, second = cumulative(due, came, ends)
    assert (first.due, first.verified, first.claimed) == (5, 0, 1)
    assert (second.due, second.verified, second.claimed) == (5, 3, 1)


def test_age_bands():
    """Three months are 91.3 days."""
    assert [band(days, [3, 6, 12, 24]) for days in (0, 91, 92, 365, 366, 731)] == [0, 0, 3, 6, 12, 24]
