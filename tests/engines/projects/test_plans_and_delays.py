"""Plans, delays, exits and alerts on paper."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from drawn import cents, days
from hypothesis import given
from hypothesis import strategies as st

from zhuchao.projects.engine.alerts import ALERTS, alerts_of, horizon
from zhuchao.projects.engine.delays import Span, days_by_side
from zhuchao.projects.engine.exits import EXITS, exit_faults, state_after
from zhuchao.projects.engine.plans import Text, items, money_met, next_due

TODAY = date(2025, 12, 31)
DAYS = days(date(2025, 1, 1), date(2026, 6, 30))
AMOUNTS = cents("1", "1000")
#: Each payment is an item of its own.
MONEY = st.lists(st.tuples(DAYS, AMOUNTS), max_size=6).map(
    lambda due: [Text(f"P{n}", "money", "注资", "enterprise", *each) for n, each in enumerate(due)]
)
ARRIVALS = st.lists(st.tuples(DAYS, AMOUNTS), max_size=8)


@given(MONEY, ARRIVALS)
def test_a_payment_is_met_when_all_up_to_it_has_come(texts, arrivals):
    """By the definition, item by item; and no later item is met while an earlier one is not."""
    listed = items(texts, {}, {}, arrivals)
    needed, met = Decimal(0), []
    for item in listed:
        needed += item.amount_wan
        came, on = Decimal(0), None
        for day, amount in sorted(arrivals):
            came += amount
            if came >= needed:
                on = day
                break
        assert item.done_on == on
        met.append(on is not None)
    assert met == sorted(met, reverse=True)


@given(ARRIVALS)
def test_a_schedule_without_sums_is_not_met_by_nothing(arrivals):
    """Where nothing was scheduled nothing is met."""
    assert money_met([], arrivals) == {}


@given(st.lists(DAYS, min_size=1, max_size=5), st.none() | DAYS)
def test_the_slip_counts_from_the_first_plan(dues, done):
    """However often an item was moved."""
    texts = [Text("A", "duty", "交付场地", "government", due, None) for due in dues]
    item = items(texts, {"A": done} if done else {}, {}, [])[0]
    assert (item.first_due, item.due_on, item.moves) == (dues[0], dues[-1], len(dues) - 1)
    if done:
        assert item.slip(TODAY) == (done - dues[0]).days
        assert not item.overdue(TODAY)
    else:
        assert item.slip(TODAY) == max((max(TODAY, dues[-1]) - dues[0]).days, 0)
        assert item.overdue(TODAY) == (dues[-1] < TODAY)


@given(st.lists(st.tuples(DAYS, st.booleans()), max_size=8), st.integers(1, 4))
def test_the_next_are_the_earliest_open_ones(told, most):
    """Never one that came about, never a later one before an earlier one."""
    texts = [Text(str(n), "duty", "事项", "government", due, None) for n, (due, _) in enumerate(told)]
    done = {str(n): TODAY for n, (_, over) in enumerate(told) if over}
    found = next_due(items(texts, done, {}, []), most=most)
    opened = sorted(due for due, over in told if not over)
    assert [i.due_on for i in found] == opened[:most]


SPANS = st.lists(
    st.builds(
        lambda side, since, days: Span(side, since, None if days is None else since + timedelta(days=days)),
        st.sampled_from(["enterprise", "government"]),
        DAYS,
        st.none() | st.integers(0, 90),
    ),
    max_size=8,
)


@given(SPANS)
def test_days_by_side_are_counted_once(spans):
    """Against a set of days."""
    days = {}
    for span in spans:
        day = span.since
        while day <= min(span.until or TODAY, TODAY):
            days.setdefault(span.side, set()).add(day)
            day += timedelta(days=1)
    assert days_by_side(spans, today=TODAY) == {side: len(its) for side, its in sorted(days.items())}


@pytest.mark.parametrize("what", EXITS)
@pytest.mark.parametrize("state", ["active", "shelved", "ended"])
def test_an_exit_leads_elsewhere(what, state):
    """An exit that is open leads to another state; one that is not says why."""
    faults = exit_faults(what, state, state)
    assert bool(faults) == (state not in EXITS[what][0])
    if not faults:
        assert state_after(what) != state


@given(st.none() | DAYS, st.none() | DAYS, DAYS, st.booleans(), st.booleans())
def test_alerts_do_not_contradict_each_other(due, plan_due, last, blocked, may_be_silent):
    """An item is near or overdue, never both; unreported is overdue; a cause that was noted silences only that."""
    at = horizon(TODAY, soon_days=7, silent_days=14, report_days=7)
    told = {"due": due, "plan_due": plan_due, "last_contact_on": last, "may_be_silent": may_be_silent}
    found = alerts_of(at, blocked=blocked, **told)
    assert set(found) <= set(ALERTS)
    assert not {"plan-overdue", "plan-soon"} <= set(found)
    if "unreported" in found:
        assert "stage-overdue" in found
    assert set(alerts_of(at, blocked=True, **told)) == set(found) - {"unreported"}
    if not may_be_silent:
        assert "silent" not in found
