"""A planned visit will not take place."""

import pytest

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import cancel_engagement
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors, plan_meeting):
    """It stays visible with its reason."""
    code = plan_meeting()
    cancel_engagement(actor=actors["officer"], code=code, reason="示例：企业改期")
    assert selectors.engagement(actors["officer"], code).state == "cancelled"
    assert selectors.meeting_history(actors["officer"], code)[0].text == "示例：企业改期"


def test_refuses_without_reason_or_what_was_held(actors, plan_meeting, make_meeting):
    """A reason, and only a plan."""
    with pytest.raises(Refused, match="取消原因"):
        cancel_engagement(actor=actors["officer"], code=plan_meeting(), reason=" ")
    with pytest.raises(Refused, match="已举行"):
        cancel_engagement(actor=actors["officer"], code=make_meeting(), reason="示例")


def test_forbids(actors, plan_meeting):
    """Leaders read only."""
    with pytest.raises(Refused) as refused:
        cancel_engagement(actor=actors["leader"], code=plan_meeting(), reason="示例")
    assert refused.value.forbidden
