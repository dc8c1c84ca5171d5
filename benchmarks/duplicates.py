"""Duplicates among a million records drawn from real registry rows, beside splink on the same cleaned columns.

``python benchmarks/duplicates.py [--total N] [--seed S] [--splink]`` reads the registry (``ZHUCHAO_SHARED_DATA``), draws
variants and near misses (``tests/invented/record_variants.py``) and prints pair and cluster figures and seconds. The
threshold is the rulebook's, fixed on seed 7; splink gets the best threshold of a grid on the very data.
``--splink`` needs the extra ``bench``. A cluster counts when it holds exactly the records of one company.
"""

import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import click
import duckdb

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "invented"))
import record_variants

TODAY = date(2026, 1, 1)
_ROWS = """
SELECT name, uscc, coalesce(county_code, ''), coalesce(city_code, ''), coalesce(address, ''), capital_wan,
       CAST(reg_date AS VARCHAR)
FROM (SELECT * FROM read_parquet('{folder}/registry_yrd_full.parquet')
      UNION ALL BY NAME SELECT * FROM read_parquet('{folder}/registry_other_scope_500k.parquet'))
WHERE name IS NOT NULL AND uscc IS NOT NULL ORDER BY hash(uscc || '{seed}') LIMIT {count}
"""


def records(total: int, seed: int) -> tuple[list[record_variants.Record], list[int]]:
    """Drawn records and the company each belongs to."""
    folder = Path(os.environ["ZHUCHAO_SHARED_DATA"]) / "registry"
    rows = duckdb.sql(_ROWS.format(folder=folder, seed=seed, count=int(total * 0.7))).fetchall()
    return record_variants.mixed(rows, total, seed)


def scores(groups: Iterable[Sequence[int]], company: Sequence[int]) -> str:
    """Pairs and whole clusters against the truth."""
    sizes = Counter(company)
    truth = sum(n * (n - 1) // 2 for n in sizes.values())
    many = sum(n > 1 for n in sizes.values())
    said = right = whole = count = largest = 0
    for group in groups:
        held = Counter(company[row] for row in group)
        said += len(group) * (len(group) - 1) // 2
        right += sum(n * (n - 1) // 2 for n in held.values())
        whole += len(held) == 1 and sizes[company[group[0]]] == len(group)
        count, largest = count + 1, max(largest, len(group))
    return (
        f"pairs P {right / said:.4f} R {right / truth:.4f} F1 {2 * right / (said + truth):.4f}; "
        f"clusters P {whole / count:.4f} R {whole / many:.4f} F1 {2 * whole / (count + many):.4f}; largest {largest}"
    )


@click.command()
@click.option("--total", default=1_000_000)
@click.option("--seed", default=42)
@click.option("--splink", "peer", is_flag=True)
def main(total: int, seed: int, peer: bool) -> None:
    """Run ours, then splink when asked."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhuchao.site.settings")
    import django

    django.setup()
    from zhuchao.companies.engine import twins
    from zhuchao.companies.selectors import comparing, twin_words

    rows, company = records(total, seed)
    points, words = twin_words.points(TODAY), twin_words.words(TODAY)
    click.echo(f"{len(rows)} records of {len(set(company))} companies, seed {seed}")
    began, busy = time.perf_counter(), time.process_time()
    cleaned = [twins.cleaned(n, u, c, t, a, w, d, "", words) for n, u, c, t, a, w, d in rows]
    cleaning, cleaning_busy = time.perf_counter() - began, time.process_time() - busy
    found = comparing.compared(cleaned, points)
    kept = found.points >= points.same_from
    columns = (found.points[kept].tolist(), found.left[kept].tolist(), found.right[kept].tolist())
    links = list(zip(*columns, strict=True))
    groups = twins.clusters(links, points.largest_cluster, points.least_links)
    spent, spent_busy = time.perf_counter() - began, time.process_time() - busy
    click.echo(f"ours: {scores(groups.values(), company)}")
    click.echo(
        f"ours: {spent:.1f} s ({spent_busy:.1f} s of processor), of it cleaning {cleaning:.1f} s ({cleaning_busy:.1f} s); "
        f"{len(found.left)} pairs, peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
    )
    if peer:
        del found, links, groups
        splink_run(cleaned, company)


def splink_run(cleaned: Sequence[object], company: Sequence[int]) -> None:
    """Splink 5 on DuckDB: its usual comparisons and training on the cleaned columns, best threshold of a grid."""
    import pandas as pd
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    frame = pd.DataFrame(
        {
            f: [getattr(r, f) or None for r in cleaned]
            for f in ("stem", "whole", "uscc", "county", "city", "address", "capital", "day")
        }
    )
    frame["unique_id"] = range(len(frame))
    frame["head"], frame["tail"] = frame["stem"].str[:3], frame["stem"].str[-3:]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("stem", [0.92, 0.82]),
            cl.ExactMatch("uscc"),
            cl.ExactMatch("county"),
            cl.ExactMatch("city"),
            cl.JaroWinklerAtThresholds("address", [0.92, 0.8]),
            cl.ExactMatch("capital"),
            cl.ExactMatch("day"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("uscc"), block_on("stem"), block_on("head", "city"), block_on("tail", "city", "capital"),
            block_on("day", "city"), block_on("address"),
        ],
    )  # fmt: skip
    began, busy = time.perf_counter(), time.process_time()
    api = DuckDBAPI()
    linker = (
        Linker(api.register(frame), settings) if hasattr(api, "register") else Linker(frame, settings, api)
    )
    linker.training.estimate_probability_two_random_records_match([block_on("stem", "city")], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("stem"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("day", "city"))
    edges = linker.inference.predict(threshold_match_probability=0.2).as_pandas_dataframe()
    click.echo(
        f"splink: {time.perf_counter() - began:.1f} s ({time.process_time() - busy:.1f} s of processor), {len(edges)} pairs"
    )
    for threshold in (0.3, 0.5, 0.7, 0.9, 0.99, 0.999):
        kept = edges[edges.match_probability >= threshold]
        click.echo(
            f"splink {threshold}: {scores(components(kept.unique_id_l.tolist(), kept.unique_id_r.tolist()), company)}"
        )
    click.echo(f"splink: {time.perf_counter() - began:.1f} s with clustering at six thresholds")


def components(left: Sequence[int], right: Sequence[int]) -> list[list[int]]:
    """Connected components, as splink clusters."""
    home: dict[int, int] = {}

    def root(row: int) -> int:
        while home.setdefault(row, row) != row:
            home[row] = home[home[row]]
            row = home[row]
        return row

    for a, b in zip(left, right, strict=True):
        home[root(a)] = root(b)
    found: dict[int, list[int]] = {}
    for row in list(home):
        found.setdefault(root(row), []).append(row)
    return list(found.values())


if __name__ == "__main__":
    main()
