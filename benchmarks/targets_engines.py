"""The engines that ``benchmarks/targets.py`` compares: for each the best of every link, and of one link by weight."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from targets_rows import FACTS, LINKS, THREADS, TOP, WORDS, question, scheme, sources

Every = Callable[[], list[tuple[int, str, int]]]
One = Callable[[int], list[tuple[int, str, int]]]


def ours(folder: Path) -> tuple[Every, One]:
    """Every link, and one link by weight, as the product ranks them."""
    from zhuchao.chains.selectors import ranking

    laid, tables, asked = (
        ranking.opened(folder / "laid"),
        sources(folder),
        [question(n) for n in range(LINKS)],
    )

    def told(rules: Any, wanted: list[int]) -> list[tuple[int, str, int]]:
        by, found = ranking.Ranking(laid, tables, asked[0], rules), []
        for n in wanted:
            best = by.best(asked[n], TOP)
            codes = laid.take(best.rows, ["uscc"]).column("uscc").to_pylist()
            found += zip([n] * len(codes), codes, best.points.tolist(), strict=True)
        return found

    return lambda: told(scheme(), list(range(LINKS))), lambda weight: told(scheme(weight), [0])


def _case(criterion: Any) -> str:
    bands = " ".join(f"WHEN {criterion.fact} >= {b.at_least} THEN {b.tenths}" for b in criterion.bands)
    missing = criterion.missing.tenths if criterion.missing else 0
    return f"CASE WHEN {criterion.fact} IS NULL THEN {missing} {bands} ELSE 0 END"


def _counted(rules: Any, most: int) -> list[int]:
    from zhuchao.chains.engine.scoring import tenths_of

    return [tenths_of(rules, "ties", n) for n in range(most + 1)]


def _masks() -> list[int]:
    return [sum(1 << WORDS.index(w) for w in question(n).products) for n in range(LINKS)]


def _sql(folder: Path, select: str) -> tuple[Every, One]:
    import duckdb

    con = duckdb.connect(config={"threads": THREADS})
    # In the order of the file, so that a row's number is its place among equals.
    con.execute(f"CREATE TABLE facts AS SELECT * FROM '{folder}/facts.parquet'")
    for name in ("place", "kin"):
        con.execute(
            f"CREATE TABLE {name} AS SELECT code::INTEGER AS code, points FROM '{folder}/{name}.parquet'"
        )
    masks = ", ".join(f"({n}, {mask})" for n, mask in enumerate(_masks()))
    con.execute(f"CREATE TABLE links AS SELECT * FROM (VALUES {masks}) t(link, mask)")

    def ask(rules: Any, where: str) -> list[tuple[int, str, int]]:
        named = "bit_count(bits & l.mask)"
        cases = " ".join(f"WHEN {n} THEN {t}" for n, t in enumerate(_counted(rules, len(WORDS))))
        points = " + ".join(_case(c) for c in rules.criteria if c.fact in FACTS)
        points += f" + p.points + k.points + CASE {named} {cases} END"
        rows = (
            f"SELECT facts.link, facts.rowid AS tie, {points} AS tenths FROM facts JOIN links l USING (link) "
            f"JOIN place p ON p.code = place JOIN kin k ON k.code = kin WHERE p.points > -100000 {where}"
        )
        return [
            (int(n), str(code), int(t)) for n, code, t in con.execute(select.format(rows=rows)).fetchall()
        ]

    return lambda: ask(scheme(), ""), lambda weight: ask(scheme(weight), "AND facts.link = 0")


def duckdb_window(folder: Path) -> tuple[Every, One]:
    """Plain SQL with a window."""
    return _sql(
        folder,
        "SELECT w.link, uscc, tenths FROM (SELECT * FROM ({rows}) QUALIFY row_number() OVER (PARTITION BY link "
        f"ORDER BY tenths DESC, tie) <= {TOP}) w JOIN facts ON facts.rowid = w.tie",
    )


def duckdb_top(folder: Path) -> tuple[Every, One]:
    """SQL with the list of the largest keys of each link, points and place among equals in one number."""
    return _sql(
        folder,
        # Points are lifted above nought, where division leaves no doubt about rounding.
        "SELECT w.link, uscc, (key + 99999999) // 100000000 - 10000 AS tenths FROM (SELECT link, "
        f"unnest(max((tenths + 10000)::BIGINT * 100000000 - tie, {TOP})) AS key FROM ({{rows}}) GROUP BY link) w "
        "JOIN facts ON facts.rowid = (key + 99999999) // 100000000 * 100000000 - key",
    )


def _polars(folder: Path, engine: str) -> tuple[Every, One]:
    import polars as pl

    facts = pl.read_parquet(folder / "facts.parquet")
    uscc, facts = facts["uscc"], facts.drop("uscc").with_row_index("tie")
    place, kin = (pl.read_parquet(folder / f"{n}.parquet")["points"] for n in ("place", "kin"))
    first = int((facts["link"] == 0).sum())
    masks = pl.Series("mask", _masks(), dtype=pl.Int16)

    def ask(rules: Any, rows: pl.DataFrame) -> list[tuple[int, str, int]]:
        points = pl.lit(place).gather(pl.col("place")) + pl.lit(kin).gather(pl.col("kin"))
        for c in (c for c in rules.criteria if c.fact in FACTS):
            missing = c.missing.tenths if c.missing else 0
            case = pl.when(pl.col(c.fact).is_null()).then(pl.lit(missing, pl.Int32))
            for b in c.bands:
                case = case.when(pl.col(c.fact) >= b.at_least).then(pl.lit(b.tenths, pl.Int32))
            points = points + case.otherwise(pl.lit(0, pl.Int32))
        named = (pl.col("bits") & pl.lit(masks).gather(pl.col("link"))).bitwise_count_ones()
        points = points + pl.lit(pl.Series(_counted(rules, len(WORDS)), dtype=pl.Int32)).gather(named)
        key = pl.col("tenths").cast(pl.Int64) * 100_000_000 - pl.col("tie")
        best = rows.lazy().select("link", "tie", tenths=points).filter(pl.col("tenths") > -100_000)
        best = best.group_by("link").agg(key.top_k(TOP).alias("key")).explode("key")
        told = best.with_columns(tenths=(pl.col("key") + 99_999_999) // 100_000_000).with_columns(
            uscc=pl.lit(uscc).gather(pl.col("tenths") * 100_000_000 - pl.col("key"))
        )
        return told.select("link", "uscc", "tenths").collect(engine=engine).rows()

    return lambda: ask(scheme(), facts), lambda weight: ask(scheme(weight), facts[:first])


def polars_in_memory(folder: Path) -> tuple[Every, One]:
    """Points by expression, the largest keys of each link by group."""
    return _polars(folder, "in-memory")


def polars_streaming(folder: Path) -> tuple[Every, One]:
    """The same in polars' streaming engine."""
    return _polars(folder, "streaming")
