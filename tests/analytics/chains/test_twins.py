"""Whole-table expressions against the engine, row by row: points, products, bound names."""

import random

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from zhuchao.chains.analytics import scores, strength, targets
from zhuchao.chains.engine import bound, scoring, ties
from zhuchao.chains.selectors.judging import scheme
from zhuchao.terms.reason import total
from zhuchao.warehouse import engines

pytestmark = pytest.mark.django_db

PHRASES = (
    "机织布织造、加工",
    "生产、销售：针织面料",
    "水泵制造",
    "轴承加工",
    "销售：纺织品",
    "货物进出口",
    "技术服务",
    "服装设计、制作",
    "涤纶丝生产",
    "印花加工",
    "光伏组件制造",
    "软件开发",
    "注塑机制造（不含水泵）",
    "一般经营项目：阀门制造",
)
NAMES = (
    "示例{}织造有限公司",
    "示例{}泵业制造有限公司",
    "示例{}贸易有限公司",
    "示例{}轴承厂",
    "示例{}科技有限公司",
    "示例{}县水务有限公司",
    "示例{}供水设备有限公司",
)
BACKENDS = ["duckdb", pytest.param("spark", marks=pytest.mark.spark)]


@pytest.fixture(params=BACKENDS)
def backend(request, tmp_path):
    """An engine of its own; Spark where it is asked for."""
    if request.param == "duckdb":
        return ibis.duckdb.connect()
    from zhuchao.warehouse import spark

    return spark.backend()


def bound_to(backend, tmp_path, table, name):
    path = tmp_path / f"{name}.parquet"
    pq.write_table(table, path)
    return engines.read_parquet(backend, [str(path)], name)


def registry(rows, n=400):
    """Invented companies with scopes of several phrases, a fifth of them without scope."""
    pick = random.Random(1)
    for i in range(n):
        scope = None if pick.random() < 0.2 else "；".join(pick.sample(PHRASES, pick.randint(1, 4)))
        rows.add(pick.choice(NAMES).format(i), scope)
    return rows


def test_points(backend, tmp_path):
    """The score of every row of facts is the sum of the engine's reasons, at the edges of bands and for unknowns."""
    rules, pick = scheme(), random.Random(3)
    edges = {b.at_least + d for c in rules.criteria for b in c.bands for d in (-1, 0, 1)}
    data = [
        {f: None if pick.random() < 0.15 else pick.choice(sorted(edges)) for f in scoring.FACTS} | {"i": i}
        for i in range(1500)
    ]
    schema = pa.schema([(f, pa.int64()) for f in (*scoring.FACTS, "i")])
    table = bound_to(backend, tmp_path, pa.Table.from_pylist(data, schema=schema), "t_facts")
    got = backend.to_pyarrow(table.select("i", tenths=scores.tenths(table, rules))).to_pylist()
    by_row = {r["i"]: r["tenths"] for r in got}
    for row in data:
        assert total(scoring.explain(row, rules)) * 10 == by_row[row["i"]]


def test_words_of_trade_products_and_bound_names(backend, tmp_path, new_rows):
    """Trade words less making words, products named, names that end like a waterworks: as the engine says."""
    rows = registry(new_rows)
    table = bound_to(backend, tmp_path, rows.table(), "t_words")
    trade, make, products = ("销售", "批发"), ("生产", "制造", "加工"), ("针织面料", "轴承", "水泵")
    pattern = bound.pattern(["水务", "供水"], ["投资"])
    placed = table.select("uscc")
    found = strength.carried(placed, table, trade, make)
    got = backend.to_pyarrow(
        found.select(
            "uscc",
            "trade_excess",
            ties=targets.named(found.scope, products),
            bound=found.name.re_search(pattern).cast("int64"),
        )
    ).to_pylist()
    want = {
        r["uscc"]: (
            None if r["scope"] is None else scoring.excess(r["scope"], trade, make),
            len(ties.named(r["scope"] or "", products)),
            int(bool(bound.found(r["name"], pattern))),
        )
        for r in rows.rows
    }
    assert {r["uscc"]: (r["trade_excess"], r["ties"], r["bound"]) for r in got} == want
    assert {w[2] for w in want.values()} == {0, 1}


@hypothesis_settings(max_examples=25)
@given(
    st.lists(
        st.tuples(st.sampled_from("ABCDH"), st.sampled_from("ABCDH"), st.integers(1, 60)),
        max_size=15,
        unique_by=lambda r: r[:2],
    )
)
def test_pull_is_the_share_against_cities_as_far(pairs):
    """In each band the flow that every city would send if all were drawn alike is 100 %; own numbers by hand."""
    flows = [(a, b, n) for a, b, n in pairs if a != b]
    near = {0: ("A", "B"), 500: ("C",)}
    asked = targets.Question("l", "d", "H", None, near, (), 20, 5, "", ())
    backend = ibis.duckdb.connect()
    columns = {
        "from_city": pa.array([f[0] for f in flows], pa.string()),
        "to_city": pa.array([f[1] for f in flows], pa.string()),
        "flow": pa.array([f[2] for f in flows], pa.int64()),
    }
    table = engines.put(backend, "t_flows", pa.table(columns))
    got = {r["from_city"]: r for r in backend.to_pyarrow(targets.pull(table, asked)).to_pylist()}
    band = {"A": 0, "B": 0, "C": 500}
    for city in {f[0] for f in flows}:
        peers = [f for f in flows if band.get(f[0], -1) == band.get(city, -1)]
        to_us = sum(f[2] for f in peers if f[1] == "H")
        mine = sum(f[2] for f in flows if f[0] == city and f[1] == "H")
        whole = sum(f[2] for f in flows if f[0] == city)
        want = 0 if mine < 5 else (100 * mine * sum(f[2] for f in peers)) // (whole * to_us)
        assert (got[city]["flow"], got[city]["flow_percent"]) == (mine, want)
