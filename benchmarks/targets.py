"""The best 50 companies of every link over generated rows: ours through the door of the product, plain DuckDB, polars.

``python benchmarks/targets.py [--rows 10000000] [--big 60000000] [--json]`` (extra ``bench``). Rows of a hundred links are
generated from a fixed seed with every fact of the scheme in force, laid out by the product's own code
(``chains.analytics.targets.laid_out``, ``warehouse.laying``) and ranked by ``chains.selectors.ranking``, which pages, API and
commands call. DuckDB and polars get the same facts as a table in their memory, sorted by link, with places, brands and products
as numbers and the order of ties worked out for them; of two forms of each the faster counts. Every engine runs in a
process of its own with two threads, five times in turn, and the median counts. Checksums cover every (link, code, points).
"one link" is one link asked anew under other weights. Ends with status 1 when answers differ.
"""

import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

import click
from targets_rows import LINKS, THREADS, prepared

TIMES = 5
#: By the name printed, the function of ``targets_engines``.
ENGINES = {
    "ours": "ours",
    "DuckDB, window": "duckdb_window",
    "DuckDB, top lists": "duckdb_top",
    "polars, in memory": "polars_in_memory",
    "polars, streaming": "polars_streaming",
}


def work(name: str, folder: Path) -> None:
    """A worker: for each line it is given it answers once and tells seconds, checksum and peak memory."""
    began = time.perf_counter()
    import targets_engines

    every, one = getattr(targets_engines, ENGINES[name])(folder)
    every()
    click.echo(json.dumps({"ready s": round(time.perf_counter() - began, 1)}))
    for line in sys.stdin:
        weight = int(line)
        began = time.perf_counter()
        found = one(weight) if weight else every()
        seconds = time.perf_counter() - began
        mark = hashlib.sha256(repr(sorted(found)).encode()).hexdigest()[:12]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        click.echo(json.dumps({"ms": 1e3 * seconds, "checksum": mark, "rows": len(found), "MB": peak}))


class Worker:
    """An engine in a process of its own."""

    def __init__(self, folder: Path, *args: str) -> None:
        own = os.environ | {"ZHUCHAO_HOME": str(folder / "home"), "POLARS_MAX_THREADS": str(THREADS)}
        command = [sys.executable, __file__, "--child", str(folder), *args]
        self._process = subprocess.Popen(
            command, env=own, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def told(self) -> dict[str, Any]:
        """The next line of the worker."""
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            raise SystemExit(f"worker ended: {self._process.wait()}")
        found: dict[str, Any] = json.loads(line)
        return found

    def ask(self, weight: int) -> dict[str, Any]:
        """Every link (0), or one link with a weight."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{weight}\n")
        self._process.stdin.flush()
        return self.told()

    def end(self) -> None:
        """Let the process go."""
        self._process.communicate()


def compared(rows: int, engines: Sequence[str]) -> dict[str, Any]:
    """All figures of one size."""
    with tempfile.TemporaryDirectory(prefix="zhuchao-benchmark-") as name:
        folder = Path(name)
        preparing = Worker(folder, "prepare", str(rows))
        laid = preparing.told()
        preparing.end()
        workers = {engine: Worker(folder, engine) for engine in engines}
        for worker in workers.values():
            worker.told()
        asked: dict[str, dict[int, list[dict[str, Any]]]] = {e: {0: [], 1: []} for e in engines}
        for n in range(TIMES):
            for engine, worker in workers.items():
                asked[engine][0].append(worker.ask(0))
            for engine, worker in workers.items():
                asked[engine][1].append(worker.ask(2 + n % 4))
        for worker in workers.values():
            worker.end()
    return {"rows": rows, **laid, "engines": [_figures(e, asked[e][0], asked[e][1]) for e in engines]}


def _figures(engine: str, every: list[dict[str, Any]], one: list[dict[str, Any]]) -> dict[str, Any]:
    checksums = "-".join([each["checksum"] for each in every + one])
    return {
        "engine": engine,
        "every link ms": round(median(e["ms"] for e in every), 2),
        "one link ms": round(median(e["ms"] for e in one), 2),
        "one link, slowest ms": round(max(e["ms"] for e in one), 2),
        "peak MB": every[-1]["MB"],
        "answers": every[0]["rows"],
        "checksum": hashlib.sha256(checksums.encode()).hexdigest()[:12],
    }


def shown(found: dict[str, Any]) -> str:
    """The figures as a table with ratios."""
    mine, *peers = found["engines"]
    head = list(mine)
    lines = [
        f"{found['rows']:,} rows of {LINKS} links, laid out in {found['laid out s']} s, read once in {found['read once ms']} ms",
        "",
    ]
    lines += ["| " + " | ".join([*head, "times ours"]) + " |", "|---" * (len(head) + 1) + "|"]
    for each in found["engines"]:
        ratio = each["every link ms"] / mine["every link ms"]
        lines.append("| " + " | ".join([*(str(each[h]) for h in head), f"{ratio:.2f}"]) + " |")
    best = min(p["every link ms"] for p in peers)
    lines.append(
        f"\nfaster peer / ours: {best / mine['every link ms']:.2f}; answers {'equal' if same(found) else 'DIFFER'}"
    )
    return "\n".join(lines)


def faster(found: dict[str, Any]) -> list[str]:
    """Ours and of each peer the faster form: at the larger size five engines would not lie in memory together."""
    taken = {each["engine"]: each["every link ms"] for each in found["engines"]}
    ranked = sorted(taken, key=lambda engine: taken[engine])
    return [next(e for e in ranked if e.startswith(name)) for name in ("ours", "DuckDB", "polars")]


def same(found: dict[str, Any]) -> bool:
    """True when all engines gave the same answers."""
    return len({each["checksum"] for each in found["engines"]}) == 1


@click.command()
@click.option("--rows", default=10_000_000, show_default=True)
@click.option("--big", default=60_000_000, show_default=True, help="0: only the first size")
@click.option("--json", "as_json", is_flag=True)
@click.option("--child", hidden=True)
@click.argument("rest", nargs=-1)
def main(rows: int, big: int, as_json: bool, child: str | None, rest: tuple[str, ...]) -> None:
    """Compare the best 50 of every link at two sizes."""
    if child:
        from zhuchao.site.home import start

        (Path(child) / "home").mkdir(exist_ok=True)
        start()
        if rest[0] == "prepare":
            click.echo(json.dumps(prepared(int(rest[1]), Path(child))))
        else:
            work(rest[0], Path(child))
        return
    found = []
    engines = list(ENGINES)
    for size in filter(None, (rows, big)):
        found.append(compared(size, engines))
        engines = faster(found[-1])
        if not as_json:
            click.echo(shown(found[-1]) + "\n")
    if as_json:
        click.echo(json.dumps(found))
    sys.exit(0 if all(map(same, found)) else 1)


if __name__ == "__main__":
    main()
