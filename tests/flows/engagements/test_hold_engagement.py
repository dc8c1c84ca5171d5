"""A visit took place."""

from datetime import timedelta

import pytest
from django.utils import timezone

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import hold_engagement
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
