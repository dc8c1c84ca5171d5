"""给其他镇街引荐: handing a lead over and keeping a part of its credit."""

from datetime import timedelta

import pytest
from django.utils import timezone

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import accept_share, answer_lead, introduce_lead, report_lead
from zhuchao.engagements.models import LeadFact
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors, make_lead, age):
    """The other office owns it when its head signs; the first sees it on and acts on it no more."""
    code = make_lead()
    age(code, 30)
    proposal = introduce_lead(
        actor=actors["office_head"], code=code, office="T2", percent=30, note="对方有现成厂房"
    )
    assert selectors.lead(actors["officer"], code).office == "T1"
    accept_share(actor=actors["other_head"], proposal=proposal)
    found = selectors.lead(actors["officer"], code)
    assert (found.office, found.post) == ("T2", "")
    assert found.report_due == timezone.localdate() + timedelta(days=14), "a new owner has two weeks"
    brief = selectors.lead_brief(actors["officer"], code)
    assert [(s.office, s.percent) for s in brief.shares] == [("T2", 70), ("T1", 30)]
    agreed = LeadFact.objects.get(what="share-agreed")
    assert (agreed.office_code, agreed.value["split"]) == ("T2", {"T1": 30, "T2": 70})
    answer_lead(actor=actors["other_officer"], code=code, note="示例")
    with pytest.raises(Refused) as refused:
        report_lead(actor=actors["officer"], code=code, note="示例")
    assert refused.value.forbidden
    assert selectors.find_leads(actors["officer"]).total == 1
    assert selectors.find_leads(actors["officer"], mine=True).total == 0


@pytest.mark.parametrize("percent", [0, 100])
def test_refuses_to_keep_nothing_or_all(actors, make_lead, percent):
    """The credit is shared."""
    with pytest.raises(Refused) as refused:
        introduce_lead(
            actor=actors["office_head"], code=make_lead(), office="T2", percent=percent, note="示例"
        )
    assert [r.field for r in refused.value.refusals] == ["percent"]


@pytest.mark.parametrize("name", ["officer", "other_head", "centre", "leader"])
def test_forbids_all_but_the_owners_head(actors, make_lead, name):
    """Heads sign."""
    with pytest.raises(Refused) as refused:
        introduce_lead(actor=actors[name], code=make_lead(), office="T2", percent=30, note="示例")
    assert refused.value.forbidden
