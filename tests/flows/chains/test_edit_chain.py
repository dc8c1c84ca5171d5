"""The name, summary and shared words of a draft said anew; who saw an older revision is told."""

import pytest
from django.utils import timezone

from zhuchao.chains import selectors
from zhuchao.chains.engine.editing import LinkChange
from zhuchao.chains.flows.add_link import add_link
from zhuchao.chains.flows.draft_chain import draft_chain
from zhuchao.chains.flows.drop_chain_draft import drop_chain_draft
from zhuchao.chains.flows.drop_link import drop_link
from zhuchao.chains.flows.edit_chain import edit_chain
from zhuchao.chains.flows.edit_link import edit_link
from zhuchao.chains.flows.publish_chain import publish_chain
from zhuchao.chains.selectors import versions
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
PUMP = "泵阀与压缩机"


@pytest.fixture
def centre(actors):
    draft_chain(actor=actors["centre"], chain="machinery")
    return actors["centre"]


def test_works(centre):
    edit_chain(actor=centre, chain="machinery", name="示例装备", shared=["示例件", " 示例件 "])
    its = versions.draft(centre, "示例装备")
    assert (its.chain.name, its.chain.shared) == ("示例装备", ("示例件",))
    assert its.chain.summary == selectors.chain(centre, "machinery").summary
    (said,) = versions.changes(centre, its)
    assert said.lines == ("名称由“高端装备与工业机器人”改为“示例装备”", "共用词：增加“示例件”")
    # A word two links share is sound once it is declared.
    change = LinkChange(name="示例环节", make=["水泵"])
    with pytest.raises(Refused, match="共用词"):
        add_link(actor=centre, chain="machinery", change=change)
    edit_chain(actor=centre, chain="machinery", shared=["水泵"])
    add_link(actor=centre, chain="machinery", change=change)


@pytest.mark.parametrize("name", ["", "光伏储能"])
def test_refuses(centre, name):
    with pytest.raises(Refused):
        edit_chain(actor=centre, chain="machinery", name=name)
    assert versions.draft(centre, "machinery").revision == 1


@pytest.mark.parametrize(
    "act",
    [
        lambda actor, seen: edit_chain(actor=actor, chain="machinery", summary="迟到", seen=seen),
        lambda actor, seen: edit_link(
            actor=actor, chain="machinery", link=PUMP, change=LinkChange(make=["迟到泵"]), seen=seen
        ),
        lambda actor, seen: add_link(
            actor=actor, chain="machinery", change=LinkChange(name="迟到", make=["迟到泵"]), seen=seen
        ),
        lambda actor, seen: drop_link(actor=actor, chain="machinery", link=PUMP, seen=seen),
        lambda actor, seen: drop_chain_draft(actor=actor, chain="machinery", seen=seen),
        lambda actor, seen: publish_chain(
            actor=actor, chain="machinery", on=timezone.localdate(), reason="迟到", seen=seen
        ),
    ],
)
def test_refuses_who_saw_an_older_revision(centre, act):
    """Whatever the late one wanted is not done, and he learns who was there before him."""
    seen = versions.draft(centre, "machinery").revision
    edit_chain(actor=centre, chain="machinery", summary="先到")
    before = versions.draft(centre, "machinery")
    with pytest.raises(Refused, match=f"已由{centre.person_name}在") as refused:
        act(centre, seen)
    assert [r.rule for r in refused.value.refusals] == ["chains.draft-overtaken"]
    assert versions.draft(centre, "machinery") == before
    act(centre, before.revision)


@pytest.mark.django_db(transaction=True)
def test_races(centre, at_once):
    """Both saw the same draft and press at once: one is kept, the other told."""
    seen = versions.draft(centre, "machinery").revision
    done, refused = at_once(
        lambda actor: edit_chain(actor=actor, chain="machinery", summary="示例", seen=seen), centre, centre
    )
    assert (len(done), len(refused)) == (1, 1)
    assert versions.draft(centre, "machinery").revision == seen + 1


@pytest.mark.parametrize("who", ["officer", "leader", "system_admin"])
def test_forbids(actors, who):
    with pytest.raises(Refused) as refused:
        edit_chain(actor=actors[who], chain="machinery", name="示例")
    assert refused.value.forbidden
