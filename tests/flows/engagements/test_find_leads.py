"""Finding leads: what is to be done first comes first; the database agrees with the engine."""

from datetime import timedelta

import pytest
from django.utils import timezone

from zhuchao.engagements import selectors
from zhuchao.engagements.engine.clock import ClockState
from zhuchao.engagements.engine.steps import Step
from zhuchao.engagements.flows import answer_lead, assign_lead, close_lead, judge_lead
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
            ("running", 0, None, False, False),
            ("overdue", -20, None, False, False),
            ("answered", -1, -1, False, False),
            ("answered late", -30, -10, False, False),
            ("judged", -5, -5, True, False),
            ("closed unanswered", -9, None, False, True),
            ("closed", -8, -8, True, True),
        ]
    ):
        code = made[name] = make_lead(number)
        Lead.objects.filter(code=code).update(
            opened_on=_days(opened), answer_due=_days(opened + 1), judge_due=_days(opened + 3)
        )
        how = {"actor": actors["officer"], "code": code}
        if answered is not None:
            answer_lead(**how, note="示例答复", happened_on=_days(answered))
        if judged:
            judge_lead(**how, verdict="follow", reason="示例理由")
        if closed:
            close_lead(**how, outcome="declined", reason="示例原因")
    return made


def _found(actor, **how):
    return [row.code for row in selectors.find_leads(actor, **how).rows]


def test_what_is_due_first_comes_first(actors, leads):
    """By the last day of the next step, whichever step it is; without a day later, closed last."""
    order = ["answered late", "overdue", "running", "answered", "judged", "closed unanswered", "closed"]
    assert _found(actors["officer"]) == [leads[name] for name in order]


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
