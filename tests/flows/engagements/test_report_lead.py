"""Reporting progress."""

from datetime import timedelta

import pytest
from django.utils import timezone

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import close_lead, report_lead
from zhuchao.engagements.models import Lead, LeadFact
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors, make_lead, age):
    """The two weeks start anew from the day of the report; the lead is silent no more."""
    code = make_lead()
    age(code, 20)
    assert selectors.lead(actors["officer"], code).silent
    report_lead(actor=actors["officer"], code=code, note="已陪同考察两处厂房")
    found = selectors.lead(actors["officer"], code)
    assert not found.silent
    assert found.report_due == timezone.localdate() + timedelta(days=14)
    fact = LeadFact.objects.get(subject=code, what="reported")
    assert fact.value == {"note": "已陪同考察两处厂房", "report_due": found.report_due.isoformat()}


def test_works_late_entered_without_turning_the_clock_back(actors, make_lead, age):
    """A report of last week entered after yesterday's is kept, and the newest day counts."""
    code = make_lead()
    age(code, 20)
    yesterday = timezone.localdate() - timedelta(days=1)
    for day in (yesterday, yesterday - timedelta(days=7)):
        report_lead(actor=actors["officer"], code=code, note="示例进展", happened_on=day)
    assert selectors.lead(actors["officer"], code).active_on == yesterday
    assert LeadFact.objects.filter(subject=code, what="reported").count() == 2


def test_refuses_nothing_said_and_impossible_days(actors, make_lead):
    """Both at once."""
    code = make_lead()
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(Refused) as refused:
        report_lead(actor=actors["officer"], code=code, note=" ", happened_on=tomorrow)
    assert {r.field for r in refused.value.refusals} == {"note", "happened_on"}


def test_refuses_a_closed_lead(actors, make_lead):
    """What is over needs no report."""
    code = make_lead()
    close_lead(actor=actors["officer"], code=code, outcome="gone", reason="示例")
    with pytest.raises(Refused, match="已办结"):
        report_lead(actor=actors["officer"], code=code, note="示例")


@pytest.mark.parametrize("name", ["other_officer", "leader", "assessor", "audit_admin"])
def test_forbids(actors, make_lead, name):
    """Only the owner office reports."""
    code = make_lead()
    with pytest.raises(Refused) as refused:
        report_lead(actor=actors[name], code=code, note="示例")
    assert refused.value.forbidden
    assert Lead.objects.get(code=code).active_on == timezone.localdate()


def test_a_meeting_of_the_owner_counts_as_a_sign_of_life(actors, make_lead, age):
    """Entered once: a meeting restarts the clock, never backwards, and another office's never."""
    from zhuchao.engagements.flows import hold_engagement, plan_engagement

    code, today = make_lead(), timezone.localdate()
    age(code, 20)

    def meet(name, day, **more):
        given = {"title": "走访", "company_name": "示例1号织造有限公司", "lead_code": code, **more}
        said = {"summary": "看了车间", "theirs": 2, "interest": "none"}
        hold_engagement(actor=actors[name], held_on=day, **given, **said)

    meet("centre", today)
    assert selectors.lead(actors["officer"], code).silent
    meet("officer", today - timedelta(days=2))
    meet("officer", today - timedelta(days=5))
    assert selectors.lead(actors["officer"], code).active_on == today - timedelta(days=2)
    plan = plan_engagement(
        actor=actors["officer"],
        title="再访",
        company_name="示例",
        lead_code=code,
        planned_on=today,
        kind="visit",
    )
    assert selectors.lead(actors["officer"], code).active_on == today - timedelta(days=2)
    hold_engagement(
        actor=actors["officer"], code=plan, held_on=today, summary="谈妥考察", theirs=1, interest="none"
    )
    found = selectors.lead(actors["officer"], code)
    assert (found.active_on, found.report_due) == (today, today + timedelta(days=14))
