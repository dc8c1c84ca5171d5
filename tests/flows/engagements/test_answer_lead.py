"""The first answer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import answer_lead, close_lead
from zhuchao.engagements.models import Lead, LeadFact
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors, make_lead):
    """Answered today is in time; the fact carries what was said."""
    code = make_lead()
    answer_lead(actor=actors["officer"], code=code, note="已电话联系，约定下周拜访")
    assert selectors.lead(actors["officer"], code).clock == "按期答复"
    assert LeadFact.objects.get(subject=code, what="answered").value["note"].startswith("已电话")


def test_works_late(actors, make_lead):
    """An answer entered after the last day in time shows as late."""
    code = make_lead()
    day = timezone.localdate()
    Lead.objects.filter(code=code).update(
        opened_on=day - timedelta(days=30), answer_due=day - timedelta(days=20)
    )
    assert selectors.lead(actors["officer"], code).clock == "逾期未答复"
    answer_lead(actor=actors["officer"], code=code, note="示例答复", happened_on=day - timedelta(days=10))
    assert selectors.lead(actors["officer"], code).clock == "逾期答复"


@pytest.mark.parametrize("days", [1, -1])
def test_refuses_impossible_days(actors, make_lead, days):
    """Neither tomorrow nor before the lead was registered."""
    code = make_lead()
    day = timezone.localdate() + timedelta(days=days)
    with pytest.raises(Refused) as refused:
        answer_lead(actor=actors["officer"], code=code, note="示例", happened_on=day)
    assert refused.value.refusals[0].field == "happened_on"


def test_refuses_a_second_first_answer(actors, make_lead):
    """The first answer is given once; the refusal says when."""
    code = make_lead()
    answer_lead(actor=actors["officer"], code=code, note="示例")
    with pytest.raises(Refused, match="已于"):
        answer_lead(actor=actors["office_head"], code=code, note="示例")
    assert LeadFact.objects.filter(what="answered").count() == 1


def test_refuses_an_empty_answer_and_a_closed_lead(actors, make_lead):
    """Something was said, and the lead stands."""
    code = make_lead()
    with pytest.raises(Refused, match="答复内容"):
        answer_lead(actor=actors["officer"], code=code, note=" ")
    close_lead(actor=actors["officer"], code=code, outcome="gone", reason="示例：已注销")
    with pytest.raises(Refused, match="已办结"):
        answer_lead(actor=actors["officer"], code=code, note="示例")


@pytest.mark.parametrize("name", ["other_officer", "leader", "assessor", "audit_admin"])
def test_forbids(actors, make_lead, name):
    """Another office does not even learn of the lead; leaders read only."""
    code = make_lead()
    with pytest.raises(Refused) as refused:
        answer_lead(actor=actors[name], code=code, note="示例")
    assert refused.value.forbidden
