"""Editing a chain link by link: what changes, what is wrong with it, and what a reader is told changed."""

import datetime as dt

import pytest

from zhuchao import rulebook
from zhuchao.chains.engine.content import content_of
from zhuchao.chains.engine.differences import differences
from zhuchao.chains.engine.editing import (
    LinkChange,
    added,
    changed,
    dropped,
    empty_chain,
    headed,
    own_code,
    restored,
)
from zhuchao.chains.engine.knowledge import Basis, chain_from_content, chain_from_rule
from zhuchao.chains.engine.soundness import Edit, faults, introduced
from zhuchao.rulebook.industries import industries
from zhuchao.terms.refusal import Refused

SHIPPED = [chain_from_rule(rule) for rule in rulebook.rules_of("chains.", on=dt.date(2026, 1, 1))]


@pytest.fixture
def chain():
    made = empty_chain("own1", "示例链")
    made = added(made, "own1", LinkChange(name="原料", stage="上游", make=["甲料"]))
    made = added(made, "own2", LinkChange(name="成品", stage="下游", make=["乙品"], upstream=["原料"]))
    return added(made, "own3", LinkChange(name="部件", stage="中游", gb=["3825"], downstream=["own2"]))


def rules(chain, **more):
    return [f.rule for f in faults(chain, industries(), **more)]


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda c: c.code)
def test_the_shipped_chains_are_sound_and_keep_as_they_are(shipped):
    assert chain_from_content(content_of(shipped), "x", shipped.version) == shipped
    assert faults(shipped, industries()) == []
    assert differences(shipped, shipped) == []


def test_links_stand_in_the_order_of_their_stages(chain):
    assert [link.name for link in chain.links] == ["原料", "部件", "成品"]
    assert chain.upstream("own2") == ("own1", "own3")
    assert rules(chain) == []


def test_a_kept_neighbour_keeps_its_ground():
    pv = next(c for c in SHIPPED if c.code == "pv")
    kept = changed(pv, "module", LinkChange(upstream=["光伏电池片", "电线电缆"]))
    grounds = {e.source: e.basis for e in kept.edges if e.target == "module"}
    assert grounds == {"cell": Basis.GBT, "cable": Basis.EXPERT}


def test_a_dropped_link_takes_its_edges_along(chain):
    left = dropped(chain, "own2")
    assert (len(left.links), left.edges) == (2, ())


@pytest.mark.parametrize(
    ("change", "rule", "said"),
    [
        (LinkChange(gb=["9999"]), "chains.link-gb", "环节“原料”的国民经济行业代码“9999”"),
        (LinkChange(make=[], gb=[]), "chains.link-make", "环节“原料”的产品词是空的"),
        (LinkChange(make=["料"]), "chains.link-make", "不足两个字"),
        (LinkChange(name="成品"), "chains.link-name", "环节“成品”的名称"),
        (LinkChange(name=" "), "chains.link-name", "没有名称"),
        (LinkChange(make=["乙品"]), "chains.word-twice", "环节“原料”的产品词、环节“成品”的产品词"),
        (LinkChange(upstream=["成品"]), "chains.circle", "绕成一圈"),
        (LinkChange(upstream=["原料"]), "chains.link-upstream", "是它自己"),
        (LinkChange(exclude=["甲"]), "chains.link-exclude", "不足两个字"),
        (LinkChange(make=["甲料粉"], exclude=["甲料"]), "chains.link-make", "盖住"),
        (LinkChange(stage="末游"), "chains.link-stage", "末游"),
    ],
)
def test_what_is_wrong_is_said_with_link_and_field(chain, change, rule, said):
    found = introduced(faults(chain, industries()), faults(changed(chain, "own1", change), industries()))
    assert rule in [f.rule for f in found]
    assert said in "".join(f.reason for f in found if f.rule == rule)
    assert all(f.next_step for f in found)


BOTH = LinkChange(make=["甲料", "乙品"], process=["乙品"])


@pytest.mark.parametrize(
    ("link", "change", "rule", "fields"),
    [
        # The word stands in 产品词 of the later link; whoever typed it in another list is told of that one.
        ("own1", LinkChange(process=["乙品"]), "chains.word-twice", ["process"]),
        ("own2", LinkChange(make=["乙品", "甲料"]), "chains.word-twice", ["make"]),
        ("own3", LinkChange(loose=["甲料"]), "chains.word-twice", ["loose"]),
        ("own1", BOTH, "chains.word-twice", ["make", "process"]),
        ("own1", LinkChange(loose=["甲料"]), "chains.link-loose", ["loose"]),
        (
            "own1",
            LinkChange(name_words=["料厂"], hint_words=["料厂"]),
            "chains.link-name_words",
            ["name_words"],
        ),
        (
            "own1",
            LinkChange(name_words=["料厂"], hint_words=["料厂"]),
            "chains.link-hint_words",
            ["hint_words"],
        ),
        ("own1", LinkChange(exclude=["甲料"]), "chains.link-exclude", ["exclude"]),
        ("own1", LinkChange(upstream=["成品"]), "chains.circle", ["upstream"]),
        ("own2", LinkChange(downstream=["原料"]), "chains.circle", ["downstream"]),
        ("own1", LinkChange(downstream=["原料"]), "chains.link-downstream", ["downstream"]),
    ],
)
def test_a_fault_between_two_fields_is_told_of_the_one_that_was_changed(chain, link, change, rule, fields):
    wrong = faults(changed(chain, link, change), industries(), edit=Edit(chain, link))
    assert [f.field for f in wrong if f.rule == rule] == fields


def test_a_word_taken_from_the_shared_ones_is_told_of_that_list(chain):
    twice = headed(changed(chain, "own1", LinkChange(process=["乙品"])), shared=["乙品"])
    (fault,) = faults(headed(twice, shared=[]), industries(), edit=Edit(twice))
    assert (fault.rule, fault.field) == ("chains.word-twice", "shared")


def test_what_was_wrong_before_stands_in_nobodys_way(chain):
    silenced = changed(chain, "own1", LinkChange(exclude=["甲料"]))
    after = changed(silenced, "own2", LinkChange(make=["乙品", "丁品"]))
    assert (
        introduced(faults(silenced, industries()), faults(after, industries(), edit=Edit(silenced, "own2")))
        == []
    )


def test_a_link_taken_out_comes_back_as_it_was(chain):
    assert restored(dropped(chain, "own3"), chain, "own3") == chain
    assert restored(dropped(chain, "own1"), chain, "own1") == chain
    without_both = dropped(dropped(chain, "own3"), "own2")
    back = restored(without_both, chain, "own2")
    assert [x.code for x in back.links] == ["own1", "own2"] and back.upstream("own2") == ("own1",)
    for code, said in (("own3", "还在草稿中"), ("own9", "没有环节")):
        with pytest.raises(Refused, match=said):
            restored(chain, chain, code)


def test_a_word_said_to_be_shared_may_stand_on_two_links(chain):
    twice = changed(chain, "own1", LinkChange(make=["甲料", "乙品"]))
    assert rules(twice) == ["chains.word-twice"]
    assert rules(headed(twice, shared=["乙品"])) == []


def test_a_chain_needs_links_and_a_name_of_its_own(chain):
    assert rules(empty_chain("own2", "")) == ["chains.name", "chains.no-links"]
    assert rules(chain, taken_names={"示例链"}) == ["chains.name-taken"]


def test_an_unknown_neighbour_is_refused(chain):
    with pytest.raises(Refused, match="环节“成品”的上游环节“没有”"):
        changed(chain, "own2", LinkChange(upstream=["没有"]))


def test_differences_are_told_in_words(chain):
    after = changed(chain, "own1", LinkChange(make=["甲料", "丙料"], name="原材料"))
    after = dropped(headed(after, name="新链"), "own3")
    told = [(d.kind, d.name, d.lines) for d in differences(chain, after)]
    assert told[0] == ("全链", "新链", ("名称由“示例链”改为“新链”",))
    assert told[1] == ("修改", "原材料", ("名称由“原料”改为“原材料”", "产品词：增加“丙料”"))
    assert [t[:2] for t in told[2:]] == [("修改", "成品"), ("删除", "部件")]


def test_a_code_is_never_used_again():
    assert own_code([]) == "own1"
    assert own_code(["pump", "own1", "own7"]) == "own8"
