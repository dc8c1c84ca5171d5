"""Telling what was made of a lead."""

import pytest
from django.utils import timezone

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import answer_lead, feed_back_lead, judge_lead
from zhuchao.engagements.models import LeadFact
from zhuchao.rulebook import workdays
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def judged(actors, make_lead):
    """An answered and judged lead."""
    code = make_lead()
    answer_lead(actor=actors["officer"], code=code, note="示例")
    judge_lead(actor=actors["officer"], code=code, verdict="follow", reason="示例")
    return code


def test_works(actors, judged):
    """Due within a week of the opening; then reports are next."""
    before = selectors.lead(actors["officer"], judged)
    assert (before.next_step, before.next_due) == ("反馈", workdays.after(before.opened_on, 5))
    feed_back_lead(actor=actors["officer"], code=judged, to="company", note="已告知将安排考察")
    after = selectors.lead(actors["officer"], judged)
    assert (after.next_step, after.fed_back_on) == ("报告进展", timezone.localdate())
    assert LeadFact.objects.get(subject=judged, what="fed-back").value["to"] == "company"


def test_works_for_the_introducer(actors, make_lead, make_introducer):
    """Who brought the lead hears of it."""
    code = make_lead(introducer=make_introducer())
    judge_lead(actor=actors["officer"], code=code, verdict="drop", reason="示例")
    feed_back_lead(actor=actors["officer"], code=code, to="introducer", note="示例")
    history = selectors.lead_file(actors["officer"], code).history
    assert history[-1].text == "反馈引荐人；示例"


def test_refuses_before_the_verdict_and_without_introducer(actors, make_lead):
    """Everything at once."""
    code = make_lead()
    with pytest.raises(Refused) as refused:
        feed_back_lead(actor=actors["officer"], code=code, to="introducer", note="")
    assert {r.rule for r in refused.value.refusals} == {
        "leads.note",
        "leads.no-introducer",
        "leads.not-judged",
    }


def test_refuses_a_second_time(actors, judged):
    """Told once; what follows is reported."""
    feed_back_lead(actor=actors["officer"], code=judged, to="company", note="示例")
    with pytest.raises(Refused, match="已于"):
        feed_back_lead(actor=actors["officer"], code=judged, to="company", note="示例")


def test_forbids(actors, judged):
    """Only the owner office."""
    for name in ("other_officer", "leader"):
        with pytest.raises(Refused) as refused:
            feed_back_lead(actor=actors[name], code=judged, to="company", note="示例")
        assert refused.value.forbidden
