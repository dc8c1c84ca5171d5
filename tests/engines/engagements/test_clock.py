"""The first-answer clock."""

from datetime import date, timedelta

import pytest
from drawn import days
from hypothesis import given
from hypothesis import strategies as st

from zhuchao.engagements.engine.clock import ClockState, LeadRecord, clock, punctuality

DAY = date(2026, 3, 10)
DAYS = days(date(2026, 3, 1), date(2026, 3, 30))


@pytest.mark.parametrize(
    ("answered", "closed", "on", "state"),
    [
        (None, None, 0, ClockState.RUNNING),
        (None, None, 1, ClockState.OVERDUE),
        (0, None, 5, ClockState.IN_TIME),
        (1, None, 5, ClockState.LATE),
        (5, None, 3, ClockState.OVERDUE),
        (None, 2, 3, ClockState.CLOSED),
        (1, 2, 3, ClockState.LATE),
    ],
)
def test_states(answered, closed, on, state):
    """Days are counted from the last day in time."""

    def at(n):
        return None if n is None else DAY + timedelta(days=n)

    assert clock(due=DAY, answered_on=at(answered), closed_on=at(closed), on=at(on)) is state


def test_punctuality_counts_only_what_fell_due():
    """In time, late, unanswered, still running, before the period, another office."""
    records = [
        LeadRecord("a", DAY, DAY, "A", DAY, True),
        LeadRecord("b", DAY, DAY, "A", DAY + timedelta(days=1)),
        LeadRecord("c", DAY, DAY, "A"),
        LeadRecord("d", DAY, DAY + timedelta(days=9), "A"),
        LeadRecord("e", DAY - timedelta(days=9), DAY, "A", DAY),
        LeadRecord("f", DAY, DAY, "B", DAY),
    ]
    found = punctuality(records, since=DAY, as_of=DAY + timedelta(days=2), owners=frozenset({"A"}))
    assert (found.cohort, found.in_time, found.verified) == (("a", "b", "c"), ("a",), ("a",))


@given(
    st.lists(
        st.builds(
            LeadRecord,
            code=st.integers(0, 10**9).map(str),
            opened_on=DAYS,
            due=DAYS,
            owner=st.sampled_from("AB"),
            answered_on=st.none() | DAYS,
            answer_verified=st.booleans(),
        ),
        max_size=10,
    ),
    DAYS,
    DAYS,
)
def test_in_time_is_part_of_the_cohort(records, since, as_of):
    """Numerator within denominator, verified within numerator, offices add up to the whole."""
    whole = punctuality(records, since=since, as_of=as_of)
    assert set(whole.verified) <= set(whole.in_time) <= set(whole.cohort)
    parts = [punctuality(records, since=since, as_of=as_of, owners=frozenset(o)) for o in "AB"]
    assert sorted(whole.cohort) == sorted(parts[0].cohort + parts[1].cohort)
