"""A computed table is built once for a version of the lake and a key, whichever process asks first."""

import os
import subprocess
import sys
import time
from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from zhuchao.terms.refusal import Refused
from zhuchao.warehouse import derived, engines, lake


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.ZHUCHAO_HOME = tmp_path
    yield
    engines.close()


def publish(number):
    name = f"registry/0-{number}.parquet"
    with lake.writing():
        (lake.folder() / "registry").mkdir(exist_ok=True)
        pq.write_table(pa.table({"n": list(range(number))}), lake.folder() / name)
        table = lake.Table(number, {"0": name})
        after = replace(lake.manifest() or lake.Manifest(), tables={"registry": table})
        lake.publish(after, grace_seconds=86_400)


class Doubled:
    """Builds a table and counts how often."""

    def __init__(self):
        self.calls = 0

    def __call__(self, settle):
        self.calls += 1
        rows = engines.table("registry")
        return rows.mutate(twice=rows.n * 2)


def twice(build, key="1"):
    return sorted(engines.run(derived.get("doubled-rows", key, build))["twice"].to_pylist())


def test_nothing_is_built_from_an_empty_lake():
    build = Doubled()
    with pytest.raises(Refused, match="登记库还是空的"):
        derived.get("doubled", "1", build)
    assert build.calls == 0


def test_built_once_for_a_version_and_a_key():
    publish(3)
    build = Doubled()
    assert not derived.exists("doubled-rows", "1")
    assert twice(build) == twice(build) == [0, 2, 4]
    assert build.calls == 1 and derived.exists("doubled-rows", "1")
    twice(build, key="2")
    assert build.calls == 2
    publish(4)
    assert twice(build) == [0, 2, 4, 6]
    assert build.calls == 3


def test_what_fails_is_not_kept_and_is_built_again():
    publish(2)

    def broken(settle):
        rows = engines.table("registry")
        return rows.mutate(twice=(rows.n.cast("string") + "x").cast("int64"))

    with pytest.raises(Exception, match=r"(?i)conver"):
        derived.get("doubled-rows", "1", broken)
    assert not list((lake.folder() / "derived").glob("*.parquet"))
    assert not list((lake.folder() / "derived").glob(".*"))
    assert twice(Doubled()) == [0, 2]


def test_old_ones_are_swept_once_no_reader_can_hold_them():
    publish(2)
    build = Doubled()
    twice(build)
    (old,) = (lake.folder() / "derived").glob("*.parquet")
    publish(3)
    twice(build)
    assert old.exists()
    past = time.time() - derived.GRACE_SECONDS - 1
    os.utime(old, (past, past))
    publish(4)
    twice(build)
    assert not old.exists()


_PROCESS = """
import sys, django
django.setup()
from zhuchao.warehouse import derived, engines

def build(settle):
    with open(sys.argv[1], "a") as log:
        log.write("built\\n")
    rows = engines.table("registry")
    return rows.mutate(twice=rows.n * 2)

print("ready", flush=True)
sys.stdin.readline()
print(engines.run(derived.get("doubled-rows", "1", build)).num_rows, flush=True)
"""


def test_built_once_when_two_processes_ask_at_once(tmp_path):
    publish(5)
    environment = os.environ | {
        "ZHUCHAO_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "zhuchao.site.settings",
    }
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _PROCESS, tmp_path / "log"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    assert [p.stdout.readline().strip() for p in running] == ["ready", "ready"]
    for process in running:
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [p.communicate()[0].strip() for p in running] == ["5", "5"]
    assert (tmp_path / "log").read_text() == "built\n"
