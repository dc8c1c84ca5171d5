"""Saying no to a proposal, or taking it back."""

import pytest

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import decline_share, propose_share
from zhuchao.engagements.models import LeadFact
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(actors, make_lead):
    """A lead and a proposal to share it with 示例街道二."""
    code = make_lead()
    return code, propose_share(actor=actors["office_head"], code=code, office="T2", percent=40, note="示例")


@pytest.mark.parametrize("name", ["other_head", "office_head"])
def test_works(actors, asked, name):
    """Either head ends it; the asked office sees the lead no more, and another proposal may follow."""
    code, proposal = asked
    decline_share(actor=actors[name], proposal=proposal, reason="示例：厂房已有安排")
    assert [(s.office, s.percent) for s in selectors.lead_shares(actors["officer"], code)] == [("T1", 100)]
    assert LeadFact.objects.get(what="share-declined").value["reason"] == "示例：厂房已有安排"
    with pytest.raises(Refused):
        selectors.lead(actors["other_officer"], code)
    assert propose_share(actor=actors["office_head"], code=code, office="C", percent=10, note="示例")


def test_refuses_without_a_reason_and_twice(actors, asked):
    """It is answered once."""
    with pytest.raises(Refused, match="没有填写原因"):
        decline_share(actor=actors["other_head"], proposal=asked[1], reason=" ")
    decline_share(actor=actors["other_head"], proposal=asked[1], reason="示例")
    with pytest.raises(Refused, match="对方未同意"):
        decline_share(actor=actors["office_head"], proposal=asked[1], reason="示例")


@pytest.mark.parametrize("name", ["officer", "other_officer", "centre", "department"])
def test_forbids_who_is_head_of_neither(actors, asked, name):
    """Nobody in their stead."""
    with pytest.raises(Refused) as refused:
        decline_share(actor=actors[name], proposal=asked[1], reason="示例")
    assert refused.value.forbidden
