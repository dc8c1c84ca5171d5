"""What an import of a registry file costs beside the least anybody could do with it: DuckDB reading it as it is.

``python benchmarks/import_registry.py [--rows N]`` takes the file with business scopes of the real registry
(``ZHUCHAO_SHARED_DATA``), writes it as CSV and runs, each in a process of its own:

* plain: ``CREATE TABLE … AS SELECT * FROM read_csv(…)`` into a DuckDB file, nothing checked;
* ours: the import as commands and pages call it, which checks and normalises every row, merges, writes the lake and its
  search file. What the search file takes (plain reading makes none) is clocked inside and told apart: ``ratio`` is
  without it, ``ratio_with_index`` the whole;
* again: the same file once more, which must change nothing.

Plain and ours run ``--repeat`` times in turn, the median counts. Both are clocked inside, from the call to its end: starting
Python is no part of either. Memory is the peak of resident memory of the process.
"""

import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import duckdb

FILE = "registry/registry_yrd_full.parquet"
ZHUCHAO = Path(sys.executable).with_name("zhuchao")
_PLAIN = """
import json, sys, time, duckdb
wall, busy = time.perf_counter(), time.process_time()
with duckdb.connect(sys.argv[2]) as engine:
    engine.execute("CREATE TABLE rows AS SELECT * FROM read_csv($1, all_varchar = true)", [sys.argv[1]])
print(json.dumps([time.perf_counter() - wall, time.process_time() - busy]))
"""
#: An import that tells what its search file took.
_OURS = """
import json, sys, time
from pathlib import Path
from zhuchao.site.home import start
start()
from zhuchao.companies.flows.import_registry import import_registry
from zhuchao.companies.store import indexing
from zhuchao.terms.actor import SYSTEM

make = indexing.make

def clocked(*given, **named):
    wall, busy = time.perf_counter(), time.process_time()
    try:
        return make(*given, **named)
    finally:
        print(json.dumps([time.perf_counter() - wall, time.process_time() - busy]))

indexing.make = clocked
wall, busy = time.perf_counter(), time.process_time()
told = import_registry(actor=SYSTEM, paths=[Path(sys.argv[1])])
print(json.dumps([time.perf_counter() - wall, time.process_time() - busy, told.accepted, told.rejected]))
"""


@dataclass(frozen=True)
class Run:
    """One process: peak memory in MB, what it printed."""

    peak_mb: float
    printed: str


def run(command: list[str], home: Path) -> Run:
    """Run a command to its end; stops the benchmark when it fails."""
    own = {k: v for k, v in os.environ.items() if k not in ("ZHUCHAO_ACTOR", "ZHUCHAO_DATABASE")}
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(
            command, env=own | {"ZHUCHAO_HOME": str(home)}, stdout=out, stderr=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        out.seek(0)
        printed = out.read()
    if os.waitstatus_to_exitcode(status):
        raise click.ClickException(f"failed: {' '.join(command)}")
    return Run(usage.ru_maxrss / 1024, printed)


def write_csv(source: Path, target: Path, rows: int) -> int:
    """The first rows of a Parquet file as CSV; gives their number (0 asks for all)."""
    limit = f"LIMIT {rows}" if rows else ""
    with duckdb.connect() as engine:
        engine.execute(
            f"COPY (SELECT * FROM read_parquet('{source}') {limit}) TO '{target}' (HEADER, DELIMITER ',')"
        )
        found = engine.execute("SELECT count(*) FROM (FROM read_parquet($1) " + limit + ")", [str(source)])
        return int(found.fetchall()[0][0])


def lake(home: Path) -> tuple[int, str]:
    """The lake's version and the checksum of its rows."""
    manifest = json.loads((home / "lake" / "manifest.json").read_text(encoding="utf-8"))
    return manifest["version"], "-".join(
        v for _, v in sorted(manifest["tables"]["registry"]["checksums"].items())
    )


def compared(source: Path, rows: int, repeat: int, folder: Path) -> dict[str, object]:
    """The figures of one comparison."""
    file = folder / "rows.csv"
    count = write_csv(source, file, rows)
    plains: list[list[float]] = []
    told: list[list[list[float]]] = []
    peaks = {"plain": 0.0, "ours": 0.0}
    for turn in range(repeat):
        home = folder / f"home{turn}"
        home.mkdir()
        run([str(ZHUCHAO), "registry", "status"], home)  # makes the database, so that it is not measured
        done = run([sys.executable, "-c", _PLAIN, str(file), str(folder / f"{turn}.duckdb")], home)
        plains.append(json.loads(done.printed))
        peaks["plain"] = max(peaks["plain"], done.peak_mb)
        done = run([sys.executable, "-c", _OURS, str(file)], home)
        told.append([json.loads(line) for line in done.printed.splitlines()[-2:]])
        peaks["ours"] = max(peaks["ours"], done.peak_mb)
    first = lake(home)
    run([str(ZHUCHAO), "registry", "import", str(file), "--json"], home)
    plain, index, whole = (_medians(each) for each in (plains, [t[0] for t in told], [t[1] for t in told]))
    ratios = {
        f"{name}_{kind}": round((whole[kind] - without) / plain[kind], 2)
        for kind in plain
        for name, without in (("ratio", index[kind]), ("ratio_with_index", 0.0))
    }
    return {
        "rows": count,
        "csv_mb": round(file.stat().st_size / 1e6, 1),
        **{f"plain_{kind}": round(value, 2) for kind, value in plain.items()},
        **{f"ours_{kind}": round(whole[kind] - index[kind], 2) for kind in plain},
        **{f"index_{kind}": round(value, 2) for kind, value in index.items()},
        **ratios,
        **{f"{who}_peak_mb": round(peak) for who, peak in peaks.items()},
        "accepted": told[0][1][2],
        "rejected": told[0][1][3],
        "again_changed_nothing": lake(home) == first,
        "checksum": hashlib.sha256(first[1].encode()).hexdigest()[:12],
    }


def _medians(clocked: Sequence[Sequence[float]]) -> dict[str, float]:
    return {
        kind: statistics.median([each[place] for each in clocked])
        for place, kind in enumerate(("seconds", "processor"))
    }


@click.command()
@click.option("--rows", default=0, help="so many rows of the file; 0 takes all")
@click.option("--repeat", default=3, show_default=True)
@click.option("--json", "as_json", is_flag=True)
def main(rows: int, repeat: int, as_json: bool) -> None:
    """Compare an import with plain reading."""
    source = Path(os.environ.get("ZHUCHAO_SHARED_DATA", "")) / FILE
    if not os.environ.get("ZHUCHAO_SHARED_DATA") or not source.is_file():
        click.echo(f"skipped: ZHUCHAO_SHARED_DATA names no folder with {FILE}")
        return
    with tempfile.TemporaryDirectory(prefix="zhuchao-benchmark-") as folder:
        found = compared(source, rows, repeat, Path(folder))
    if as_json:
        click.echo(json.dumps(found))
    else:
        for key, value in found.items():
            click.echo(f"{key:<26} {value}")


if __name__ == "__main__":
    main()
