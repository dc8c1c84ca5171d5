"""One more link in a draft."""

import pytest

from zhuchao.chains.engine.editing import LinkChange
from zhuchao.chains.flows.add_link import add_link
from zhuchao.chains.flows.draft_chain import draft_chain
from zhuchao.chains.selectors import versions
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
PUMP = "泵阀与压缩机"


def test_works(actors):
    centre = actors["centre"]
    draft_chain(actor=centre, chain="machinery")
    change = LinkChange(name="示例环节", stage="中游", make=["示例件"], upstream=[PUMP])
    assert add_link(actor=centre, chain="machinery", change=change) == "own1"
    its = versions.draft(centre, "machinery").chain
    assert its.upstream("own1") == (its.link(PUMP).code,)


def test_refuses(actors):
    draft_chain(actor=actors["centre"], chain="machinery")
    with pytest.raises(Refused, match="没有名称"):
        add_link(actor=actors["centre"], chain="machinery", change=LinkChange(make=["示例件"]))


@pytest.mark.parametrize("who", ["officer", "leader", "system_admin"])
def test_forbids(actors, who):
    with pytest.raises(Refused) as refused:
        add_link(actor=actors[who], chain="machinery", change=LinkChange())
    assert refused.value.forbidden
