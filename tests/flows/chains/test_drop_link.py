"""A link taken out of a draft."""

import pytest

from zhuchao.chains.flows.draft_chain import draft_chain
from zhuchao.chains.flows.drop_link import drop_link
from zhuchao.chains.selectors import versions
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
PUMP = "泵阀与压缩机"


def test_works(actors):
    centre = actors["centre"]
    draft_chain(actor=centre, chain="machinery")
    drop_link(actor=centre, chain="machinery", link=PUMP)
    assert PUMP not in [x.name for x in versions.draft(centre, "machinery").chain.links]


def test_refuses(actors):
    draft_chain(actor=actors["centre"], chain="machinery")
    with pytest.raises(Refused, match="没有环节"):
        drop_link(actor=actors["centre"], chain="machinery", link="没有")


@pytest.mark.parametrize("who", ["officer", "leader", "system_admin"])
def test_forbids(actors, who):
    with pytest.raises(Refused) as refused:
        drop_link(actor=actors[who], chain="machinery", link=PUMP)
    assert refused.value.forbidden
