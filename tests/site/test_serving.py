"""``zhuchao serve``: answers, stops on Ctrl-C and leaves no process behind."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ZHUCHAO = Path(sys.executable).with_name("zhuchao")
pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are counted through /proc")


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _processes_of(home):
    """Every process whose environment names the home, ours excepted."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            environment = (folder / "environ").read_bytes()
        except OSError:
            continue
        if f"ZHUCHAO_HOME={home}".encode() in environment.split(b"\0") and folder.name != str(os.getpid()):
            found.append(int(folder.name))
    return found


def _until(condition, seconds=60):
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if condition():
            return True
        time.sleep(0.05)
    return False


def _answers(port):
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


@pytest.fixture
def serving(tmp_path):
    """A running server: its process, port and home."""
    port = _free_port()
    environment = os.environ | {"ZHUCHAO_HOME": str(tmp_path)}
    environment.pop("ZHUCHAO_DATABASE", None)
    said = tmp_path / "said"
    with said.open("w") as out:
        process = subprocess.Popen(
            [str(ZHUCHAO), "serve", "--port", str(port)],
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    # The address is printed once the pages answer.
    assert _until(lambda: f"http://127.0.0.1:{port}/" in said.read_text() or process.poll() is not None)
    assert process.poll() is None, said.read_text()
    assert _answers(port)
    yield process, said, tmp_path
    if process.poll() is None:
        process.kill()
        process.wait()
    _until(lambda: not _processes_of(tmp_path), 15)


def test_it_runs_the_pages_and_the_jobs_and_ctrl_c_leaves_nothing(serving):
    process, said, home = serving
    # Two web workers and the job runner stand beside the supervisor.
    assert _until(lambda: len(_processes_of(home)) >= 5)
    # The terminal sends Ctrl-C to the whole foreground group.
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(30) == 0
    assert _processes_of(home) == []
    assert "Traceback" not in said.read_text() and "Warning" not in said.read_text()


def test_killed_without_a_word_it_leaves_nothing_either(serving):
    process, _, home = serving
    process.kill()
    process.wait()
    assert _until(lambda: not _processes_of(home), 30)


def test_a_taken_port_is_a_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        environment = os.environ | {"ZHUCHAO_HOME": str(tmp_path)}
        command = [str(ZHUCHAO), "serve", "--port", str(port)]
        ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "--port" in ran.stderr
    assert _processes_of(tmp_path) == []
