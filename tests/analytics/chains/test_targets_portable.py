"""The target expression answers the same on DuckDB and on Spark."""

import datetime as dt
import random

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from zhuchao.chains.analytics import expansion, targets
from zhuchao.chains.engine import bound
from zhuchao.chains.selectors.judging import scheme
from zhuchao.warehouse import engines

pytestmark = pytest.mark.django_db

CITIES = ("330600", "330100", "310100", "440100")


def placed():
    """Invented placements of one link, some columns unknown here and there."""
    pick, found = random.Random(5), []
    for i in range(600):
        city = pick.choice(CITIES)
        found.append(
            {
                "uscc": f"U{i:05d}",
                "link": pick.choice(("pumps", "gears")),
                "confidence": pick.choice(("high", "medium", "low")),
                "name": f"示例{i}" + pick.choice(("泵业有限公司", "县供水有限公司", "机械厂")),
                "core_name": pick.choice(("", "示例甲", "示例乙")),
                "province": "浙江",
                "city_code": pick.choice((city, None)),
                "county_code": pick.choice((f"{city[:4]}06", "330603", None)),
                "capital_wan": pick.choice((None, 10.5, 800.0, 6000.0, 90_000.0)),
                "reg_date": pick.choice((None, dt.date(2000, 5, 1), dt.date(2018, 5, 1))),
                "has_scope": True,
                "scope": pick.choice((None, "水泵、减速器制造", "水泵制造")),
                "trade_excess": pick.choice((0, 2, 5)),
            }
        )
    return found


def registry():
    """Companies and branches in other cities, named after their parents."""
    rows = []
    for i in range(120):
        name, city = f"示例{i}泵业有限公司", CITIES[i % 4]
        rows.append({"uscc": f"U{i:05d}", "name_key": name, "city_code": city, "is_branch": False})
        for j in range(i % 5):
            branch = {
                "uscc": f"B{i:03d}{j}",
                "name_key": f"{name}第{j}分公司",
                "city_code": CITIES[(i + j) % 4],
            }
            rows.append(branch | {"is_branch": True})
    return [
        r | {"reg_date": dt.date(2010, 1, 1), "core_name": f"示例{'甲乙丙'[i % 3]}"}
        for i, r in enumerate(rows)
    ]


def answer(backend, folder):
    tables = {
        n: engines.read_parquet(backend, [str(folder / f"{n}.parquet")], f"t_{n}")
        for n in ("placed", "registry")
    }
    pairs = expansion.branches(tables["registry"])
    asked = targets.Question(
        link="pumps",
        district="330603",
        city="330600",
        on=dt.date(2019, 4, 30),
        near={0: ("330600", "330100", "310100"), 1000: ("440100",)},
        products=("减速器",),
        kin_bearers=200,
        min_flow=2,
        bound=bound.pattern(["供水"], []),
        taken=("U00001", "U00002"),
    )
    sources = targets.Sources(
        tables["placed"],
        expansion.footprint(pairs),
        expansion.flows(pairs),
        expansion.bearers(tables["registry"]),
    )
    found = backend.to_pyarrow(targets.ranked(sources, asked, scheme(), 500)).to_pylist()
    return [{k: v for k, v in sorted(row.items())} for row in found]


@pytest.mark.spark
def test_the_ranking_is_the_same_on_both_engines(tmp_path):
    """Every fact, every score and the order of all candidates; ties of all kinds are among them."""
    from zhuchao.warehouse import spark

    pq.write_table(pa.Table.from_pylist(placed()), tmp_path / "placed.parquet")
    pq.write_table(pa.Table.from_pylist(registry()), tmp_path / "registry.parquet")
    on_duckdb, on_spark = answer(ibis.duckdb.connect(), tmp_path), answer(spark.backend(), tmp_path)
    assert on_duckdb == on_spark
    assert len(on_duckdb) > 150
    for fact in ("flow_percent", "kin", "ties", "bound", "branch_cities", "same_prefecture"):
        assert len({row[fact] for row in on_duckdb}) > 1, fact
