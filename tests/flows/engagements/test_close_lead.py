"""Ending a lead."""

import pytest
from django.utils import timezone

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import close_lead
from zhuchao.engagements.models import LeadFact
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors, make_lead):
    """Outcome and reason are kept, the company is free."""
    code = make_lead()
    assert len(selectors.companies_in_talks(actors["other_officer"])) == 1
    close_lead(actor=actors["officer"], code=code, outcome="elsewhere", reason="示例：已落户外地")
    view = selectors.lead(actors["leader"], code)
    assert (view.state, view.outcome_name, view.outcome_reason) == (
        "closed",
        "已落户其他地区",
        "示例：已落户外地",
    )
    assert selectors.companies_in_talks(actors["other_officer"]) == frozenset()
    assert selectors.statuses(actors["officer"], [code]) == {code: "已办结：已落户其他地区"}
    assert selectors.statuses(actors["other_officer"], [code]) == {code: "由示例街道一跟进，已办结"}


def test_refuses_twice_and_uncoded(actors, make_lead):
    """Closed once, with a coded outcome and a reason."""
    code = make_lead()
    with pytest.raises(Refused) as refused:
        close_lead(actor=actors["officer"], code=code, outcome="", reason=" ")
    assert {r.field for r in refused.value.refusals} == {"outcome", "reason"}
    close_lead(actor=actors["officer"], code=code, outcome="gone", reason="示例")
    with pytest.raises(Refused, match="已办结"):
        close_lead(actor=actors["officer"], code=code, outcome="gone", reason="示例")
    assert LeadFact.objects.filter(what="closed").count() == 1


@pytest.mark.parametrize(("outcome", "then"), [("intent", "转为项目"), ("lapsed", "释放")])
def test_refuses_what_a_project_or_a_release_brings_about(actors, make_lead, outcome, then):
    """By hand neither is told of; the refusal says what to do instead."""
    code = make_lead()
    with pytest.raises(Refused) as refused:
        close_lead(actor=actors["officer"], code=code, outcome=outcome, reason="示例")
    (why,) = refused.value.refusals
    assert (why.rule, why.field) == ("leads.closed-by-system", "outcome") and then in why.next_step
    assert selectors.lead(actors["officer"], code).state == "open"


def test_forbids(actors, make_lead):
    """Not by another office, not by a reader."""
    code = make_lead()
    for name in ("other_officer", "assessor"):
        with pytest.raises(Refused) as refused:
            close_lead(actor=actors[name], code=code, outcome="gone", reason="示例")
        assert refused.value.forbidden


def test_a_lead_becomes_a_project_in_the_transaction_of_another_noun(actors, make_lead):
    """The one place: outcome intent, the project named in the fact; undone with the rest when that fails."""
    from zhuchao.engagements import store
    from zhuchao.ledger.store import recording

    code, today = make_lead(), timezone.localdate()
    lead = selectors.row_for(actors["officer"], code)
    with pytest.raises(RuntimeError), recording(actors["officer"]) as book:
        store.close_as_project(book, lead, project_code="ZS-1", on=today)
        raise RuntimeError
    assert selectors.lead(actors["officer"], code).state == "open"
    with recording(actors["officer"]) as book:
        store.close_as_project(book, lead, project_code="ZS-1", on=today)
    assert selectors.lead_brief(actors["officer"], code).state == "closed"
    assert LeadFact.objects.get(subject=code, what="closed").value["project"] == "ZS-1"
