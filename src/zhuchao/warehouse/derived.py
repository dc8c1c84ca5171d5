"""Computed tables kept beside the lake: built once for a version of the lake, read by every process, and brought up
to date company by company where that is possible.
"""

import fcntl
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from zhuchao.warehouse import engines, lake

#: A reader may still hold a table of the version before; older ones are swept when a new one is built.
GRACE_SECONDS = 1800
#: So many versions of the lake are looked back for a table to start from.
_BACK = 50
#: The table of the lake whose rows say by ``import_id`` which import changed them.
_REGISTRY = "registry"
Settle = Callable[[str, ibis.Table], ibis.Table]
Build = Callable[[Settle], ibis.Table]
Rows = Callable[[ibis.Table, Settle], ibis.Table]
FOLDER = ".laid"


def get(name: str, key: str, build: Build, rows: Rows | None = None) -> ibis.Table:
    """The table ``name`` for the lake in force and ``key`` (whatever else its rows depend on: a rule version).

    ``build`` is called when it is not there yet; two processes never build the same one at once. It is given a function
    that writes a step out under a name, to be gone when the table is there. A table whose rows each come from one
    company of the registry, which ``uscc`` names, says by ``rows`` how they are made of rows of the registry: when the
    table of an older lake is there, only companies that changed since are made anew. Raises Refused when nothing was
    imported yet.
    """
    path = _path(name, key)

    def make() -> None:
        with tempfile.TemporaryDirectory(dir=_folder(), prefix=f".{path.stem}-") as scratch:
            settle = _settling(path, Path(scratch))
            table = _followed(name, key, rows, settle) if rows else None
            _write(path, table if table is not None else build(settle))

    _once(name, path, make)
    return _bound(path)


def put(name: str, key: str, rows: Callable[[], pa.Table]) -> ibis.Table:
    """As ``get``, for a few rows that do not come out of the lake."""
    path = _path(name, key)
    _once(name, path, lambda: _replace(path, lambda temporary: pq.write_table(rows(), temporary)))
    return _bound(path)


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


def _bound(path: Path) -> ibis.Table:
    return engines.files(f"derived_{path.stem.replace('-', '_')}", [str(path)])


def _settling(path: Path, scratch: Path) -> Settle:
    def settle(step: str, table: ibis.Table) -> ibis.Table:
        file = scratch / f"{step}.parquet"
        engines.write_parquet(table, file)
        return engines.files(f"{path.stem.replace('-', '_')}_{step}", [str(file)])

    return settle


def _followed(name: str, key: str, rows: Rows, settle: Settle) -> ibis.Table | None:
    """The table from that of the newest older lake; None when there is none to start from."""
    now = lake.required()
    for version in range(now.version - 1, max(0, now.version - 1 - _BACK), -1):
        before = _path(name, key, version)
        imports = now.imports_since(version)
        if imports and before.exists():
            break
    else:
        return None
    registry = engines.table(_REGISTRY)
    changed = settle("changed", registry.filter(registry.import_id.isin(list(imports))))
    held = _bound(before)
    return held.anti_join(changed, "uscc").union(rows(changed, settle).select(*held.columns))


def exists(name: str, key: str, suffix: str = ".parquet") -> bool:
    """True when ``get`` would answer at once, so that a page can say that it must wait; ``folder`` with ``FOLDER``.

    Raises Refused when nothing was imported yet.
    """
    return _path(name, key).with_suffix(suffix).exists()


def _path(name: str, key: str, version: int | None = None) -> Path:
    version = lake.required().version if version is None else version
    mark = hashlib.sha256(f"{version}|{key}".encode()).hexdigest()[:16]
    return _folder() / f"{name}-{mark}.parquet"


def _folder() -> Path:
    found = lake.folder() / "derived"
    found.mkdir(exist_ok=True)
    return found


def _write(path: Path, table: ibis.Table) -> None:
    _replace(path, lambda temporary: engines.write_parquet(table, temporary))


def _replace(path: Path, write: Callable[[Path], None]) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-")
    os.close(handle)
    try:
        write(Path(temporary))
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
