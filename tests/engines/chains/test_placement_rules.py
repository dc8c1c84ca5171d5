"""Placement by the shipped words: who stands on a link, how sure that is, and who stands on none."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhuchao import rulebook
from zhuchao.chains.engine.knowledge import Chain, Link, chain_from_rule
from zhuchao.chains.engine.placement import Placement, kept_scope, place
from zhuchao.chains.engine.placement_patterns import CONFIDENCES, Cues, cues_from_rules, patterns
from zhuchao.terms.source import Rule, Source, Standing

ON = date(2026, 1, 1)
CUES: Cues = cues_from_rules(
    rulebook.rule("placement.cues", on=ON), rulebook.rule("placement.verdicts", on=ON)
)
PUMPS = Link(
    "pumps",
    "泵",
    "上游",
    gb=("3441",),
    make=("离心泵", "水泵", "阀门"),
    process=("泵体加工",),
    loose=("流体设备",),
    name_words=("泵业",),
    hint_words=("流体",),
    exclude=("汽车水泵",),
)
SOFTWARE = Link(
    "software",
    "软件",
    "中游",
    gb=("6513",),
    make=("管理软件", "工业软件"),
    loose=("软件开发",),
    name_words=("软件",),
    hint_words=("信息科技",),
    service=True,
)
CHAIN = Chain("toy", "示例链", "", (PUMPS, SOFTWARE), ())


def found(name: str, scope: str | None) -> dict[str, str]:
    return {p.link: p.confidence for p in place(name, scope, CHAIN, CUES)}


def one(name: str, scope: str) -> Placement:
    (only,) = place(name, scope, CHAIN, CUES)
    return only


@pytest.mark.parametrize(
    ("name", "scope", "confidence"),
    [
        ("示例流体机械有限公司", "生产、销售：离心泵、阀门", "high"),
        ("示例流体机械有限公司", "一般经营项目：1、离心泵的制造；2、阀门的制造", "high"),
        ("示例泵业有限公司", "五金件、水泵制造", "high"),
        ("示例机械有限公司", "离心泵制造", "high"),
        ("示例机械有限公司", "生产、销售：离心泵及配件；销售自产产品；货物进出口", "high"),
        ("示例机械有限公司", "离心泵制造；五金批发", "medium"),
        ("示例机械有限公司", "离心泵制造；五金加工", "medium"),
        ("示例机械有限公司", "五金件、塑料件、水泵、阀门制造", "medium"),
        ("示例机械有限公司", "水泵研发；五金加工", "low"),
        ("示例泵业有限公司", "水泵的设计、技术开发；五金批发", "low"),
        ("示例泵业有限公司", "流体设备制造；五金加工", "high"),
        ("示例泵业有限公司", "五金加工；流体设备制造", "medium"),
        ("示例流体科技有限公司", "流体设备制造", "medium"),
        ("示例泵业有限公司", "流体设备制造", "high"),
        ("示例机械有限公司", "水泵、五金件的研发，制造及安装；五金批发", "medium"),
        ("示例机械有限公司", "研发、生产，销售水泵、五金件；五金批发", "medium"),
        ("示例泵业有限公司", "水泵的展示", "low"),
        ("示例泵业有限公司", "五金加工", "low"),
        ("示例泵业有限公司", "筹建：水泵、阀门制造", "medium"),
    ],
)
def test_how_sure(name: str, scope: str, confidence: str) -> None:
    assert found(name, scope) == {"pumps": confidence}


@pytest.mark.parametrize(
    ("name", "scope"),
    [
        ("示例机电贸易有限公司", "生产、销售：离心泵、阀门"),
        ("示例机械有限公司", "销售：离心泵、阀门"),
        ("示例建筑工程有限公司", "离心泵、阀门制造"),
        ("示例广告有限公司", "离心泵制造"),
        ("示例机械有限公司", "批发、零售：水泵；货物进出口、技术进出口"),
        ("示例机械有限公司", "水泵批发；阀门零售"),
        ("示例机械有限公司", "水泵租赁"),
        ("示例机械有限公司", "五金件加工，销售水泵、阀门"),
        ("示例机械有限公司", "塑料编织袋、水泵、阀门的展示"),
        ("示例机械有限公司", "水泵、阀门的生产技术咨询；水泵加工技术服务"),
        ("示例机械有限公司", "汽车水泵制造"),
        ("示例机械有限公司", "生产五金件（不含水泵）"),
        ("示例机械有限公司", "流体设备制造"),
        ("示例机械有限公司", "技术服务、技术开发、技术咨询；货物进出口"),
        ("示例信息科技有限公司", "计算机软硬件及辅助设备销售；技术服务"),
        ("示例机械有限公司", ""),
    ],
)
def test_nobody_is_placed(name: str, scope: str) -> None:
    assert found(name, scope) == {}


def test_where_developing_is_the_trade_it_counts() -> None:
    assert found("示例信息科技有限公司", "管理软件研发；五金加工") == {"software": "medium"}
    assert found("示例信息科技有限公司", "管理软件研发、工业软件研发") == {"software": "high"}


def test_without_a_scope_the_name_is_never_enough_for_high() -> None:
    assert found("示例泵业科技有限公司", None) == {"pumps": "medium"}
    assert found("示例泵业有限公司", None) == {"pumps": "low"}


def test_why_names_the_words_and_the_clause() -> None:
    made = one("示例泵业有限公司", "五金件、水泵制造；货物进出口")
    assert made.by == "scope"
    assert set(made.words) == {"水泵", "制造", "泵业"}
    assert made.clause == "五金件、水泵制造"
    named = place("示例泵业有限公司", None, CHAIN, CUES)[0]
    assert named.why() == "企业名称“示例泵业有限公司”中有“泵业”"


def test_a_product_that_starts_like_a_cue_is_still_the_first_item() -> None:
    link = Link("m", "机械", "中游", gb=(), make=("工程机械", "检测设备"))
    chain = Chain("toy", "示例链", "", (link,), ())
    made = place("示例有限公司", "工程机械制造；检测设备制造", chain, CUES)
    assert [p.confidence for p in made] == ["high"]


def test_trade_clauses_stock_phrases_and_exceptions_are_not_kept() -> None:
    kept = kept_scope("水泵制造（不含汽车泵）；批发：阀门、管件；技术开发、技术服务；货物进出口", CUES)
    assert "水泵制造" in kept
    for gone in ("汽车泵", "阀门", "管件", "技术服务", "进出口"):
        assert gone not in kept


def test_what_an_authority_approved_is_still_made() -> None:
    assert found("示例泵业有限公司", "生产经主管部门批准的水泵") == {"pumps": "high"}


def test_a_machining_centre_is_a_product_and_a_production_centre_is_not() -> None:
    assert "加工中心" in kept_scope("立式加工中心制造", CUES)
    assert "生产中心" not in kept_scope("设立生产中心", CUES)


def test_an_unknown_signal_is_refused() -> None:
    words = rulebook.rule("placement.cues", on=ON)
    raw = [{"confidence": "high", "by": "scope", "all_of": ["certain"], "none_of": []}]
    rule = Rule("t.v", "示例", ON, None, Source("示例", "", ""), Standing.OWN_CHOICE, raw)
    with pytest.raises(ValueError, match="certain"):
        cues_from_rules(words, rule)


@pytest.mark.parametrize(
    ("tails", "said"),
    [({"贩卖": "部"}, "贩卖"), ({w: "品" for w in CUES.making}, "making")],
)
def test_tails_must_belong_to_cues_and_leave_some_free(tails: dict[str, str], said: str) -> None:
    words = rulebook.rule("placement.cues", on=ON)
    assert isinstance(words.value, dict)
    changed = replace(words, value={**words.value, "noun_tails": tails})
    with pytest.raises(ValueError, match=said):
        cues_from_rules(changed, rulebook.rule("placement.verdicts", on=ON))


def test_every_shipped_pattern_means_the_same_to_three_engines() -> None:
    """Nothing only Python reads: no look-around, back-reference, named group, counted repetition or class \\p."""
    chains = [chain_from_rule(r) for r in rulebook.rules_of("chains.", on=ON)]
    assert len(chains) >= 8
    for chain in chains:
        for link in chain.links:
            found = patterns(link, CUES)
            for pattern in (found.head, found.second, found.sole, found.strong, found.loose, found.research):
                for alien in ("(?=", "(?!", "(?<", "(?P", "\\1", "\\p", "{", "*+", "++", "\\b", "\\d"):
                    assert alien not in pattern, (chain.code, link.code, alien)


PIECES = [
    "离心泵",
    "水泵",
    "阀门",
    "汽车水泵",
    "管理软件",
    "软件开发",
    "流体设备",
    "泵体加工",
    "五金",
    "生产",
    "制造",
]
PIECES += [
    "销售",
    "批发",
    "研发",
    "、",
    "，",
    "；",
    "：",
    "及",
    "的",
    "（",
    "）",
    "除",
    "外",
    "筹建",
    "技术服务",
    "1、",
]
SCOPES = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
NAMES = st.sampled_from(
    ["示例泵业有限公司", "示例软件科技有限公司", "示例信息科技有限公司", "示例贸易有限公司"]
)


@settings(max_examples=60)
@given(NAMES, SCOPES)
def test_whatever_the_scope_a_placement_is_on_a_link_of_the_chain_with_words_it_contains(
    name: str, scope: str
) -> None:
    for made in place(name, scope, CHAIN, CUES):
        assert made.confidence in CONFIDENCES
        assert made.words
        assert all(word in name + scope for word in made.words)
        assert "贸易" not in name


@settings(max_examples=60)
@given(NAMES, SCOPES, st.sampled_from(["；货物进出口、技术进出口", "；技术服务", "；批发、零售：日用品"]))
def test_a_stock_phrase_or_a_trade_clause_at_the_end_changes_nothing(
    name: str, scope: str, tail: str
) -> None:
    # The last clause is closed first: what stands open in it may run on into the next.
    closed = scope.replace("（", "").replace("除", "").replace("：", "") + "；五金"
    before = {(p.link, p.confidence) for p in place(name, closed, CHAIN, CUES)}
    assert {(p.link, p.confidence) for p in place(name, closed + tail, CHAIN, CUES)} == before
