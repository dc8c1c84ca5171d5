"""Every comparison with a named peer by one command, as one table.

``python benchmarks/run.py [--only NAME]... [--small] [--json]`` runs each benchmark of this folder that has a peer in a
process of its own, one after the other, and prints: ours, the peer, what it took, the limit measured in the same run
(what nobody can beat), the ratio ours / peer (below 1: ours is the faster), and a checksum or check of the answers.
``--small`` takes sizes that pass in minutes and prove only that everything runs. Ends with status 1 when a benchmark
fails or answers differ. A ratio counts only from a quiet machine: the load before each is printed.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Line:
    """One row of the table; times as told in ``unit``."""

    what: str
    unit: str
    ours: float
    peer: str
    peers: float
    limit: float | None
    check: str
    peak_mb: int | None = None

    @property
    def ratio(self) -> float:
        """Ours as a share of the peer."""
        return self.ours / self.peers


@dataclass(frozen=True)
class Benchmark:
    """A script, what it is asked at full and at small size, and how its answers become lines."""

    script: str
    full: tuple[str, ...]
    small: tuple[str, ...]
    lines: Callable[[list[Any]], Iterable[Line]]


def _import(told: list[Any]) -> Iterable[Line]:
    for found in told:
        for kind, unit in (("processor", "s of processor"), ("seconds", "s")):
            yield Line(
                f"import of {found['rows']:,} rows with all checks",
                unit,
                found[f"ours_{kind}"],
                "DuckDB read_csv",
                found[f"plain_{kind}"],
                None,
                found["checksum"] if found["again_changed_nothing"] else "DIFFER",
                found["ours_peak_mb"],
            )


def _targets(told: list[Any]) -> Iterable[Line]:
    for found in told[0]:
        mine, *peers = found["engines"]
        for key, what in (
            ("every link ms", "best 50 of every link"),
            ("one link ms", "one link re-weighted"),
        ):
            best = min(peers, key=lambda peer: peer[key])
            equal = {e["checksum"] for e in found["engines"]} == {mine["checksum"]}
            yield Line(
                f"{what}, {found['rows']:,} rows",
                "ms",
                mine[key],
                best["engine"],
                best[key],
                found["read once ms"] if key.startswith("every") else None,
                mine["checksum"] if equal else "DIFFER",
                mine["peak MB"],
            )


def _search(told: list[Any]) -> Iterable[Line]:
    for found in told:
        wrong = found["missed"] + found["untrue"]
        for way in ("name", "all"):
            yield Line(
                f"search by {way} over HTTP, p95, {found['companies']:,} companies",
                "ms",
                found[way]["p95_ms"],
                "DuckDB scan, no HTTP",
                found["scan"]["p95_ms"],
                found["answer"]["p95_ms"],
                "DIFFER" if wrong else f"{found['hits']} hits",
            )


def _relatedness(told: list[Any]) -> Iterable[Line]:
    for found in told:
        close = found["apart_float32"] <= 1e-6
        yield Line(
            f"relatedness {found['size']}",
            "ms",
            found["ours_float32_ms"],
            "ecomplexity",
            found["ecomplexity_ms"],
            found["gemm_float32_ms"],
            f"apart {found['apart_float32']:.1e}" if close else "DIFFER",
        )


def _duplicates(told: list[Any]) -> Iterable[Line]:
    for found in told:
        ours, splink = found["ours"], found["splink"]
        yield Line(
            f"duplicates among {found['records']:,} records",
            "s",
            ours["seconds"],
            "splink",
            splink["seconds"],
            None,
            f"pair F1 {ours['pair_f1']} / {splink['pair_f1']}, cluster F1 {ours['cluster_f1']} / {splink['cluster_f1']}",
            ours["peak_mb"],
        )


BENCHMARKS: Mapping[str, Benchmark] = {
    "relatedness": Benchmark("relatedness.py", (), ("--repeat", "1"), _relatedness),
    "import": Benchmark("import_registry.py", (), ("--rows", "20000", "--repeat", "1"), _import),
    "targets": Benchmark("targets.py", (), ("--rows", "200000", "--big", "0"), _targets),
    "search": Benchmark("search.py", (), ("--questions", "50"), _search),
    "duplicates": Benchmark("duplicates.py", (), ("--total", "20000"), _duplicates),
}


def ran(one: Benchmark, *, small: bool) -> list[Any] | str:
    """What a benchmark told, a value for each line of JSON; or in words why it told nothing."""
    command = [sys.executable, str(HERE / one.script), "--json", *(one.small if small else one.full)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return f"failed: {done.stderr.strip()[-300:]}"
    told = [line for line in done.stdout.splitlines() if line.startswith(("{", "["))]
    return [json.loads(line) for line in told] or done.stdout.strip()


def shown(line: Line) -> str:
    """A row of the table."""
    limit = "" if line.limit is None else f"{line.limit:,.1f}"
    cells = (
        line.what,
        line.unit,
        f"{line.ours:,.1f}",
        line.peer,
        f"{line.peers:,.1f}",
        limit,
        f"{line.ratio:.2f}",
        line.check,
        "" if line.peak_mb is None else f"{line.peak_mb:,}",
    )
    return "| " + " | ".join(cells) + " |"


@click.command()
@click.option("--only", multiple=True, type=click.Choice(list(BENCHMARKS)), help="these alone")
@click.option("--small", is_flag=True, help="sizes that pass in minutes")
@click.option("--json", "as_json", is_flag=True)
def main(only: tuple[str, ...], small: bool, as_json: bool) -> None:
    """Run the comparisons and print one table."""
    sound = True
    if not as_json:
        click.echo("| what | unit | ours | peer | peer's | limit | ours / peer | answers | peak MB |")
        click.echo("|---" * 9 + "|")
    for name in only or BENCHMARKS:
        load = os.getloadavg()[0]
        told = ran(BENCHMARKS[name], small=small)
        if isinstance(told, str):
            sound &= told.startswith("skipped")
            click.echo(f"{name}: {told}", err=True)
            continue
        for line in BENCHMARKS[name].lines(told):
            sound &= line.check != "DIFFER"
            click.echo(json.dumps(asdict(line) | {"ratio": line.ratio}) if as_json else shown(line))
        click.echo(f"{name}: load {load:.1f} before", err=True)
    sys.exit(0 if sound else 1)


if __name__ == "__main__":
    main()
