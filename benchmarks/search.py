"""How long a name search takes over HTTP, asked of a running ``zhuchao serve`` over one kept connection.

``python benchmarks/search.py [--home PATH] [--questions N] [--json]``. Without ``--home`` it makes a demonstration home
with the real registry (``ZHUCHAO_SHARED_DATA``; some minutes). Questions are pieces of two to five characters of the names
in the lake, drawn with a fixed seed, so that common and rare ones come in their true proportions. In the same run:
``answer`` is the server's floor (an endpoint that reads nothing of the registry), ``scan`` is DuckDB over the names held in
memory, with ``contains`` and the first twenty by name. Checked: no name that is said to hold what was asked lacks it, and the
search finds something wherever the scan does.
"""

import http.client
import json
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import click
import duckdb

from zhuchao.companies.engine.linkage import CONTAINED
from zhuchao.companies.engine.search import bare
from zhuchao.demo.engine.district import PASSWORD

ZHUCHAO = Path(sys.executable).with_name("zhuchao")
LOGIN = "zhongxin"
SHORTEST, LONGEST, TOP = 2, 5, 20
_HAN = re.compile(r"[一-龥]+")


class Client:
    """One logged-in person over one kept connection."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._kept = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._cookies: dict[str, str] = {}

    def ask(self, path: str, form: dict[str, str] | None = None) -> bytes:
        """The body of an answer; a form is posted."""
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self._cookies.items())}
        if form is not None:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Referer": f"http://127.0.0.1:{self._port}/",
            }
        self._kept.request(
            "POST" if form else "GET", path, urlencode(form) if form else None, headers=headers
        )
        answer = self._kept.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        body = answer.read()
        if answer.status >= 400:
            raise click.ClickException(f"{answer.status} {path}: {body[:200].decode(errors='replace')}")
        return body

    def log_in(self) -> None:
        """Through the log-in page, as everybody."""
        page = self.ask("/accounts/login/?next=/").decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        if token is None:
            raise click.ClickException("the log-in page has no form")
        form = {"csrfmiddlewaretoken": token[1], "login": LOGIN, "password": PASSWORD, "next": "/"}
        self.ask("/accounts/login/?next=/", form)


@contextmanager
def serving(home: Path) -> Iterator[int]:
    """The port of a server over this home, until the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = subprocess.Popen(
        [ZHUCHAO, "serve", "--port", str(port)],
        env=os.environ | {"ZHUCHAO_HOME": str(home)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        if not process.stdout.readline():
            raise click.ClickException("the server did not start")
        yield port
    finally:
        process.terminate()
        process.wait(60)


def names_of(home: Path) -> "duckdb.DuckDBPyConnection":
    """The names of the lake, in memory."""
    engine = duckdb.connect()
    files = json.loads((home / "lake" / "manifest.json").read_text(encoding="utf-8"))
    paths = [str(home / "lake" / f) for f in files["tables"]["registry"]["files"].values()]
    engine.execute("CREATE TABLE names AS SELECT name_key FROM read_parquet($1)", [paths])
    return engine


def pieces(engine: "duckdb.DuckDBPyConnection", many: int) -> list[str]:
    """Pieces of names, the same for the same lake."""
    drawn = random.Random(0)
    names = [
        n
        for (n,) in engine.execute(
            "SELECT name_key FROM names ORDER BY md5(name_key) LIMIT $1", [many * 2]
        ).fetchall()
    ]
    found: list[str] = []
    for name in names:
        runs = [r for r in _HAN.findall(name) if len(r) >= SHORTEST]
        if runs and len(found) < many:
            run = drawn.choice(runs)
            size = min(len(run), drawn.randint(SHORTEST, LONGEST))
            start = drawn.randrange(len(run) - size + 1)
            found.append(run[start : start + size])
    return found


def timed(do: Callable[[str], Any], asked: list[str]) -> tuple[dict[str, float], list[Any]]:
    """Milliseconds of each question, and the answers."""
    taken, answers = [], []
    for text in asked:
        began = time.perf_counter()
        answers.append(do(text))
        taken.append((time.perf_counter() - began) * 1000)
    return {
        "median_ms": round(statistics.median(taken), 2),
        "p95_ms": round(statistics.quantiles(taken, n=20)[-1], 2),
        "max_ms": round(max(taken), 1),
    }, answers


def measured(home: Path, many: int) -> dict[str, Any]:
    """The figures of one run."""
    engine = names_of(home)
    asked = pieces(engine, many)
    with serving(home) as port:
        client = Client(port)
        client.log_in()

        def search(text: str, field: str = "name") -> Any:
            path = f"/api/v1/companies/search?text={quote(text)}&field={field}&top={TOP}"
            return json.loads(client.ask(path))

        for text in asked[:50]:
            search(text)
        by_name, answers = timed(search, asked)
        everywhere, _ = timed(lambda text: search(text, "all"), asked)
        floor, _ = timed(lambda _: client.ask("/api/v1/figures/definitions"), asked)
    scan, listed = timed(
        lambda text: engine.execute(
            "SELECT name_key FROM names WHERE contains(name_key, $1) ORDER BY name_key LIMIT 20", [text]
        ).fetchall(),
        asked[: max(20, many // 10)],
    )
    missed = sum(
        1 for found, rows in zip(answers[: len(listed)], listed, strict=True) if rows and not found["hits"]
    )
    untrue = sum(
        text not in bare(hit["name"])
        for text, found in zip(asked, answers, strict=True)
        for hit in found["hits"]
        if hit["why"] == CONTAINED
    )
    return {
        "companies": engine.execute("SELECT count(*) FROM names").fetchall()[0][0],
        "questions": len(asked),
        "name": by_name,
        "all": everywhere,
        "answer": floor,
        "scan": scan,
        "missed": missed,
        "untrue": untrue,
        "hits": sum(len(found["hits"]) for found in answers),
    }


@click.command()
@click.option("--home", type=click.Path(exists=True, file_okay=False, path_type=Path), help="a demo home")
@click.option("--questions", default=1000, show_default=True)
@click.option("--json", "as_json", is_flag=True)
def main(home: Path | None, questions: int, as_json: bool) -> None:
    """Time name searches over HTTP."""
    shared = Path(os.environ.get("ZHUCHAO_SHARED_DATA", "")) / "registry"
    if home is None and not (os.environ.get("ZHUCHAO_SHARED_DATA") and shared.is_dir()):
        click.echo("skipped: ZHUCHAO_SHARED_DATA names no folder with a registry")
        return
    with tempfile.TemporaryDirectory(prefix="zhuchao-benchmark-") as folder:
        if home is None:
            home = Path(folder)
            subprocess.run(
                [ZHUCHAO, "demo", "load", "--registry", str(shared), "--projects", "0"],
                env=os.environ | {"ZHUCHAO_HOME": str(home)},
                check=True,
                stdout=subprocess.DEVNULL,
            )
        found = measured(home, questions)
    if as_json:
        click.echo(json.dumps(found))
        return
    click.echo(
        f"{found['companies']:,} companies, {found['questions']} questions, {found['hits']} hits shown"
    )
    for way in ("name", "all", "answer", "scan"):
        click.echo(f"{way:<8}" + "  ".join(f"{key} {value}" for key, value in found[way].items()))
    click.echo(f"found by the scan only: {found['missed']}; said to hold what they lack: {found['untrue']}")
    if found["missed"] or found["untrue"]:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
