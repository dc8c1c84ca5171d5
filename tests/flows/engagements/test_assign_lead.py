"""Passing a lead on."""

import pytest

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import assign_lead, close_lead
from zhuchao.engagements.models import LeadFact
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors, make_lead):
    """To a post of the own office by its head, to another office by the centre; the clock runs on."""
    code = make_lead()
    due = selectors.lead(actors["officer"], code).answer_due
    assign_lead(actor=actors["office_head"], code=code, post="P-officer")
    assign_lead(actor=actors["centre"], code=code, office="T2")
    view = selectors.lead(actors["other_officer"], code)
    assert (view.office, view.post, view.answer_due) == ("T2", "", due)
    assert selectors.find_leads(actors["officer"]).total == 0
    facts = LeadFact.objects.filter(subject=code, what="assigned").order_by("pk")
    assert [(f.office_code, f.value["post"]) for f in facts] == [("T1", "P-officer"), ("T2", "")]


@pytest.mark.parametrize(
    "change", [{}, {"office": "T1"}, {"office": "NOWHERE"}, {"office": "T2", "post": "P-officer"}]
)
def test_refuses(actors, make_lead, change):
    """Nowhere new, no such office, a post of another office."""
    code = make_lead()
    with pytest.raises(Refused) as refused:
        assign_lead(actor=actors["centre"], code=code, **change)
    assert not refused.value.forbidden


def test_refuses_a_closed_lead(actors, make_lead):
    """What is ended stays where it ended."""
    code = make_lead()
    close_lead(actor=actors["officer"], code=code, outcome="gone", reason="示例")
    with pytest.raises(Refused, match="已办结"):
        assign_lead(actor=actors["centre"], code=code, office="T2")


def test_forbids(actors, make_lead):
    """An officer does not pass on, nor the head of another office."""
    code = make_lead()
    for name in ("officer", "other_head", "leader"):
        with pytest.raises(Refused) as refused:
            assign_lead(actor=actors[name], code=code, office="T2")
        assert refused.value.forbidden
