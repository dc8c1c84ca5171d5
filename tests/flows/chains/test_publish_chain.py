"""A draft in force from a day on; an old day keeps its own version."""

import datetime as dt

import pytest
from django.utils import timezone

from zhuchao.chains import selectors
from zhuchao.chains.engine.editing import LinkChange
from zhuchao.chains.flows.draft_chain import draft_chain
from zhuchao.chains.flows.edit_link import edit_link
from zhuchao.chains.flows.publish_chain import publish_chain
from zhuchao.chains.selectors import versions
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
PUMP = "泵阀与压缩机"


@pytest.fixture
def drafted(actors):
    draft_chain(actor=actors["centre"], chain="machinery")
    change = LinkChange(make=["示例泵"])
    edit_link(actor=actors["centre"], chain="machinery", link=PUMP, change=change)


def publish(actor, days=0, reason="示例"):
    on = timezone.localdate() + dt.timedelta(days=days)
    return publish_chain(actor=actor, chain="machinery", on=on, reason=reason)


def test_works(actors, drafted):
    centre, today = actors["centre"], timezone.localdate()
    assert publish(centre, 3) == 1
    for days, there in ((0, False), (2, False), (3, True), (40, True)):
        found = selectors.chain(actors["officer"], "machinery", today + dt.timedelta(days=days))
        assert (found.link(PUMP).make == ("示例泵",)) is there
    (kept,) = versions.versions(actors["officer"], "machinery")
    assert [c.name for c in kept.changes] == [PUMP]
    assert kept.published_by == centre.person_name
    draft_chain(actor=centre, chain="machinery")
    assert versions.draft(centre, "machinery").chain.link(PUMP).make == ("示例泵",)


def test_refuses(actors, drafted):
    with pytest.raises(Refused) as refused:
        publish(actors["centre"], -1, " ")
    assert [r.rule for r in refused.value.refusals] == ["chains.effective", "chains.reason"]
    publish(actors["centre"], 5)
    draft_chain(actor=actors["centre"], chain="machinery")
    with pytest.raises(Refused) as refused:
        publish(actors["centre"], 4)
    assert [r.rule for r in refused.value.refusals] == ["chains.effective", "chains.same"]


@pytest.mark.django_db(transaction=True)
def test_races(actors, drafted, at_once):
    done, refused = at_once(lambda actor: publish(actor), actors["centre"], actors["centre"])
    assert done == [1]
    assert len(refused) == 1


@pytest.mark.parametrize("who", ["officer", "leader", "system_admin"])
def test_forbids(actors, who):
    with pytest.raises(Refused) as refused:
        publish_chain(actor=actors[who], chain="machinery", on=timezone.localdate(), reason="x")
    assert refused.value.forbidden
