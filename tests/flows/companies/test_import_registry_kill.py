"""kill -9 at ten moments spread over an import, then again: the rows are those of an import nobody disturbed."""

import csv
import hashlib
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

pytestmark = pytest.mark.kill
ROWS, SEED, HOMES = 30_000, 20260101, 5
ZHUCHAO = Path(sys.executable).with_name("zhuchao")


def write_rows(path, code):
    """Invented companies, one in a thousand with a wrong date and one in a thousand twice."""
    chosen = random.Random(SEED)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("信用代码", "企业名称", "成立日期", "注册资本", "行政区划代码", "经营范围"))
        for n in range(ROWS):
            day = (
                "9999-12-31"
                if n % 1000 == 7
                else f"20{chosen.randrange(10, 20)}-06-{chosen.randrange(10, 30)}"
            )
            row = (
                code(n),
                f"绍兴示例{n}纺织有限公司",
                day,
                chosen.randrange(1, 5000),
                "330621",
                "织造、印染加工",
            )
            writer.writerows([row] * (2 if n % 1000 == 8 else 1))


def environment(home):
    own = {k: v for k, v in os.environ.items() if not k.startswith(("ZHUCHAO_", "DJANGO_"))}
    return own | {"ZHUCHAO_HOME": str(home), "ZHUCHAO_THREADS": "1"}


def start(home, path):
    """The command, running: it has passed its own start and says that it reads."""
    running = subprocess.Popen(
        [ZHUCHAO, "registry", "import", path, "--json"],
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stderr.readline().startswith("读取"), running.stderr.read()
    return running


def finish(running):
    """Let it end; what it printed."""
    out, told = running.communicate()
    assert running.returncode == 0, told
    return json.loads(out)


def kill_after(home, path, seconds):
    """Kill it that long after its first word; True when it was still running."""
    running = start(home, path)
    try:
        running.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        running.kill()
        running.communicate()
    return running.returncode == -9


def manifest(home):
    path = home / "lake" / "manifest.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def rows_of(home):
    """A checksum of every row the manifest's files hold, whichever import brought it."""
    files = [str(home / "lake" / f) for f in manifest(home)["tables"]["registry"]["files"].values()]
    with duckdb.connect() as engine:
        found = engine.execute(
            "SELECT * EXCLUDE (import_id) FROM read_parquet($1) ORDER BY uscc, name", [files]
        ).fetchall()
    assert len({row[0] for row in found}) == len(found)
    return len(found), hashlib.sha256(repr(found).encode()).hexdigest()


def litter(home):
    """Files of the lake that its manifest does not name."""
    kept = manifest(home)
    named = {"manifest.json", "import.lock", kept["index"], *kept["retired"]}
    named |= set(kept["tables"]["registry"]["files"].values())
    lake = home / "lake"
    return {str(p.relative_to(lake)) for p in lake.rglob("*") if p.is_file()} - named


def runs(home):
    """State and file of refused rows of each import since the home was copied."""
    with sqlite3.connect(home / "zhuchao.sqlite3") as db:
        return list(db.execute("SELECT state, rejects_file FROM companies_importrun ORDER BY started_at"))[1:]


def test_races_with_kill_end_with_the_rows_of_an_undisturbed_import(tmp_path, code):
    path, undisturbed = tmp_path / "示例.csv", tmp_path / "undisturbed"
    write_rows(path, code)
    running = start(undisturbed, path)
    began = time.monotonic()
    result = finish(running)
    took = time.monotonic() - began
    assert (result["rejected"], result["merged"], result["inserted"]) == (30, 30, ROWS - 30)
    expected = rows_of(undisturbed)

    chosen = random.Random(SEED)
    moments = [took * (tenth + chosen.random()) / 10 for tenth in range(10)]

    def one(number):
        home = tmp_path / f"home{number}"
        shutil.copytree(undisturbed, home, ignore=shutil.ignore_patterns("lake", "imports"))
        killed = 0
        for moment in (moments[number], moments[number + HOMES]):
            killed += kill_after(home, path, moment)
            # At no moment is there half a lake.
            assert manifest(home) is None or rows_of(home) == expected
        again = finish(start(home, path))
        return home, killed, again

    with ThreadPoolExecutor(2) as both:
        done = list(both.map(one, range(HOMES)))
    for home, _, again in done:
        assert again["accepted"] == result["accepted"]
        assert again["inserted"] + again["unchanged"] == result["inserted"]
        assert rows_of(home) == expected
        assert not litter(home)
        settled = runs(home)
        assert {state for state, _ in settled} <= {"published", "broken"} and settled[-1][0] == "published"
        assert {Path(file).name for _, file in settled if file} == {
            p.name for p in (home / "imports").iterdir()
        }
    assert sum(killed for _, killed, _ in done) >= 6
