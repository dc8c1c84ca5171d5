"""Asking experts before the verdict."""

from datetime import timedelta

import pytest
from django.utils import timezone

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import ask_experts, judge_lead
from zhuchao.engagements.models import Lead, LeadFact
from zhuchao.rulebook import workdays
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors, make_lead):
    """One week instead of three days, counted from the opening; kept as a fact."""
    code = make_lead()
    ask_experts(actor=actors["officer"], code=code, reason="工艺是否属限制类")
    found = selectors.lead(actors["officer"], code)
    assert found.judge_due == workdays.after(found.opened_on, 5)
    assert LeadFact.objects.get(subject=code, what="experts").value["judge_due"] == f"{found.judge_due}"


def test_refuses_twice_and_after_the_verdict(actors, make_lead):
    """The clock is put off once, and not when it has stopped."""
    code = make_lead()
    with pytest.raises(Refused, match="没有填写须论证的问题"):
        ask_experts(actor=actors["officer"], code=code, reason=" ")
    ask_experts(actor=actors["officer"], code=code, reason="示例")
    with pytest.raises(Refused, match="请专家论证"):
        ask_experts(actor=actors["officer"], code=code, reason="示例")
    judge_lead(actor=actors["officer"], code=code, verdict="follow", reason="示例")
    with pytest.raises(Refused, match="已有研判结论"):
        ask_experts(actor=actors["officer"], code=code, reason="示例")


def test_refuses_to_make_what_is_late_timely(actors, make_lead):
    """An overdue verdict stays overdue."""
    code = make_lead()
    Lead.objects.filter(code=code).update(judge_due=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Refused, match="不再延长"):
        ask_experts(actor=actors["officer"], code=code, reason="示例")


@pytest.mark.parametrize("name", ["other_officer", "leader"])
def test_forbids(actors, make_lead, name):
    """Only the owner office."""
    code = make_lead()
    with pytest.raises(Refused) as refused:
        ask_experts(actor=actors[name], code=code, reason="示例")
    assert refused.value.forbidden
