"""Registering a lead."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import answer_lead, close_lead, hold_engagement, open_lead
from zhuchao.engagements.models import Lead, LeadFact
from zhuchao.ledger.models import AuditEvent
from zhuchao.rulebook import workdays
from zhuchao.terms import uscc
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def _code(n):
    first = f"91990000{n:09d}"
    return first + uscc.check_character(first)


def test_works(actors, make_lead):
    """The lead is the officer's own office's, its clock runs one working day, fact and audit are written."""
    code = make_lead()
    view = selectors.lead(actors["officer"], code)
    today = timezone.localdate()
    assert (view.office, view.state, view.clock) == ("T1", "open", "计时中")
    assert view.answer_due == workdays.after(today, 1)
    fact = LeadFact.objects.get(subject=code)
    assert (fact.what, fact.happened_on, fact.office_code) == ("opened", today, "T1")
    assert AuditEvent.objects.get(verb="登记线索").record == f"lead:{code}"


def test_works_for_another_office_by_the_centre(actors, make_lead):
    """The centre may give a company to any office."""
    code = make_lead(actor="centre", office="T2")
    assert selectors.lead(actors["other_officer"], code).office == "T2"


def test_works_again_after_closing(actors, make_lead):
    """A closed lead frees the company."""
    close_lead(actor=actors["officer"], code=make_lead(), outcome="declined", reason="示例：无扩产计划")
    assert make_lead(actor="other_officer")


@pytest.mark.parametrize(
    ("day", "source"),
    [(date(2021, 3, 1), "referral"), (date(2025, 6, 2), "referral"), (date(2026, 1, 5), "chamber")],
)
def test_works_for_a_lead_of_earlier_years(actors, make_lead, day, source):
    """By the channels and clocks of its day; what truly happened in time is in time, and it was recorded today."""
    code = make_lead(source=source, opened_on=day)
    answer_lead(actor=actors["officer"], code=code, note="示例", happened_on=workdays.after(day, 1))
    view = selectors.lead(actors["officer"], code)
    assert (view.opened_on, view.clock, view.report_due) == (day, "按期答复", day + timedelta(days=14))
    fact = LeadFact.objects.get(subject=code, what="opened")
    assert (fact.happened_on, timezone.localdate(fact.recorded_at)) == (day, timezone.localdate())


@pytest.mark.parametrize(
    ("day", "rule"),
    [
        (date(2019, 12, 31), "leads.answer-workdays"),
        (timezone.localdate() + timedelta(days=1), "leads.opened-on"),
    ],
)
def test_refuses_a_day_that_no_rule_reaches_back_to(make_lead, day, rule):
    """In words, beside the day; nothing is written."""
    with pytest.raises(Refused) as refused:
        make_lead(opened_on=day)
    assert [(r.rule, r.field) for r in refused.value.refusals] == [(rule, "opened_on")]
    assert not Lead.objects.exists()


def test_refuses_a_channel_that_its_day_did_not_know(make_lead):
    """The finer channels begin in 2026."""
    with pytest.raises(Refused) as refused:
        make_lead(source="chamber", opened_on=date(2025, 6, 2))
    assert [r.field for r in refused.value.refusals] == ["source"]


def test_a_meeting_before_every_rule_leaves_the_clock_alone(actors, make_lead):
    """An old meeting can be told of; the report runs on as it did."""
    code = make_lead()
    due = selectors.lead(actors["officer"], code).report_due
    old = {"held_on": date(2018, 5, 1), "summary": "示例", "title": "示例", "interest": "none"}
    hold_engagement(actor=actors["officer"], lead_code=code, company_name="示例", **old)
    assert selectors.lead(actors["officer"], code).report_due == due


def test_refuses_a_company_in_talks_and_names_the_office(actors, make_lead):
    """首报首谈: the second office is told who follows the company."""
    make_lead()
    with pytest.raises(Refused) as refused:
        make_lead(actor="other_officer")
    assert "示例街道一" in str(refused.value)
    assert refused.value.refusals[0].rule == "leads.one-owner"
    assert Lead.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"uscc": "123"}, "uscc"),
        ({"uscc": _code(1)[:17] + "Z"}, "uscc"),
        ({"company_name": "  "}, "company_name"),
        ({"source": "gossip"}, "source"),
        ({"office": "NOWHERE"}, "office"),
    ],
)
def test_refuses_what_is_wrong(actors, change, field):
    """Each field is named; nothing is written."""
    good = {"uscc": _code(1), "company_name": "示例公司", "source": "visit"}
    with pytest.raises(Refused) as refused:
        open_lead(actor=actors["centre"], **(good | change))
    assert [r.field for r in refused.value.refusals] == [field]
    assert not Lead.objects.exists()


def test_refuses_everything_at_once(actors):
    """The form shows all faults together."""
    with pytest.raises(Refused) as refused:
        open_lead(actor=actors["centre"], uscc="1", company_name="", source="", office="NOWHERE")
    assert {r.field for r in refused.value.refusals} == {"uscc", "company_name", "source", "office"}


@pytest.mark.parametrize("name", ["leader", "assessor", "system_admin", "security_admin", "audit_admin"])
def test_forbids_those_who_only_read_or_administer(actors, name):
    """Leaders, assessors and administrators open no leads."""
    with pytest.raises(Refused) as refused:
        open_lead(actor=actors[name], uscc=_code(1), company_name="示例公司", source="visit")
    assert refused.value.forbidden


def test_forbids_opening_for_another_office(actors, make_lead):
    """An officer may not burden another office."""
    with pytest.raises(Refused) as refused:
        make_lead(office="T2")
    assert refused.value.forbidden


@pytest.mark.django_db(transaction=True)
def test_races(actors, at_once):
    """Two officers of two offices press at once: one has the company, the other is told who."""
    made, told = at_once(
        lambda name: open_lead(
            actor=actors[name], uscc=_code(7), company_name="示例七号公司", source="visit"
        ),
        "officer",
        "other_officer",
    )
    assert len(made) == 1
    assert len(told) == 1
    assert "示例街道" in str(told[0])
    assert Lead.objects.count() == 1
    assert LeadFact.objects.count() == 1
