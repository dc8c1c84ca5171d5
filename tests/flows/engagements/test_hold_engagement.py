"""A visit took place."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone
from lead_makers import credit_code

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import add_dissent, close_follow_up, hold_engagement, set_follow_up
from zhuchao.engagements.models import EngagementFact
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors, make_meeting):
    """Written down at once; the fact carries what figures count."""
    code = make_meeting(units=["示例街道", " "])
    fact = EngagementFact.objects.get(subject=code)
    assert (fact.what, fact.value["ours"], fact.value["units"]) == ("held", 3, ["示例街道"])
    assert selectors.engagement(actors["officer"], code).state == "held"
    assert selectors.find_engagements(actors["officer"], text="装备").total == 1
    assert selectors.find_engagements(actors["other_officer"]).total == 0


def test_works_for_a_planned_one(actors, plan_meeting):
    """Kind, title and company stand; the plan stays in its history."""
    code = plan_meeting()
    hold_engagement(actor=actors["officer"], code=code, held_on=timezone.localdate(), summary="示例", ours=2)
    assert [s.what for s in selectors.meeting_history(actors["officer"], code)] == ["held", "planned"]


def test_refuses(make_meeting):
    """A day ahead, nobody there, nothing said, no declaration of interest with a company at the table."""
    ahead = timezone.localdate() + timedelta(days=1)
    with pytest.raises(Refused) as refused:
        make_meeting(held_on=ahead, ours=0, summary="", interest="")
    assert {r.field for r in refused.value.refusals} == {"held_on", "ours", "summary", "interest"}
    with pytest.raises(Refused, match="没有说明利害关系"):
        make_meeting(interest="declared")


@pytest.mark.parametrize("name", ["other_officer", "assessor", "system_admin"])
def test_forbids(actors, plan_meeting, name):
    """Another office does not learn of the plan; readers write nothing."""
    code = plan_meeting()
    with pytest.raises(Refused) as refused:
        hold_engagement(actor=actors[name], code=code, held_on=timezone.localdate(), summary="示例")
    assert refused.value.forbidden


@pytest.mark.django_db(transaction=True)
def test_two_at_once(actors, plan_meeting, at_once):
    """One writes it down, the other is told."""
    code = plan_meeting()

    def press(name):
        hold_engagement(actor=actors[name], code=code, held_on=timezone.localdate(), summary=name)

    made, told = at_once(press, "officer", "office_head")
    assert len(made) == len(told) == 1


def test_refuses_alike_a_lead_that_is_unknown_or_unseen(make_lead, make_meeting):
    """And one that is of another company, which the actor sees."""
    told = set()
    for strange in ("nowhere", make_lead(actor="other_officer")):
        with pytest.raises(Refused) as refused:
            make_meeting(lead_code=strange)
        (why,) = refused.value.refusals
        told.add((why.rule, why.field, why.reason.replace(strange, ""), why.next_step))
    assert len(told) == 1 and next(iter(told))[:2] == ("engagements.lead", "lead_code")
    with pytest.raises(Refused) as refused:
        make_meeting(lead_code=make_lead(2), uscc=credit_code(3))
    assert [(r.rule, r.field) for r in refused.value.refusals] == [("engagements.lead-company", "uscc")]


def test_refuses_to_be_silent_on_the_interest_in_the_company_of_the_lead(make_lead, make_meeting):
    """The lead says with whom; leaving the company blank is no way around the declaration (亲清)."""
    with pytest.raises(Refused) as refused:
        make_meeting(lead_code=make_lead(), company_name="", interest="")
    assert [r.field for r in refused.value.refusals] == ["interest"]


def test_mine_is_hosted_attended_doubted_or_owed(actors, make_meeting, plan_meeting):
    """Of all that a leader sees, what concerns them; of an office's, what waits for the post."""
    leader, head = actors["leader"], actors["office_head"]
    hosted, attended = make_meeting(), make_meeting(units=["示例街道二", "别处"])
    doubted, owed = make_meeting(), make_meeting()
    add_dissent(actor=leader, code=doubted, text="示例")
    follow_up = set_follow_up(actor=actors["officer"], code=owed, text="示例", office="T2")

    def mine(name):
        return {row.code for row in selectors.find_engagements(actors[name], mine=True).rows}

    assert mine("leader") == {doubted}
    assert mine("officer") == {hosted, attended, doubted, owed}
    assert mine("other_officer") == {owed}
    assert head.home_office == "T1" and mine("office_head") == set()
    close_follow_up(actor=actors["other_officer"], code=follow_up, result="示例")
    assert mine("other_officer") == set()
    assert mine("other_head") == set() and attended in selectors.engagements_visible_to(
        replace(actors["other_officer"], office_codes=frozenset({"T1", "T2"}))
    ).values_list("code", flat=True)
    both = replace(actors["other_officer"], office_codes=frozenset({"T1", "T2"}))
    assert {r.code for r in selectors.find_engagements(both, mine=True).rows} == {attended}


def test_a_period_keeps_the_planned_by_their_day(actors, make_meeting, plan_meeting):
    """Until they are held; the order is by the same day."""
    day = date(2025, 3, 3)
    late = plan_meeting(planned_on=date(2025, 5, 1))
    held, planned = make_meeting(held_on=day), plan_meeting(planned_on=date(2025, 3, 20))
    found = selectors.find_engagements(actors["officer"], since=day, until=date(2025, 3, 31))
    assert [row.code for row in found.rows] == [planned, held]
    everything = selectors.find_engagements(actors["officer"]).rows
    assert [row.code for row in everything] == [late, planned, held]
    told = {"held_on": date(2025, 6, 2), "summary": "示例"}
    hold_engagement(actor=actors["officer"], code=planned, **told)
    found = selectors.find_engagements(actors["officer"], since=day, until=date(2025, 3, 31))
    assert [row.code for row in found.rows] == [held]
