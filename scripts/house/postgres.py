"""A PostgreSQL server for the length of the tests: its own folder, a socket, no port, no syncing to disk."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from house import apt, steps

_UP_SECONDS = 30


def _account() -> dict[str, object]:
    """PostgreSQL refuses to run as root: then it runs as ``postgres``, else as ``nobody``."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise steps.Failed("没有可以运行 PostgreSQL 的系统用户")


@contextlib.contextmanager
def server() -> Iterator[str]:
    """The ZHUCHAO_DATABASE address of a server that is gone afterwards.

    Raises Failed when no PostgreSQL is installed or it does not come up.
    """
    binaries = apt.postgres_folder()
    if binaries is None:
        raise steps.Failed("没有找到 PostgreSQL")
    folder = Path(tempfile.mkdtemp(prefix="zhuchao-pg-"))
    try:
        with _running(binaries, folder) as address:
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _running(binaries: Path, folder: Path) -> Iterator[str]:
    account = _account()
    if account:
        os.chown(folder, account["user"], account["group"])  # type: ignore[arg-type]
    data = folder / "data"
    # trust: whoever reaches the socket in this private folder is the test run itself.
    made = ["initdb", "-D", str(data), "-A", "trust", "-E", "UTF8", "-U", "zhuchao", "--no-sync"]
    _run(binaries, *made, "--locale=C.UTF-8", account=account)
    log = (folder / "log").open("wb")
    options = ["listen_addresses=", "fsync=off", "synchronous_commit=off", "full_page_writes=off"]
    flags = [part for option in options for part in ("-c", option)]
    process = subprocess.Popen(
        [str(binaries / "postgres"), "-D", str(data), "-k", str(folder), *flags],
        stdout=log,
        stderr=subprocess.STDOUT,
        cwd=folder,
        **account,  # type: ignore[call-overload]
    )
    try:
        _wait(binaries, folder, process)
        yield f"postgresql://zhuchao@/postgres?host={folder}"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(_UP_SECONDS)
        log.close()


def _run(binaries: Path, name: str, *arguments: str, account: dict[str, object]) -> None:
    ended = subprocess.run(
        [str(binaries / name), *arguments],
        capture_output=True,
        text=True,
        cwd="/",
        check=False,
        **account,  # type: ignore[call-overload]
    )
    if ended.returncode:
        raise steps.Failed(f"{name} 失败：{ended.stderr.strip()[-400:]}")


def _wait(binaries: Path, folder: Path, process: "subprocess.Popen[bytes]") -> None:
    limit = time.monotonic() + _UP_SECONDS
    asked = [str(binaries / "pg_isready"), "-q", "-h", str(folder)]
    while subprocess.run(asked, check=False).returncode:
        if process.poll() is not None or time.monotonic() > limit:
            raise steps.Failed(f"PostgreSQL 没有启动：{(folder / 'log').read_text()[-400:]}")
        time.sleep(0.1)
