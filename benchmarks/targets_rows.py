"""Generated rows for ``benchmarks/targets.py``, what is asked of them, and both forms they are laid down in."""

import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any

LINKS, TOP, THREADS, SEED = 100, 50, 2, 20190430
DISTRICT, CITY, YEAR = "330603", "330600", 2019
WORDS = tuple(f"生成产品{c}" for c in "甲乙丙丁戊己庚辛壬癸子丑")
FACTS = ("fit", "capital_wan", "age_years", "branch_cities", "branch_age_years", "trade_excess", "bound")


#: A number from 0 to 1 drawn for row i, another for every n.
_U = "(hash(i * 1009 + {n} + {seed}) % 1000003 / 1000003.0)"


def _u(n: int) -> str:
    return _U.format(n=n, seed=SEED)


PLACEMENTS = f"""
SELECT 'G' || lpad(((i * 7919) % 100000007)::VARCHAR, 17, '0') AS uscc,
  'link' || lpad(floor({LINKS} * pow({_u(1)}, 1.3))::INTEGER::VARCHAR, 2, '0') AS link,
  CASE WHEN {_u(2)} < .3 THEN 'high' WHEN {_u(2)} < .7 THEN 'medium' ELSE 'low' END AS confidence,
  '生成' || CASE WHEN {_u(3)} < .01 THEN '县供水有限公司' ELSE '机械有限公司' END AS name,
  CASE WHEN {_u(4)} < .4 THEN '生成字号' || floor({_u(5)} * {{brands}})::INTEGER END AS core_name,
  '生成' AS province, c.city AS city_code, CASE WHEN {_u(6)} < .92 THEN c.county END AS county_code,
  CASE WHEN {_u(7)} < .2 THEN NULL
    WHEN {_u(7)} < .7 THEN [10, 50, 100, 200, 500, 1000, 2000, 5000, 10000][1 + floor({_u(8)} * 9)::INTEGER]
    ELSE floor(exp(2 + 9 * {_u(8)})) END::DOUBLE AS capital_wan,
  CASE WHEN {_u(9)} > .02 THEN DATE '1985-01-01' + floor({_u(10)} * 12500)::INTEGER END AS reg_date,
  true AS has_scope, bits,
  list_aggregate(list_transform(list_filter(range({len(WORDS)}), lambda n: (bits >> n) & 1 = 1),
    lambda n: {list(WORDS)}[n + 1]), 'string_agg', '、') AS scope,
  CASE WHEN {_u(11)} < .8 THEN 0 ELSE floor({_u(12)} * 7)::BIGINT END AS trade_excess
FROM (SELECT i, (hash(i * 7 + {SEED}) & hash(i * 11 + {SEED}) & hash(i * 13 + {SEED}) & {(1 << len(WORDS)) - 1})::BIGINT
  AS bits, floor(pow({_u(0)}, 2) * (SELECT count(*) FROM counties))::BIGINT AS n FROM range({{rows}}) t(i))
JOIN counties c USING (n)
"""
FOOTPRINT = f"""
SELECT 'G' || lpad(((i * 7919) % 100000007)::VARCHAR, 17, '0') AS uscc, 1 + floor(pow({_u(13)}, 4) * 20)::BIGINT AS branch_cities,
  CASE WHEN {_u(14)} < .9 THEN DATE '2000-01-01' + floor({_u(15)} * 7000)::INTEGER END AS newest
FROM range({{rows}}) t(i) WHERE {_u(16)} < .15
"""


def generated(rows: int, folder: Path) -> None:
    """Write the tables the product ranks from; all of it is drawn, none of it is real."""
    import duckdb
    import pyarrow as pa

    from zhuchao.rulebook import regions
    from zhuchao.rulebook.regions import Level

    places = [(r.code, f"{r.code[:4]}00") for r in regions.all_regions().values() if r.level is Level.COUNTY]
    con = duckdb.connect(config={"threads": THREADS})
    con.execute(f"SET temp_directory = '{folder}/spill'")
    counties = pa.table(
        {"n": list(range(len(places))), "county": [c for c, _ in places], "city": [c for _, c in places]}
    )
    con.register("counties", counties)
    cities, brands = sorted({c for _, c in places}), max(rows // 20, 10)
    con.register("cities", pa.table({"city": cities}))
    for name, query in {
        "placements": PLACEMENTS.format(rows=rows, brands=brands),
        "footprint": FOOTPRINT.format(rows=rows),
        "flows": "SELECT a.city AS from_city, b.city AS to_city, (hash(a.city || b.city) % 40)::BIGINT AS flow "
        "FROM cities a CROSS JOIN cities b WHERE a.city <> b.city",
        "bearers": f"SELECT '生成字号' || i AS core_name, (2 + i % 40)::BIGINT AS bearers FROM range({brands}) t(i)",
    }.items():
        con.execute(f"COPY ({query}) TO '{folder}/{name}.parquet' (FORMAT parquet)")


def scheme(weight: int = 1) -> Any:
    """The scheme in force; with another weight the criterion of size counts so many times."""
    from zhuchao.chains.engine.weights import reweighted
    from zhuchao.chains.selectors import judging

    return reweighted(judging.scheme(), {"capital": Decimal(weight)})


def question(n: int) -> Any:
    """What is asked of a link: its own few products of local firms count as ties."""
    from datetime import date

    from zhuchao.chains.analytics.targets import Question
    from zhuchao.chains.engine.scoring import floors_of
    from zhuchao.chains.selectors import judging
    from zhuchao.chains.selectors.distances import bands_of

    return Question(
        link=f"link{n:02d}",
        district=DISTRICT,
        city=CITY,
        on=date(YEAR, 4, 30),
        near=bands_of(DISTRICT, floors_of(judging.scheme(), "km")),
        products=tuple(WORDS[(n + k) % len(WORDS)] for k in range(2 + n % 4)),
        kin_bearers=20,
        min_flow=5,
        bound="供水有限公司$",
        taken=frozenset(),
    )


def sources(folder: Path) -> Any:
    """The generated tables, bound to the product's engine."""
    from zhuchao.chains.analytics.targets import Sources
    from zhuchao.warehouse import engines

    names = ("placements", "footprint", "flows", "bearers")
    return Sources(*(engines.files(name, [str(folder / f"{name}.parquet")]) for name in names))


def prepared(rows: int, folder: Path) -> dict[str, float]:
    """Generate, lay out by our own code (seconds told), and write the table of facts for the peers."""
    from zhuchao.chains.analytics import targets
    from zhuchao.chains.selectors import ranking
    from zhuchao.warehouse import engines, laying

    generated(rows, folder)
    engines.connect().raw_sql(f"SET temp_directory = '{folder}/spill'")
    asked, tables = question(0), sources(folder)
    laid_out = targets.laid_out(
        tables.placements, tables.footprint, tables.bearers, asked.on, asked.bound, asked.kin_bearers
    )
    began = time.perf_counter()
    (folder / "laid").mkdir()
    words = {question(n).link: WORDS for n in range(LINKS)}
    laying.lay(
        engines.batches(engines.connect(), laid_out, 1 << 16), folder / "laid", ranking.plan(scheme(), words)
    )
    seconds = time.perf_counter() - began
    _facts_for_peers(folder, laid_out, asked, tables)
    return {"laid out s": round(seconds, 1), "read once ms": round(_read_once(folder), 2)}


def _read_once(folder: Path) -> float:
    """Milliseconds in which every fact that makes points is read once from memory and added up, the median of five: no
    answer that looks at every row takes less."""
    import numpy as np
    import pyarrow.parquet as pq

    facts = pq.read_table(folder / "facts.parquet", columns=[*FACTS, "bits", "place", "kin"])
    columns = [np.ascontiguousarray(c.fill_null(0).to_numpy()) for c in facts.columns]
    words = [np.frombuffer(c, dtype=np.int64, count=c.nbytes // 8) for c in columns]
    taken = []
    with ThreadPoolExecutor(THREADS) as pool:
        for _ in range(5):
            began = time.perf_counter()
            list(pool.map(np.sum, words))
            taken.append(1e3 * (time.perf_counter() - began))
    return median(taken)


def _facts_for_peers(folder: Path, laid_out: Any, asked: Any, tables: Any) -> None:
    """One table of whole numbers in the order of ties, and the points of places and brands for our district."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from zhuchao.chains.selectors import ranking
    from zhuchao.warehouse import engines

    laid = ranking.opened(folder / "laid")
    local, con = ranking.local(laid, tables, asked), engines.connect().con
    # Ours was laid out within the product's own limit; the peers' table is sorted whole.
    con.execute("SET memory_limit = '8GB'")
    for name, points in (("place", local.places(scheme())), ("kin", local.kin(scheme()))):
        numbered = laid.codes(name).append_column("code", pa.array(range(len(points)), pa.int32()))
        pq.write_table(
            numbered.append_column("points", pa.array(points, pa.int32())), folder / f"{name}.parquet"
        )
    small = ", ".join(f"{f}::SMALLINT AS {f}" for f in FACTS if f != "capital_wan")
    con.execute(
        f"COPY (SELECT substr(link, 5)::TINYINT AS link, uscc, capital_wan::INTEGER AS capital_wan, {small}, "
        f"bits::SMALLINT AS bits, p.code::SMALLINT AS place, k.code AS kin FROM ({engines.connect().compile(laid_out)}) r "
        f"JOIN '{folder}/place.parquet' p ON p.city_code IS NOT DISTINCT FROM r.city_code "
        "AND p.county_code IS NOT DISTINCT FROM r.county_code "
        f"JOIN '{folder}/kin.parquet' k ON k.kin_core IS NOT DISTINCT FROM r.kin_core "
        "ORDER BY r.link, coalesce(r.capital_wan, -1) DESC, uscc) "
        f"TO '{folder}/facts.parquet' (FORMAT parquet)"
    )
