"""A draft thrown away."""

import pytest

from zhuchao.chains.flows.draft_chain import draft_chain
from zhuchao.chains.flows.drop_chain_draft import drop_chain_draft
from zhuchao.chains.selectors import versions
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
PUMP = "泵阀与压缩机"


def test_works(actors):
    draft_chain(actor=actors["centre"], chain="machinery")
    drop_chain_draft(actor=actors["centre"], chain="machinery")
    with pytest.raises(Refused, match="没有草稿"):
        versions.draft(actors["centre"], "machinery")


def test_refuses(actors):
    with pytest.raises(Refused, match="没有草稿"):
        drop_chain_draft(actor=actors["centre"], chain="machinery")


@pytest.mark.parametrize("who", ["officer", "leader", "system_admin"])
def test_forbids(actors, who):
    with pytest.raises(Refused) as refused:
        drop_chain_draft(actor=actors[who], chain="machinery")
    assert refused.value.forbidden
