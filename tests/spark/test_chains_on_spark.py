"""Placement, strength, gaps and targets over one small invented lake: Spark's answers are DuckDB's.

Asked by the selectors, so that the tables kept beside the lake are written and read by each engine as well.
"""

import datetime
import random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from zhuchao.companies.analytics import merging
from zhuchao.terms import uscc, words

pytestmark = [pytest.mark.spark, pytest.mark.django_db]

DISTRICT = "330603"
CHAIN = "machinery"
PLACES = (
    ("浙江", "330600", "330603"),
    ("浙江", "330100", "330106"),
    ("浙江", "330600", "330604"),
    ("江苏", "320500", "320505"),
    ("广东", "440300", "440305"),
    ("广东", "440300", None),
)
PHRASES = (
    "水泵制造",
    "轴承加工",
    "生产、销售：阀门、压缩机",
    "液压件制造（不含液压支架）",
    "齿轮、减速机的研发、生产",
    "数控机床制造；机床配件加工",
    "货物进出口",
    "技术服务",
    "销售：轴承、阀门",
    "电机生产",
    "铸件加工",
    "一般经营项目：工业机器人制造",
)
TRADES = ("泵业制造", "轴承", "机械", "科技", "贸易", "阀门")
SIZE = 500


def _companies():
    chance = random.Random(20190430)
    rows = []
    for n in range(SIZE):
        province, city, county = chance.choice(PLACES)
        name = f"示例{'甲乙丙丁戊己庚辛'[n % 8]}{n // 40}{chance.choice(TRADES)}有限公司"
        if n % 9 == 0 and n:
            name = rows[chance.randrange(len(rows))]["name"].split("公司")[0] + f"公司示例{n}分公司"
        scope = None if chance.random() < 0.2 else "；".join(chance.sample(PHRASES, chance.randint(1, 4)))
        day = datetime.date(1996, 1, 1) + datetime.timedelta(days=chance.randrange(8500))
        rows.append(
            dict.fromkeys(merging.COLUMNS)
            | {
                "uscc": _code(n),
                "name": name,
                "name_key": words.normalise_name(name),
                "core_name": f"示例{'甲乙丙丁戊己庚辛'[n % 8]}{n // 40}",
                "reg_date": None if chance.random() < 0.05 else day,
                "capital_wan": None
                if chance.random() < 0.1
                else chance.choice([10.0, 88.8, 800.0, 6000.5, 2e5]),
                "currency": "CNY",
                "province": province,
                "city_code": city,
                "county_code": county,
                "scope": scope,
                "is_branch": words.is_branch_name(words.normalise_name(name)),
                "has_scope": scope is not None,
                "import_id": "i1",
            }
        )
    return rows


def _code(n):
    first = f"91990000{n:09d}"
    return first + uscc.check_character(first)


@pytest.fixture(scope="module")
def homes(tmp_path_factory):
    """A home for each engine, so that what one of them wrote the other does not read; kept for all questions."""
    return {name: tmp_path_factory.mktemp(name) for name in ("duckdb", "spark")}


@pytest.fixture
def on_lake(spark_here, settings, homes, on):
    """What a question gives on each engine, each over its own copy of the lake."""
    from zhuchao.warehouse import lake

    def both(question):
        found = {}
        for name, home in homes.items():
            settings.ZHUCHAO_HOME = home
            with on(name):
                if lake.manifest() is None:
                    _publish(lake)
                found[name] = question()
        return found["duckdb"], found["spark"]

    return both


def _publish(lake):
    rows = pa.Table.from_pylist(_companies(), schema=merging.schema().to_pyarrow())
    with lake.writing():
        (lake.folder() / "registry").mkdir()
        pq.write_table(rows, lake.folder() / "registry" / "0.parquet")
        lake.publish(
            lake.Manifest(
                tables={"registry": lake.Table(rows.num_rows, {"0": "registry/0.parquet"})},
                registry_as_of=datetime.date(2019, 4, 30),
                demo=True,
                imports=(lake.Import("i1", "2026-01-05T08:00:00+08:00", ("示例.csv",), {}),),
            ),
            grace_seconds=60,
        )


@pytest.fixture
def officer(make_actor):
    from zhuchao.terms.actor import Role

    return make_actor(Role.OFFICER)


def test_tables_beside_the_lake_are_the_same(on_lake, same, in_order):
    from zhuchao.chains.selectors import tables
    from zhuchao.chains.selectors.reading import rows_of

    def question():
        return {build.__name__: in_order(rows_of(build())) for _, build in tables.SHARED}

    duckdb, spark = on_lake(question)
    assert all(duckdb.values())
    for name, rows in duckdb.items():
        assert same(rows, spark[name]), name


def test_placements_are_the_same_and_those_of_the_engine(on_lake, same, in_order, officer):
    from zhuchao.chains import selectors
    from zhuchao.chains.engine.placement import place
    from zhuchao.chains.selectors import knowledge, tables
    from zhuchao.chains.selectors.reading import rows_of

    chain = selectors.chain(officer, CHAIN)
    duckdb, spark = on_lake(lambda: in_order(rows_of(tables.placements(chain))))
    assert same(duckdb, spark)
    cues = knowledge.cues()
    expected = {
        (row["uscc"], p.link, p.confidence, p.by)
        for row in _companies()
        if not row["is_branch"]
        for p in place(row["name"], row["scope"], chain, cues)
    }
    assert len(expected) > 100
    assert {(r["uscc"], r["link"], r["confidence"], r["by"]) for r in spark} == expected


def test_gaps_and_strength_are_the_same(on_lake, same, officer):
    from zhuchao.chains import selectors

    def question():
        gaps = [g.as_dict() for g in selectors.gaps(officer, CHAIN, DISTRICT)]
        return gaps, selectors.link_strength(officer, CHAIN, "bearings", DISTRICT)

    (duckdb, strong), (spark, strong_too) = on_lake(question)
    assert any(g["observed"] for g in duckdb)
    for one, other in zip(duckdb, spark, strict=True):
        assert same(one, other), (one, other)
    assert strong == strong_too and strong.count


@pytest.mark.parametrize("link", ["bearings", "pumps_valves"])
def test_targets_are_the_same(on_lake, officer, link):
    from zhuchao.chains import selectors

    duckdb, spark = on_lake(lambda: selectors.targets(officer, CHAIN, link, DISTRICT, 40))
    assert len(duckdb.rows) == 40 and len({t.score for t in duckdb.rows}) > 3
    assert duckdb == spark


def _row(of, **changes):
    from dataclasses import fields

    from zhuchao.companies.selectors import RegistryRow

    texts = {f.name: of.get(f.name) or "" for f in fields(RegistryRow)}
    kept = {n: of[n] for n in ("reg_date", "capital_wan", "scope", "address", "is_branch", "has_scope")}
    return RegistryRow(**texts | kept | changes)


def test_what_the_master_says_is_put_over_the_lake_alike(on_lake, same, in_order, officer, monkeypatch):
    """One company moved in and grew, one was merged away, one that no registry knows was entered."""
    from zhuchao.chains import selectors
    from zhuchao.chains.selectors import ours, tables
    from zhuchao.chains.selectors.reading import rows_of
    from zhuchao.companies.selectors import Overridden

    first, second, third = [row for row in _companies() if not row["is_branch"]][:3]
    made = {"scope": "轴承制造、水泵制造", "has_scope": True, "capital_wan": 90000.0}
    said = [
        Overridden(first["uscc"], _row(first), _row(first, county_code=DISTRICT, city_code="330600", **made)),
        Overridden(second["uscc"], _row(second), None),
        Overridden(_code(SIZE), None, _row(third, uscc=_code(SIZE), county_code="330106", **made)),
    ]
    monkeypatch.setattr(ours, "master_mark", lambda: "示例")
    monkeypatch.setattr(ours, "overridden", lambda actor: said)

    def question():
        kept = (tables.totals(), tables.years(), tables.founded(), tables.bearers())
        placed = tables.placements(selectors.chain(officer, CHAIN))
        return (
            [in_order(rows_of(table)) for table in (*kept, placed)],
            selectors.targets(officer, CHAIN, "bearings", DISTRICT, 40),
        )

    (duckdb, ranked), (spark, ranked_too) = on_lake(question)
    for one, other in zip(duckdb, spark, strict=True):
        assert same(one, other)
    assert ranked == ranked_too
    standing = {row["uscc"]: row["county_code"] for row in duckdb[-1]}
    assert standing[first["uscc"]] == DISTRICT and second["uscc"] not in standing
    assert _code(SIZE) in {t.uscc for t in ranked.rows}
