"""Computed tables kept beside the lake: built once for a version of the lake, read by every process."""

import fcntl
import hashlib
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import ibis

from zhuchao.warehouse import engines, lake

#: A reader may still hold a table of the version before; older ones are swept when a new one is built.
GRACE_SECONDS = 1800


def get(name: str, key: str, build: Callable[[], ibis.Table]) -> ibis.Table:
    """The table ``name`` for the lake in force and ``key`` (whatever else its rows depend on: a rule version).

    ``build`` is called when it is not there yet; two processes never build the same one at once. Raises
    Refused when nothing was imported yet.
    """
    path = _path(name, key)
    if not path.exists():
        with (_folder() / f"{name}.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not path.exists():
                _write(path, build())
                _sweep(name, path)
    return engines.files(f"derived_{path.stem.replace('-', '_')}", [str(path)])


def exists(name: str, key: str) -> bool:
    """True when ``get`` would answer at once, so that a page can say that it must wait.

    Raises Refused when nothing was imported yet.
    """
    return _path(name, key).exists()


def _path(name: str, key: str) -> Path:
    version = lake.required().version
    mark = hashlib.sha256(f"{version}|{key}".encode()).hexdigest()[:16]
    return _folder() / f"{name}-{mark}.parquet"


def _folder() -> Path:
    found = lake.folder() / "derived"
    found.mkdir(exist_ok=True)
    return found


def _write(path: Path, table: ibis.Table) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-")
    os.close(handle)
    try:
        engines.write_parquet(table, Path(temporary))
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)
    lake.sync_folder(path.parent)


def _sweep(name: str, newest: Path) -> None:
    for old in newest.parent.glob(f"{name}-{'?' * 16}.parquet"):
        if old != newest and time.time() - old.stat().st_mtime > GRACE_SECONDS:
            old.unlink(missing_ok=True)
