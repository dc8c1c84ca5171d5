"""Which files are the lake: one manifest, swapped atomically, under ``$ZHUCHAO_HOME/lake``.

Data files never change once written. A writer puts new files beside the old ones and then replaces the
manifest; a reader that holds the old manifest still finds its files for a while. A process killed at any
moment leaves files that no manifest names, and the next writer sweeps them away.
"""

import contextlib
import fcntl
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from zhuchao.terms.refusal import Refusal, Refused

MANIFEST = "manifest.json"
LOCK = "import.lock"
STAGING = "staging"


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the lake: its files by bucket, relative to the lake, and how many rows they hold.

    ``checksum`` depends on the rows and not on their order or on which import brought them.
    """

    rows: int
    files: Mapping[str, str]
    rows_by_bucket: Mapping[str, int] = field(default_factory=dict)
    checksums: Mapping[str, str] = field(default_factory=dict)

    @property
    def checksum(self) -> str:
        """The checksums of the buckets, in order of bucket, as one text."""
        return "-".join(self.checksums[b] for b in sorted(self.checksums))


@dataclass(frozen=True, slots=True)
class Import:
    """One import that was published into the lake, as its ``version``. ``at`` is an ISO time with zone."""

    id: str
    at: str
    files: tuple[str, ...]
    counts: Mapping[str, int]
    version: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the lake is at one version. ``demo`` marks a lake of invented rows."""

    version: int = 0
    tables: Mapping[str, Table] = field(default_factory=dict)
    registry_as_of: date | None = None
    demo: bool = False
    imports: tuple[Import, ...] = ()
    index: str = ""
    retired: Mapping[str, float] = field(default_factory=dict)

    def imports_since(self, version: int) -> tuple[str, ...] | None:
        """The imports that made the lake of that version into this one: their rows are those that changed.

        None when the lake did not come from that version by imports alone.
        """
        by_version = {i.version: i.id for i in self.imports}
        if version not in by_version or not version < self.version:
            return None
        found = [by_version.get(v) for v in range(version + 1, self.version + 1)]
        return tuple(i for i in found if i) if all(found) else None

    def files(self) -> set[str]:
        """Every file the manifest names, relative to the lake."""
        named = {f for table in self.tables.values() for f in table.files.values()}
        return named | ({self.index} if self.index else set())


def folder() -> Path:
    """The lake's folder, made when it is not there."""
    found = Path(settings.ZHUCHAO_HOME) / "lake"
    found.mkdir(parents=True, exist_ok=True)
    return found


def manifest() -> Manifest | None:
    """The manifest in force; None when nothing was ever imported."""
    try:
        raw = json.loads((folder() / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Manifest(
        version=raw["version"],
        tables={name: Table(**table) for name, table in raw["tables"].items()},
        registry_as_of=date.fromisoformat(raw["registry_as_of"]) if raw["registry_as_of"] else None,
        demo=raw["demo"],
        imports=tuple(Import(**i | {"files": tuple(i["files"])}) for i in raw["imports"]),
        index=raw["index"],
        retired=raw["retired"],
    )


def required() -> Manifest:
    """The manifest in force.

    Raises Refused when nothing was imported yet.
    """
    found = manifest()
    if found is None:
        raise Refused(
            Refusal(
                "warehouse.empty",
                "登记库还是空的",
                "请先导入企业登记数据：zhuchao registry import 文件或文件夹。",
            )
        )
    return found


def publish(after: Manifest, *, grace_seconds: float) -> Manifest:
    """Put the manifest in force in one step and sweep files no reader can still hold.

    Call it only inside ``writing()``. The version is set here: one more than the manifest in force. Files the
    manifest in force names and the new one does not are kept ``grace_seconds`` for readers.
    """
    before = manifest() or Manifest()
    now = time.time()
    retired = dict(before.retired) | {f: now for f in before.files() - after.files()}
    kept = {f: at for f, at in retired.items() if f not in after.files() and now - at < grace_seconds}
    version, known = before.version + 1, {i.id for i in before.imports}
    imports = tuple(i if i.id in known else replace(i, version=version) for i in after.imports)
    published = replace(after, version=version, retired=kept, imports=imports)
    write_durably(
        folder() / MANIFEST, json.dumps(_plain(published), ensure_ascii=False, default=str).encode()
    )
    sweep(published)
    return published


def _plain(of: Manifest) -> dict[str, Any]:
    return asdict(of) | {"registry_as_of": of.registry_as_of.isoformat() if of.registry_as_of else None}


def write_durably(target: Path, content: bytes) -> None:
    """Replace the file in one step: a reader sees the old content or the new, also after a power cut."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
    with os.fdopen(handle, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    Path(name).replace(target)
    sync_folder(target.parent)


def sync_folder(path: Path) -> None:
    """Make renames in the folder survive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Make a finished file survive a power cut before a manifest names it."""
    with path.open("rb") as content:
        os.fsync(content.fileno())


@contextlib.contextmanager
def writing() -> Iterator[None]:
    """Be the only writer of the lake; the lock goes with the process, so a killed import blocks nobody.

    Raises Refused at once when another import is under way.
    """
    with (folder() / LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refused(
                Refusal(
                    "warehouse.busy",
                    "另一个导入正在进行",
                    "请等它结束后再导入；可用 zhuchao registry status 查看。",
                )
            ) from error
        shutil.rmtree(folder() / STAGING, ignore_errors=True)
        if (found := manifest()) is not None:
            sweep(found)
        try:
            yield
        finally:
            shutil.rmtree(folder() / STAGING, ignore_errors=True)


def staging() -> Path:
    """A folder for half-made files of the writer; gone with it, or when the next one starts."""
    path = folder() / STAGING
    path.mkdir(exist_ok=True)
    return path


def sweep(current: Manifest) -> None:
    """Delete data files that neither the manifest nor its retired list names. Only a writer may call it."""
    named = current.files() | set(current.retired)
    for sub in ("registry", "index"):
        for path in (folder() / sub).glob("*"):
            if f"{sub}/{path.name.removesuffix('-journal')}" not in named:
                path.unlink(missing_ok=True)
    for path in folder().glob(f".{MANIFEST}-*"):
        path.unlink(missing_ok=True)
