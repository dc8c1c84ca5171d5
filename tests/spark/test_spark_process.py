"""How Spark starts and ends: on the loopback address, without a network, leaving nothing behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from zhuchao.terms.refusal import Refused
from zhuchao.warehouse import spark

LOOPBACK = {"0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F"}
#: Two workers of one core and 1 GB, each a process of its own: Spark's cluster on one machine.
CLUSTER = "local-cluster[2,1,1024]"
#: Opens the door on a file, prints the answer and Java's process id, and ends when its input does.
PROGRAM = """
import sys
from django.conf import settings
settings.configure(ZHUCHAO_HOME=sys.argv[1], ZHUCHAO_ENGINE="spark")
import pyarrow as pa, pyarrow.parquet as pq
from zhuchao.terms.refusal import Refused
from zhuchao.warehouse import engines
path = sys.argv[1] + "/one.parquet"
pq.write_table(pa.table({"a": [1, 2, 3]}), path)
try:
    rows = engines.files("one", [path])
except Refused as refused:
    print(refused, flush=True)
    sys.exit(3)
print(engines.run(rows.a.sum()).as_py(), engines.connect()._session.sparkContext._gateway.proc.pid, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def started(spark_here, tmp_path):
    """Start the program (in a network of its own that has no way out, where that is allowed)."""
    running = []

    def start(**environment):
        apart = ["unshare", "-rn", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
        allowed = subprocess.run([*apart, "true"], capture_output=True, check=False).returncode == 0
        command = [*(apart if allowed else []), sys.executable, "-c", PROGRAM, str(tmp_path)]
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=os.environ | environment,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def _gone(pid, seconds=30):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not Path(f"/proc/{pid}").exists():
            return True
        time.sleep(0.1)
    return False


def _listening(pid):
    """Hexadecimal local addresses on which a process listens."""
    sockets = set()
    for handle in Path(f"/proc/{pid}/fd").iterdir():
        try:
            sockets.add(str(handle.readlink()))
        except FileNotFoundError:
            continue
    found = []
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            cells = line.split()
            if cells[3] == "0A" and f"socket:[{cells[9]}]" in sockets:
                found.append(cells[1].split(":")[0])
    return found


@pytest.mark.spark
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
@pytest.mark.parametrize("ending", ["end of input", "kill -9"])
def test_it_works_without_a_network_and_leaves_nothing_behind(started, tmp_path, ending):
    process = started()
    answer, java = process.stdout.readline().split()
    assert answer == "6"
    addresses = _listening(int(java))
    assert addresses and set(addresses) <= LOOPBACK
    if ending == "kill -9":
        process.send_signal(signal.SIGKILL)
    else:
        process.stdin.close()
    process.wait(timeout=60)
    assert _gone(java)
    if ending == "end of input":
        assert process.returncode == 0
        assert not list((tmp_path / "spark" / "scratch").iterdir())


def _descendants(pid):
    """Command lines of the processes below one, whatever stands between."""
    below = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
            below.setdefault(parent, []).append((folder.name, (folder / "cmdline").read_bytes().decode()))
        except (FileNotFoundError, ProcessLookupError):
            continue
    found, waiting = [], [str(pid)]
    while waiting:
        children = below.get(waiting.pop(), [])
        found += children
        waiting += [child for child, _ in children]
    return found


@pytest.mark.spark
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_a_cluster_works_in_two_processes_of_its_own_and_leaves_none(started):
    process = started(ZHUCHAO_SPARK=CLUSTER, ZHUCHAO_SPARK_MEMORY="1g")
    answer, java = process.stdout.readline().split()
    assert answer == "6"
    workers = [child for child, line in _descendants(java) if "CoarseGrainedExecutorBackend" in line]
    assert len(workers) == 2
    for each in (java, *workers):
        assert set(_listening(int(each))) <= LOOPBACK
    process.stdin.close()
    process.wait(timeout=60)
    assert all(_gone(each) for each in (java, *workers))


@pytest.mark.spark
def test_a_missing_java_is_told_in_words(started, tmp_path):
    process = started(JAVA_HOME=str(tmp_path), ZHUCHAO_SPARK="local[2]")
    said = process.stdout.read()
    assert process.wait(timeout=60) == 3
    assert "Java 17" in said and "ZHUCHAO_ENGINE" in said


def test_a_missing_pyspark_is_told_in_words(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    with pytest.raises(Refused, match="没有安装 pyspark"):
        spark._first_session.__wrapped__()


def test_a_local_master_stays_on_the_loopback_address_and_a_cluster_does_not(tmp_path):
    local = spark.options("local[2]", {"ZHUCHAO_SPARK_HOST": "10.0.0.9"}, tmp_path)
    assert local["spark.driver.bindAddress"] == local["spark.driver.host"] == "127.0.0.1"
    cluster = spark.options("spark://master:7077", {"ZHUCHAO_SPARK_HOST": "10.0.0.9"}, tmp_path)
    assert "spark.driver.bindAddress" not in cluster and cluster["spark.driver.host"] == "10.0.0.9"
    assert local["spark.ui.enabled"] == cluster["spark.ui.enabled"] == "false"
