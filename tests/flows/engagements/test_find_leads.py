"""Finding leads: what is to be done first comes first; the database agrees with the engine."""

from datetime import timedelta

import pytest
from django.utils import timezone

from zhuchao.engagements import selectors
from zhuchao.engagements.engine.clock import ClockState
from zhuchao.engagements.engine.steps import Step
from zhuchao.engagements.flows import answer_lead, assign_lead, close_lead, feed_back_lead, judge_lead
from zhuchao.engagements.models import Lead
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def _days(n):
    return timezone.localdate() + timedelta(days=n)


@pytest.fixture
def leads(actors, make_lead):
    """One lead in every standing; by name."""
    made = {}
    for number, (name, opened, answered, judged, closed) in enumerate(
        [
            ("running", 0, None, "", False),
            ("overdue", -20, None, "", False),
            ("answered", -1, -1, "", False),
            ("answered late", -30, -10, "", False),
            ("judged", -5, -5, "follow", False),
            ("unfit", -5, -5, "drop", False),
            ("fed back", -5, -5, "wait", False),
            ("closed unanswered", -9, None, "", True),
            ("closed", -8, -8, "follow", True),
        ]
    ):
        code = made[name] = make_lead(number)
        Lead.objects.filter(code=code).update(
            opened_on=_days(opened),
            answer_due=_days(opened + 1),
            judge_due=_days(opened + 3),
            feed_back_due=_days(opened + 7),
            report_due=_days(opened + 14),
        )
        how = {"actor": actors["officer"], "code": code}
        if answered is not None:
            answer_lead(**how, note="示例答复", happened_on=_days(answered))
        if judged:
            judge_lead(**how, verdict=judged, reason="示例理由")
        if name in {"unfit", "fed back"}:
            feed_back_lead(**how, to="company", note="示例反馈")
        if closed:
            close_lead(**how, outcome="declined", reason="示例原因")
    return made


def _found(actor, **how):
    return [row.code for row in selectors.find_leads(actor, **how).rows]


def test_what_is_due_first_comes_first(actors, leads):
    """By the last day of the next step, whichever step it is; without a day later, closed last."""
    order = ["answered late", "overdue", "running", "judged", "answered", "unfit", "fed back"]
    assert _found(actors["officer"]) == [leads[n] for n in (*order, "closed unanswered", "closed")]


def test_silent_are_open_leads_past_their_report(actors, leads):
    """久未跟进, whatever their next step; the filter says what the view says."""
    found = set(_found(actors["officer"], silent=True))
    assert found == {leads["overdue"], leads["answered late"]}
    assert found == {r.code for r in selectors.find_leads(actors["officer"]).rows if r.silent}


def test_leads_are_found_by_channel_place_and_day(actors, make_lead):
    """What the figures group by leads to the rows counted; a province takes its cities in."""
    code = make_lead(40, source_place="320500")
    make_lead(41)
    officer = actors["officer"]
    assert _found(officer, place="320000") == _found(officer, place="320500") == [code]
    assert _found(officer, place="310000") == []
    assert len(_found(officer, source="visit", opened_from=_days(0), opened_to=_days(0))) == 2
    assert _found(officer, source="chamber") == _found(officer, opened_to=_days(-1)) == []


@pytest.mark.parametrize("step", Step)
def test_the_filter_by_step_agrees_with_the_engine(actors, leads, step):
    """The database form and ``engine.steps`` choose the same leads."""
    rows = selectors.find_leads(actors["officer"]).rows
    assert set(_found(actors["officer"], step=step)) == {r.code for r in rows if r.next_step == step}
    assert _found(actors["officer"], step=step)


@pytest.mark.parametrize("standing", ClockState)
def test_the_filter_by_standing_agrees_with_the_engine(actors, leads, standing):
    """The database form and ``engine.clock`` choose the same leads."""
    rows = selectors.find_leads(actors["officer"]).rows
    assert set(_found(actors["officer"], standing=standing)) == {r.code for r in rows if r.clock == standing}
    assert _found(actors["officer"], standing=standing)


def test_mine_are_open_and_my_posts_or_nobodys(actors, leads):
    """A lead given to another post of the office is not mine; closed ones wait for nobody."""
    assign_lead(actor=actors["office_head"], code=leads["running"], post="P-office_head")
    assign_lead(actor=actors["office_head"], code=leads["overdue"], post="P-officer")
    mine = set(_found(actors["officer"], mine=True))
    assert leads["overdue"] in mine
    assert mine.isdisjoint({leads[n] for n in ("running", "closed", "closed unanswered")})
    assert _found(actors["other_officer"], mine=True) == []


def test_the_post_is_shown_with_its_holder(actors, leads):
    """By whom: 岗位 and 姓名."""
    assign_lead(actor=actors["office_head"], code=leads["running"], post="P-officer")
    assert selectors.lead(actors["officer"], leads["running"]).post_name == "专员（示例officer）"


@pytest.mark.parametrize("asked", [{"step": "喝茶"}, {"standing": "喝茶"}])
def test_refuses_an_unknown_word(actors, asked):
    """The refusal lists what there is."""
    with pytest.raises(Refused) as refused:
        selectors.find_leads(actors["officer"], **asked)
    assert "首次答复" in str(refused.value) or "计时中" in str(refused.value)
