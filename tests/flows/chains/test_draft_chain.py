"""A draft is begun from the newest version, once."""

import pytest

from zhuchao.chains import selectors
from zhuchao.chains.flows.draft_chain import draft_chain
from zhuchao.chains.selectors import versions
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
PUMP = "泵阀与压缩机"


def test_works(actors):
    assert draft_chain(actor=actors["centre"], chain="高端装备与工业机器人") == "machinery"
    its = versions.draft(actors["centre"], "machinery")
    assert its.chain.links == selectors.chain(actors["centre"], "machinery").links
    assert draft_chain(actor=actors["centre"], name="示例链") == "own1"
    assert versions.draft(actors["centre"], "示例链").chain.links == ()


@pytest.mark.parametrize("given", [{"chain": "没有"}, {"name": ""}, {"name": "光伏储能"}])
def test_refuses(actors, given):
    with pytest.raises(Refused):
        draft_chain(actor=actors["centre"], **given)


def test_refuses_a_second_draft(actors):
    draft_chain(actor=actors["centre"], chain="machinery")
    with pytest.raises(Refused, match="已有草稿"):
        draft_chain(actor=actors["centre"], chain="machinery")


@pytest.mark.parametrize("who", ["officer", "leader", "system_admin"])
def test_forbids(actors, who):
    with pytest.raises(Refused) as refused:
        draft_chain(actor=actors[who], chain="machinery")
    assert refused.value.forbidden
