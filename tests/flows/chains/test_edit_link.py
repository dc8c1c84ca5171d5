"""One link of a draft said anew."""

import pytest

from zhuchao.chains import selectors
from zhuchao.chains.engine.editing import LinkChange
from zhuchao.chains.flows.draft_chain import draft_chain
from zhuchao.chains.flows.edit_link import edit_link
from zhuchao.chains.selectors import versions
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
PUMP = "泵阀与压缩机"


def test_works(actors):
    centre = actors["centre"]
    draft_chain(actor=centre, chain="machinery")
    edit_link(actor=centre, chain="machinery", link=PUMP, change=LinkChange(make=["示例泵"]))
    its = versions.draft(centre, "machinery")
    assert its.chain.link(PUMP).make == ("示例泵",)
    assert [d.name for d in versions.changes(centre, its)] == [PUMP]
    assert "示例泵" not in selectors.chain(centre, "machinery").link(PUMP).make


def test_refuses(actors):
    centre = actors["centre"]
    with pytest.raises(Refused, match="没有草稿"):
        edit_link(actor=centre, chain="machinery", link=PUMP, change=LinkChange())
    draft_chain(actor=centre, chain="machinery")
    with pytest.raises(Refused, match="不在国民经济行业分类中"):
        edit_link(actor=centre, chain="machinery", link=PUMP, change=LinkChange(gb=["9999"]))


@pytest.mark.parametrize("who", ["officer", "leader", "system_admin"])
def test_forbids(actors, who):
    with pytest.raises(Refused) as refused:
        edit_link(actor=actors[who], chain="machinery", link=PUMP, change=LinkChange())
    assert refused.value.forbidden
