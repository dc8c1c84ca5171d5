"""Where a project stands, from its dates and what is complete."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from zhuchao.projects.engine.standing import due_on, next_stage, route_of, standing

ROUTE = ("lead", "intent", "talks", "signed", "registered", "started")
DAY = date(2025, 1, 1)


def test_the_furthest_complete_stage_whatever_lies_between():
    """Stages are not assumed to be nested: earlier ones show as open."""
    reached = {"lead": DAY, "registered": DAY + timedelta(days=9), "talks": DAY}
    found = standing(ROUTE, reached, lambda stage: stage != "talks")
    assert (found.stage, found.on) == ("registered", DAY + timedelta(days=9))
    assert found.open == ("intent", "talks", "signed")


def test_a_stage_without_its_evidence_does_not_count():
    """A date alone is a claim."""
    found = standing(ROUTE, {"started": DAY}, lambda stage: stage != "started")
    assert (found.stage, found.on) == ("lead", None)


def test_the_route_and_what_comes_next():
    """A form passes some stages by."""
    way = route_of(ROUTE, ["talks"])
    assert next_stage(way, "intent") == "signed"
    assert next_stage(way, "started") == ""
    assert next_stage(way, "talks") == ""


def test_when_a_stage_is_overdue():
    """By the days of the stage; before building starts, by the day that was agreed."""
    days = {"talks": 30}
    assert due_on("talks", entered=DAY, days=days) == date(2025, 1, 31)
    assert due_on("started", entered=DAY, days=days) is None
    agreed = date(2025, 6, 1)
    assert due_on("registered", entered=DAY, days=days, agreed_start=agreed) == agreed
    assert due_on("talks", entered=DAY, days=days, agreed_start=agreed) == date(2025, 1, 31)


@given(st.sets(st.sampled_from(ROUTE)), st.sets(st.sampled_from(ROUTE)))
def test_nothing_is_invented(reached, complete):
    """The stage is the first or one that was reached with its evidence; what is open lies before it."""
    found = standing(ROUTE, dict.fromkeys(reached, DAY), lambda stage: stage in complete)
    assert found.stage == ROUTE[0] or found.stage in reached & complete
    later = ROUTE[ROUTE.index(found.stage) + 1 :]
    assert not any(stage in reached & complete for stage in later)
    assert all(s not in reached & complete for s in found.open)
