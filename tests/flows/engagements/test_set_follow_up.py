"""An office has something to do after a meeting."""

from datetime import date

import pytest

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import cancel_engagement, set_follow_up
from zhuchao.engagements.models import FollowUp
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors, make_meeting):
    """It is a duty and work of that office, which sees the meeting from then on."""
    code = make_meeting()
    set_follow_up(actor=actors["officer"], code=code, text="示例：核实用地条件", office="T2")
    assert selectors.engagement(actors["other_officer"], code).code == code
    assert [f.text for f in selectors.waiting_follow_ups(actors["other_officer"])] == ["示例：核实用地条件"]


def test_refuses(actors, make_meeting):
    """Something to do, an office that stands, a day after the meeting."""
    with pytest.raises(Refused) as refused:
        set_follow_up(
            actor=actors["officer"],
            code=make_meeting(),
            text="",
            office="nowhere",
            due_on=date(2025, 3, 1),
        )
    assert {r.field for r in refused.value.refusals} == {"text", "office", "due_on"}


def test_refuses_after_a_cancelled_meeting(actors, plan_meeting):
    """What did not take place leaves nothing to do."""
    code = plan_meeting()
    cancel_engagement(actor=actors["officer"], code=code, reason="示例")
    with pytest.raises(Refused) as refused:
        set_follow_up(actor=actors["officer"], code=code, text="示例", office="T2")
    assert [r.rule for r in refused.value.refusals] == ["engagements.cancelled"]
    assert not FollowUp.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_races(actors, plan_meeting, at_once):
    """Cancelled and given something to do at once: never both in that order."""
    code = plan_meeting()

    def press(name):
        if name == "officer":
            cancel_engagement(actor=actors[name], code=code, reason="示例")
        else:
            set_follow_up(actor=actors[name], code=code, text="示例", office="T2")

    made, told = at_once(press, "officer", "office_head")
    assert len(made) >= 1 and all("已取消" in str(each) for each in told)


def test_forbids(actors, make_meeting):
    """Only the meeting's office and the centre."""
    with pytest.raises(Refused) as refused:
        set_follow_up(actor=actors["leader"], code=make_meeting(), text="示例", office="T2")
    assert refused.value.forbidden
