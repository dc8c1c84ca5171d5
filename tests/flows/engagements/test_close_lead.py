"""Ending a lead."""

import pytest

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


def test_forbids(actors, make_lead):
    """Not by another office, not by a reader."""
    code = make_lead()
    for name in ("other_officer", "assessor"):
        with pytest.raises(Refused) as refused:
            close_lead(actor=actors[name], code=code, outcome="gone", reason="示例")
        assert refused.value.forbidden
