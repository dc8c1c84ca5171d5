"""The whole table and the engine place the same companies on the same links, with the same confidence."""

import csv
import gzip
import random
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhuchao import rulebook
from zhuchao.chains.analytics import placement
from zhuchao.chains.engine.knowledge import Chain, Link, chain_from_rule
from zhuchao.chains.engine.placement import place
from zhuchao.chains.engine.placement_patterns import cues_from_rules
from zhuchao.terms.words import normalise_name
from zhuchao.warehouse import engines

ON = date(2026, 1, 1)
CUES = cues_from_rules(rulebook.rule("placement.cues", on=ON), rulebook.rule("placement.verdicts", on=ON))
TOY = Chain(
    "toy",
    "示例链",
    "",
    (
        Link(
            "pumps",
            "泵",
            "上游",
            gb=(),
            make=("离心泵", "水泵", "阀门"),
            process=("泵体加工",),
            loose=("流体设备",),
            name_words=("泵业",),
            hint_words=("流体",),
            exclude=("汽车水泵",),
        ),
        Link("software", "软件", "中游", gb=(), make=("管理软件",), loose=("软件开发",), service=True),
        Link("named", "名", "下游", gb=(), make=("阀门",), name_words=("泵业", "软件")),
    ),
    (),
)
Row = tuple[str, str | None]
FIXED: list[Row] = [
    ("示例流体机械有限公司", "生产、销售：离心泵、阀门"),
    ("示例泵业有限公司", "五金件、水泵制造"),
    ("示例泵业有限公司", None),
    ("示例泵业科技有限公司", None),
    ("示例泵业有限公司", "   "),
    ("示例机械有限公司", "1、离心泵的制造；2、阀门的制造\n3、货物进出口"),
    ("示例机械有限公司", "汽车水泵制造（不含水泵）；除阀门外的五金"),
    ("示例机电贸易有限公司", "生产离心泵、阀门"),
    ("示例流体科技有限公司", "流体设备制造。"),
    ("示例软件（中国）有限公司", "管理软件开发；筹建"),
    ("示例机械有限公司", "水泵的研发，制造\n"),
    ("示例机械有限公司", "研发、生产，销售水泵；五金加工，销售阀门"),
    ("示例机械有限公司", "塑料编织袋、水泵；水泵的生产技术咨询"),
    ("示例Ａ１泵业有限公司", "^水泵,阀门制造*销售"),
]
WORDS = [
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
WORDS += [
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
    "(",
    "除",
    "外",
    "筹建",
    "技术服务",
]
WORDS += ["1、", "\n", "^", "本公司自产", "进出口", "不含", "加工中心", " ", "编织袋", "服务器", "处理", "\t"]
NAMES = ["示例泵业有限公司", "示例软件科技有限公司", "示例流体设备厂", "示例贸易有限公司", "示例（泵业）公司"]


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with engines.writer(tmp_path_factory.mktemp("scratch")) as found:
        yield found


def whole_table(backend: Any, rows: Sequence[Row], chain: Chain) -> set[tuple[str, ...]]:
    registry = pa.table(
        {
            "uscc": [str(i) for i in range(len(rows))],
            "name_key": [normalise_name(name) for name, _ in rows],
            "scope": pa.array([scope for _, scope in rows], pa.string()),
            "is_branch": [False] * len(rows),
            "has_scope": [bool((scope or "").strip()) for _, scope in rows],
        }
    )
    makers = placement.makers(engines.put(backend, "registry", registry), CUES)
    near = engines.put(backend, "near", backend.to_pyarrow(placement.near(makers, chain)))
    judged = engines.put(backend, "judged", backend.to_pyarrow(placement.judged(near, chain, CUES)))
    found = backend.to_pyarrow(placement.placed(judged, chain, CUES)).to_pylist()
    assert len(found) == len({(r["uscc"], r["link"]) for r in found})
    return {(r["uscc"], r["chain"], r["link"], r["confidence"], r["by"]) for r in found}


def one_by_one(rows: Sequence[Row], chain: Chain) -> set[tuple[str, ...]]:
    return {
        (str(i), p.chain, p.link, p.confidence, p.by)
        for i, (name, scope) in enumerate(rows)
        for p in place(name, scope, chain, CUES)
    }


def test_the_fixed_set(backend: Any) -> None:
    expected = one_by_one(FIXED, TOY)
    assert whole_table(backend, FIXED, TOY) == expected
    assert {c for _, _, _, c, _ in expected} == {"high", "medium", "low"}


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(NAMES),
            st.none() | st.lists(st.sampled_from(WORDS), max_size=16).map("".join),
        ),
        min_size=20,
        max_size=40,
    )
)
def test_whatever_the_rows(backend: Any, rows: list[Row]) -> None:
    assert whole_table(backend, rows, TOY) == one_by_one(rows, TOY)


@pytest.mark.parametrize("code", ["textile", "software"])
def test_a_shipped_chain_with_its_own_words(backend: Any, code: str) -> None:
    chain = chain_from_rule(rulebook.rule(f"chains.{code}", on=ON))
    rows = list(_composed(chain, random.Random(0)))
    expected = one_by_one(rows, chain)
    assert {link for _, _, link, _, _ in expected} == {link.code for link in chain.links}
    assert whole_table(backend, rows, chain) == expected


def _composed(chain: Chain, dice: random.Random) -> Iterator[Row]:
    """Scopes put together from the words of a link, its exclusions, cues and marks."""
    for link in chain.links:
        doing = CUES.service if link.service else CUES.making
        for _ in range(8):
            words = dice.choices([*link.words, *link.exclude[:5]], k=3)
            cue = dice.choice([*doing, *CUES.trade[:3], *CUES.research])
            mark = dice.choice(["、", "，", "；", "的"])
            shape = dice.choice(
                [
                    f"{cue}：{mark.join(words)}",
                    f"{mark.join(words)}{cue}",
                    f"{cue}{mark.join(words)}；五金{cue}",
                ]
            )
            yield f"示例{dice.choice([*link.name_words, *link.hint_words, '机械'])}科技有限公司", shape


@pytest.mark.scale
def test_listed_companies_on_every_chain(backend: Any, shared_data: Path) -> None:
    path = shared_data / "listed_labels" / "listed_companies_labelled.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [(r["reg_name"], r["scope"] or None) for r in csv.DictReader(file) if r["reg_name"]]
    for rule in rulebook.rules_of("chains.", on=ON):
        chain = chain_from_rule(rule)
        assert whole_table(backend, rows, chain) == one_by_one(rows, chain)
