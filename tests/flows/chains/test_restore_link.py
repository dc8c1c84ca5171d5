"""A link brought back into a draft."""

import pytest

from zhuchao.chains.engine.editing import LinkChange
from zhuchao.chains.flows.draft_chain import draft_chain
from zhuchao.chains.flows.drop_link import drop_link
from zhuchao.chains.flows.edit_link import edit_link
from zhuchao.chains.flows.restore_link import restore_link
from zhuchao.chains.selectors import versions
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
CHAIN, PUMP = "machinery", "泵阀与压缩机"


@pytest.fixture
def dropped(actors):
    """A draft without its pumps; what it was made from."""
    draft_chain(actor=actors["centre"], chain=CHAIN)
    drop_link(actor=actors["centre"], chain=CHAIN, link=PUMP)
    return versions.newest(actors["centre"], CHAIN)


def test_works(actors, dropped):
    """At its place, with its neighbours; nothing is left of the change, and other changes stay."""
    centre = actors["centre"]
    edit_link(actor=centre, chain=CHAIN, link="bearings", change=LinkChange(make=["示例轴承"]))
    restore_link(actor=centre, chain=CHAIN, link=PUMP)
    its = versions.draft(centre, CHAIN)
    assert [x.code for x in its.chain.links] == [x.code for x in dropped.links]
    assert set(its.chain.edges) == set(dropped.edges)
    assert [d.link for d in versions.changes(centre, its)] == ["bearings"]


def test_refuses(actors, dropped):
    centre = actors["centre"]
    with pytest.raises(Refused, match="没有环节“没有”"):
        restore_link(actor=centre, chain=CHAIN, link="没有")
    with pytest.raises(Refused, match="还在草稿中"):
        restore_link(actor=centre, chain=CHAIN, link="bearings")
    with pytest.raises(Refused, match="与您打开时不同"):
        restore_link(actor=centre, chain=CHAIN, link=PUMP, seen=1)
    edit_link(actor=centre, chain=CHAIN, link="bearings", change=LinkChange(make=["水泵"]))
    with pytest.raises(Refused, match="“水泵”同时列在"):
        restore_link(actor=centre, chain=CHAIN, link=PUMP)


@pytest.mark.parametrize("who", ["officer", "leader", "system_admin"])
def test_forbids(actors, dropped, who):
    with pytest.raises(Refused) as refused:
        restore_link(actor=actors[who], chain=CHAIN, link=PUMP)
    assert refused.value.forbidden
