"""What a meeting is to talk about."""

import pytest

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import cancel_engagement, record_decision, set_agenda
from zhuchao.ledger.models import AuditEvent
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors, plan_meeting):
    """Said anew, empty lines left out; the audit keeps both."""
    code = plan_meeting(kind="appraisal", agenda=("示例议题一",))
    set_agenda(actor=actors["officer"], code=code, agenda=["示例议题二", " ", " 示例议题三 "])
    assert selectors.engagement(actors["officer"], code).agenda == ("示例议题二", "示例议题三")
    changes = AuditEvent.objects.get(verb="修改会议议题").changes
    assert changes["agenda"] == [["示例议题一"], ["示例议题二", "示例议题三"]]


def test_refuses(actors, plan_meeting, make_meeting):
    """No item, too long a one, a meeting that was cancelled, one that decided."""
    code = plan_meeting()
    for wrong in ([" "], ["长" * 201], ["示例"] * 31):
        with pytest.raises(Refused) as refused:
            set_agenda(actor=actors["officer"], code=code, agenda=wrong)
        assert [r.field for r in refused.value.refusals] == ["agenda"]
    cancel_engagement(actor=actors["officer"], code=code, reason="示例")
    with pytest.raises(Refused, match="已取消"):
        set_agenda(actor=actors["officer"], code=code, agenda=["示例"])
    decided = make_meeting(kind="appraisal")
    record_decision(actor=actors["officer"], code=decided, decision="示例", votes={})
    with pytest.raises(Refused, match="不再修改"):
        set_agenda(actor=actors["officer"], code=decided, agenda=["示例"])


@pytest.mark.parametrize("name", ["other_officer", "leader"])
def test_forbids(actors, plan_meeting, name):
    """Another office does not learn of it, a leader reads."""
    with pytest.raises(Refused) as refused:
        set_agenda(actor=actors[name], code=plan_meeting(), agenda=["示例"])
    assert refused.value.forbidden
