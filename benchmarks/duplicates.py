"""Duplicates among a million records drawn from real registry rows, beside splink on the same cleaned columns.

``python benchmarks/duplicates.py [--total N] [--seed S] [--without-peer] [--json]`` reads the registry
(``ZHUCHAO_SHARED_DATA``), draws variants and near misses (``tests/invented/record_variants.py``) and prints pair and
cluster figures and seconds. The threshold is the rulebook's, fixed on seed 7; splink gets the best threshold of a grid
on the very data. Both start from
the same cleaned columns; the clock of each runs from there to its clusters (splink's at one threshold). splink is the extra
``bench``. A cluster counts when it holds exactly the records of one company.
"""

import json
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

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


def scores(groups: Iterable[Sequence[int]], company: Sequence[int]) -> dict[str, float]:
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
    found = {
        "pair_precision": right / max(said, 1),
        "pair_recall": right / truth,
        "pair_f1": 2 * right / (said + truth),
        "cluster_f1": 2 * whole / (count + many),
        "largest": largest,
    }
    return {key: round(value, 4) for key, value in found.items()}


class Clock:
    """Seconds of the wall and of the processor since it was made."""

    def __init__(self) -> None:
        self._wall, self._busy = time.perf_counter(), time.process_time()

    def read(self) -> dict[str, float]:
        """Both, to a tenth."""
        return {
            "seconds": round(time.perf_counter() - self._wall, 1),
            "processor": round(time.process_time() - self._busy, 1),
        }


def measured(total: int, seed: int, peer: bool) -> dict[str, Any]:
    """The figures of one run."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhuchao.site.settings")
    import django

    django.setup()
    from zhuchao.companies.engine import twins
    from zhuchao.companies.selectors import comparing, twin_words

    rows, company = records(total, seed)
    points, words = twin_words.points(TODAY), twin_words.words(TODAY)
    clock = Clock()
    cleaned = [twins.cleaned(n, u, c, t, a, w, d, "", words) for n, u, c, t, a, w, d in rows]
    cleaning = clock.read()
    clock = Clock()
    found = comparing.compared(cleaned, points)
    kept = found.points >= points.same_from
    columns = (found.points[kept].tolist(), found.left[kept].tolist(), found.right[kept].tolist())
    links = list(zip(*columns, strict=True))
    groups = twins.clusters(links, points.largest_cluster, points.least_links)
    ours = clock.read() | {"pairs": len(found.left)} | scores(groups.values(), company)
    ours["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    told = {
        "records": len(rows),
        "companies": len(set(company)),
        "seed": seed,
        "cleaning": cleaning,
        "ours": ours,
    }
    if peer:
        del found, links, groups, columns, kept
        told["splink"] = splink_run(cleaned, company)
        told["ratio"] = round(ours["seconds"] / told["splink"]["seconds"], 2)
    return told


@click.command()
@click.option("--total", default=1_000_000, show_default=True)
@click.option("--seed", default=42, show_default=True)
@click.option("--without-peer", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
def main(total: int, seed: int, without_peer: bool, as_json: bool) -> None:
    """Run ours, then splink."""
    if not os.environ.get("ZHUCHAO_SHARED_DATA"):
        click.echo("skipped: ZHUCHAO_SHARED_DATA is not set")
        return
    told = measured(total, seed, not without_peer)
    click.echo(json.dumps(told) if as_json else "\n".join(f"{k:>10}  {v}" for k, v in told.items()))


def splink_run(cleaned: Sequence[object], company: Sequence[int]) -> dict[str, Any]:
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
    clock = Clock()
    api = DuckDBAPI()
    linker = (
        Linker(api.register(frame), settings) if hasattr(api, "register") else Linker(frame, settings, api)
    )
    linker.training.estimate_probability_two_random_records_match([block_on("stem", "city")], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("stem"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("day", "city"))
    predicted = linker.inference.predict(threshold_match_probability=0.2)
    linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, 0.9).as_pandas_dataframe()
    spent = clock.read()
    edges = predicted.as_pandas_dataframe()
    best: dict[str, Any] = {"pair_f1": -1.0}
    for threshold in (0.3, 0.5, 0.7, 0.9, 0.99, 0.999):
        kept = edges[edges.match_probability >= threshold]
        found = scores(components(kept.unique_id_l.tolist(), kept.unique_id_r.tolist()), company)
        best = max(best, found | {"threshold": threshold}, key=lambda one: one["pair_f1"])
    return spent | {"pairs": len(edges)} | best


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
