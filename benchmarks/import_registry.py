"""What an import of a registry file costs beside the least anybody could do with it: DuckDB reading it as it is.

``python benchmarks/import_registry.py [--rows N]`` takes the file with business scopes of the real registry
(``ZHUCHAO_SHARED_DATA``), writes it as CSV and runs, each in a process of its own:

* plain: ``CREATE TABLE … AS SELECT * FROM read_csv(…)`` into a DuckDB file, nothing checked;
* ours: ``zhuchao registry import``, which checks and normalises every row, merges, writes the lake and its index;
* again: the same file once more, which must change nothing.

Seconds are wall time with the process's own start; memory is the peak of resident memory.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import click
import duckdb

FILE = "registry/registry_yrd_full.parquet"
ZHUCHAO = Path(sys.executable).with_name("zhuchao")
_PLAIN = """
import sys, duckdb
with duckdb.connect(sys.argv[2]) as engine:
    engine.execute("CREATE TABLE rows AS SELECT * FROM read_csv($1, all_varchar = true)", [sys.argv[1]])
    print(engine.execute("SELECT count(*) FROM rows").fetchone()[0])
"""


@dataclass(frozen=True)
class Run:
    """One process: wall and processor seconds, peak memory in MB, what it printed."""

    seconds: float
    processor: float
    peak_mb: float
    printed: str


def run(command: list[str], home: Path) -> Run:
    """Run a command to its end; stops the benchmark when it fails."""
    own = {k: v for k, v in os.environ.items() if k not in ("ZHUCHAO_ACTOR", "ZHUCHAO_DATABASE")}
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(
            command, env=own | {"ZHUCHAO_HOME": str(home)}, stdout=out, stderr=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        out.seek(0)
        printed = out.read()
    if os.waitstatus_to_exitcode(status):
        raise click.ClickException(f"failed: {' '.join(command)}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, printed)


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


def compared(source: Path, rows: int, folder: Path) -> dict[str, object]:
    """The figures of one comparison."""
    file, home = folder / "rows.csv", folder / "home"
    count = write_csv(source, file, rows)
    home.mkdir()
    run([str(ZHUCHAO), "registry", "status"], home)  # makes the database, so that it is not measured
    plain = run([sys.executable, "-c", _PLAIN, str(file), str(folder / "plain.duckdb")], home)
    ours = run([str(ZHUCHAO), "registry", "import", str(file), "--json"], home)
    first = lake(home)
    again = run([str(ZHUCHAO), "registry", "import", str(file), "--json"], home)
    result = json.loads(ours.printed)
    return {
        "rows": count,
        "csv_mb": round(file.stat().st_size / 1e6, 1),
        "plain_seconds": round(plain.seconds, 2),
        "ours_seconds": round(ours.seconds, 2),
        "ratio": round(ours.seconds / plain.seconds, 1),
        "again_seconds": round(again.seconds, 2),
        "plain_processor_seconds": round(plain.processor, 2),
        "ours_processor_seconds": round(ours.processor, 2),
        "plain_peak_mb": round(plain.peak_mb),
        "ours_peak_mb": round(ours.peak_mb),
        "accepted": result["accepted"],
        "rejected": result["rejected"],
        "again_changed_nothing": lake(home) == first,
        "checksum": first[1][:60],
    }


@click.command()
@click.option("--rows", default=0, help="so many rows of the file; 0 takes all")
@click.option("--json", "as_json", is_flag=True)
def main(rows: int, as_json: bool) -> None:
    """Compare an import with plain reading."""
    source = Path(os.environ.get("ZHUCHAO_SHARED_DATA", "")) / FILE
    if not os.environ.get("ZHUCHAO_SHARED_DATA") or not source.is_file():
        click.echo(f"skipped: ZHUCHAO_SHARED_DATA names no folder with {FILE}")
        return
    with tempfile.TemporaryDirectory(prefix="zhuchao-benchmark-") as folder:
        found = compared(source, rows, Path(folder))
    if as_json:
        click.echo(json.dumps(found))
    else:
        for key, value in found.items():
            click.echo(f"{key:<26} {value}")


if __name__ == "__main__":
    main()
