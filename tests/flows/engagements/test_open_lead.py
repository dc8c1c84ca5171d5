"""Registering a lead."""

import pytest
from django.utils import timezone

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import close_lead, open_lead
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
