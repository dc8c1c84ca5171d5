"""Signing a proposal."""

import pytest

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import (
    accept_share,
    assign_lead,
    close_lead,
    decline_share,
    introduce_lead,
    propose_share,
)
from zhuchao.engagements.models import LeadFact, LeadShare
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(actors, make_lead):
    """A lead and a proposal to share it with 示例街道二."""
    code = make_lead()
    return code, propose_share(actor=actors["office_head"], code=code, office="T2", percent=40, note="示例")


def test_works(actors, asked):
    """The split holds from today, adds up to 100, and the sharing office sees the lead, its list and its company."""
    code, proposal = asked
    accept_share(actor=actors["other_head"], proposal=proposal)
    shares = selectors.lead_shares(actors["other_officer"], code)
    assert [(s.office, s.percent) for s in shares] == [("T1", 60), ("T2", 40)]
    assert sum(s.percent for s in shares) == 100
    assert LeadFact.objects.get(what="share-agreed").value["split"] == {"T1": 60, "T2": 40}
    other = actors["other_officer"]
    assert [r.code for r in selectors.find_leads(other).rows] == [code]
    assert selectors.open_proposals(other) == []


def test_works_and_the_owners_share_follows_the_lead(actors, asked):
    """Passed on, the new owner has what the old one had; the assignment keeps the split."""
    code, proposal = asked
    accept_share(actor=actors["other_head"], proposal=proposal)
    assign_lead(actor=actors["centre"], code=code, office="C")
    assert [(s.office, s.percent) for s in selectors.lead_shares(actors["centre"], code)] == [
        ("C", 60),
        ("T2", 40),
    ]
    assert LeadFact.objects.get(what="assigned").value["split"] == {"C": 60, "T2": 40}


def test_refuses_what_was_answered_closed_or_passed_on(actors, asked, make_lead):
    """Whoever signs late is told how it stands."""
    code, proposal = asked
    decline_share(actor=actors["other_head"], proposal=proposal, reason="示例")
    with pytest.raises(Refused, match="对方未同意"):
        accept_share(actor=actors["other_head"], proposal=proposal)
    second = introduce_lead(actor=actors["office_head"], code=code, office="T2", percent=20, note="示例")
    assign_lead(actor=actors["centre"], code=code, office="C")
    with pytest.raises(Refused, match="已有变化"):
        accept_share(actor=actors["other_head"], proposal=second)
    close_lead(actor=actors["centre"], code=code, outcome="gone", reason="示例")
    with pytest.raises(Refused, match="已办结"):
        accept_share(actor=actors["other_head"], proposal=second)
    assert not LeadShare.objects.exists()


@pytest.mark.parametrize("name", ["office_head", "other_officer", "officer", "centre", "leader"])
def test_forbids_all_but_the_asked_head(actors, asked, name):
    """Nor does the proposer sign for the other side."""
    with pytest.raises(Refused) as refused:
        accept_share(actor=actors[name], proposal=asked[1])
    assert refused.value.forbidden


def test_forbids_one_person_to_sign_for_both(actors, asked, make_actor):
    """A head above both offices who proposed it cannot accept it."""
    from zhuchao.engagements.models import ShareProposal
    from zhuchao.terms.actor import Role

    above = make_actor(Role.OFFICE_HEAD, office="D", offices=frozenset({"D", "T1", "T2"}))
    ShareProposal.objects.update(proposed_by=above.person_code)
    with pytest.raises(Refused, match="双方负责人分别签署"):
        accept_share(actor=above, proposal=asked[1])


@pytest.mark.django_db(transaction=True)
def test_races(actors, make_lead, at_once):
    """Signed and withdrawn at the same moment: one of the two."""
    code = make_lead()
    proposal = propose_share(actor=actors["office_head"], code=code, office="T2", percent=40, note="示例")

    def press(name):
        if name == "other_head":
            accept_share(actor=actors[name], proposal=proposal)
        else:
            decline_share(actor=actors[name], proposal=proposal, reason="示例")

    made, told = at_once(press, "other_head", "office_head")
    assert (len(made), len(told)) == (1, 1)
    assert LeadFact.objects.filter(what__in=["share-agreed", "share-declined"]).count() == 1


@pytest.mark.django_db(transaction=True)
def test_races_of_two_signatures(actors, make_lead, at_once):
    """Pressed twice: signed once."""
    code = make_lead()
    proposal = propose_share(actor=actors["office_head"], code=code, office="T2", percent=40, note="示例")
    made, told = at_once(lambda _: accept_share(actor=actors["other_head"], proposal=proposal), 1, 2)
    assert (len(made), len(told)) == (1, 1)
    assert sum(LeadShare.objects.values_list("percent", flat=True)) == 100
