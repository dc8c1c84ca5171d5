"""Offering a part of the credit of a lead."""

import pytest

from zhuchao.accounts.selectors import inbox
from zhuchao.engagements import selectors
from zhuchao.engagements.flows import accept_share, close_lead, propose_share
from zhuchao.engagements.models import LeadFact
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors, make_lead):
    """Nothing changes before the other head signs; the other head is told and finds it on the desk."""
    code = make_lead()
    proposal = propose_share(
        actor=actors["office_head"], code=code, office="T2", percent=40, note="对方提供厂房"
    )
    assert [(s.office, s.percent) for s in selectors.lead_shares(actors["officer"], code)] == [("T1", 100)]
    waiting = selectors.open_proposals(actors["other_head"])
    assert [(p.code, p.from_percent, p.to_percent, p.may_sign) for p in waiting] == [(proposal, 60, 40, True)]
    assert "请签署" in inbox(actors["other_head"]).rows[0].title
    assert [w.action for w in selectors.work(actors["other_head"])] == ["签署共享"]
    assert LeadFact.objects.get(what="share-proposed").value["split"] == {"T1": 60, "T2": 40}
    assert selectors.lead(actors["other_officer"], code).office == "T1", "who is asked may look"


def test_works_for_a_third_office_out_of_the_owners_part(actors, make_lead):
    """Third offices keep theirs; the sum stays 100."""
    code = make_lead()
    first = propose_share(actor=actors["office_head"], code=code, office="T2", percent=40, note="示例")
    accept_share(actor=actors["other_head"], proposal=first)
    propose_share(actor=actors["office_head"], code=code, office="C", percent=10, note="示例")
    split = LeadFact.objects.filter(what="share-proposed").order_by("pk").last().value["split"]
    assert split == {"T1": 50, "T2": 40, "C": 10}


@pytest.mark.parametrize("percent", [0, 100, -5, 101])
def test_refuses_an_impossible_split(actors, make_lead, percent):
    """Each keeps at least one per cent."""
    with pytest.raises(Refused) as refused:
        propose_share(
            actor=actors["office_head"], code=make_lead(), office="T2", percent=percent, note="示例"
        )
    assert [r.field for r in refused.value.refusals] == ["percent"]


def test_refuses_the_owner_an_unknown_office_no_reason_a_closed_lead(actors, make_lead):
    """And a second proposal while one waits."""
    code, head = make_lead(), actors["office_head"]
    for office in ("T1", "NOWHERE"):
        with pytest.raises(Refused) as refused:
            propose_share(actor=head, code=code, office=office, percent=40, note=" ")
        assert {"office", "note"} <= {r.field for r in refused.value.refusals}
    propose_share(actor=head, code=code, office="T2", percent=40, note="示例")
    with pytest.raises(Refused, match="等对方签署"):
        propose_share(actor=head, code=code, office="C", percent=10, note="示例")
    other = make_lead(2)
    close_lead(actor=head, code=other, outcome="gone", reason="示例")
    with pytest.raises(Refused, match="已办结"):
        propose_share(actor=head, code=other, office="T2", percent=40, note="示例")


@pytest.mark.parametrize("name", ["officer", "other_head", "leader", "centre"])
def test_forbids_all_but_the_owners_head(actors, make_lead, name):
    """Not even the centre promises an office's credit away."""
    with pytest.raises(Refused) as refused:
        propose_share(actor=actors[name], code=make_lead(), office="T2", percent=40, note="示例")
    assert refused.value.forbidden
