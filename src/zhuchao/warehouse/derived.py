"""Computed tables kept beside the lake: built once for a version of the lake, read by every process."""

import fcntl
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import ibis

from zhuchao.warehouse import engines, lake

#: A reader may still hold a table of the version before; older ones are swept when a new one is built.
GRACE_SECONDS = 1800
FOLDER = ".laid"


def get(name: str, key: str, build: Callable[[], ibis.Table]) -> ibis.Table:
    """The table ``name`` for the lake in force and ``key`` (whatever else its rows depend on: a rule version).

    ``build`` is called when it is not there yet; two processes never build the same one at once. Raises
    Refused when nothing was imported yet.
    """
    path = _path(name, key)
    _once(name, path, lambda: _write(path, build()))
    return engines.files(f"derived_{path.stem.replace('-', '_')}", [str(path)])


def folder(name: str, key: str, fill: Callable[[Path], None]) -> Path:
    """As ``get``, for what is kept in files of its own form: ``fill`` puts them into an empty folder.

    The folder is there whole or not at all.
    """
    path = _path(name, key).with_suffix(FOLDER)
    _once(name, path, lambda: _fill(path, fill))
    return path


def _once(name: str, path: Path, make: Callable[[], None]) -> None:
    if path.exists():
        return
    with (_folder() / f"{name}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            make()
            _sweep(name, path)


def exists(name: str, key: str, suffix: str = ".parquet") -> bool:
    """True when ``get`` would answer at once, so that a page can say that it must wait; ``folder`` with ``FOLDER``.

    Raises Refused when nothing was imported yet.
    """
    return _path(name, key).with_suffix(suffix).exists()


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


def _fill(path: Path, fill: Callable[[Path], None]) -> None:
    temporary = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.stem}-"))
    try:
        fill(temporary)
        for file in temporary.iterdir():
            lake.sync_file(file)
        temporary.rename(path)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    lake.sync_folder(path.parent)


def _sweep(name: str, newest: Path) -> None:
    for old in newest.parent.glob(f"{name}-{'?' * 16}{newest.suffix}"):
        if old == newest or time.time() - old.stat().st_mtime <= GRACE_SECONDS:
            continue
        if old.is_dir():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.unlink(missing_ok=True)
