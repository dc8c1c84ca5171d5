"""Correcting where a lead came from."""

import pytest

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import correct_origin
from zhuchao.engagements.models import Lead, LeadFact
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors, make_lead, make_introducer):
    """The opening keeps what was written then; the lead counts under the new channel."""
    code, who = make_lead(), make_introducer()
    correct_origin(
        actor=actors["officer"],
        code=code,
        source="chamber",
        introducer=who,
        source_place="上海",
        reason="商会补来介绍函",
    )
    found = selectors.lead(actors["officer"], code)
    assert (found.source_name, found.introducer, found.source_place_name) == ("商会协会", who, "上海市")
    assert LeadFact.objects.get(subject=code, what="opened").value["source"] == "visit"
    assert selectors.lead_records(actors["centre"], as_of=found.opened_on)[0].channel == "chamber"


def test_works_keeping_a_channel_of_an_older_version(actors, make_lead):
    """A lead of before the channels were told apart keeps its own while the place is mended."""
    code = make_lead()
    Lead.objects.filter(code=code).update(source="referral")
    assert selectors.lead(actors["officer"], code).source_name == "企业、商会或中介引荐"
    correct_origin(
        actor=actors["officer"], code=code, source="referral", source_place="苏州市", reason="补录"
    )
    assert selectors.lead(actors["officer"], code).source_place == "320500"


def test_refuses_everything_at_once(actors, make_lead):
    """Unknown channel, introducer and place, no reason."""
    code = make_lead()
    with pytest.raises(Refused) as refused:
        correct_origin(
            actor=actors["officer"],
            code=code,
            source="gossip",
            introducer="nobody",
            source_place="桃花源",
            reason="",
        )
    fields = {r.field for r in refused.value.refusals}
    assert fields == {"source", "introducer", "source_place", "reason"}
    with pytest.raises(Refused, match="没有改动"):
        correct_origin(actor=actors["officer"], code=code, source="visit", reason="示例")


def test_forbids(actors, make_lead):
    """Only the owner office."""
    code = make_lead()
    for name in ("other_officer", "leader"):
        with pytest.raises(Refused) as refused:
            correct_origin(actor=actors[name], code=code, source="chamber", reason="示例")
        assert refused.value.forbidden
