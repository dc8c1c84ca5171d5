"""Files that came in by a page: kept in the home until they are imported, with what their headings say."""

import json
import secrets
import shutil
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from zhuchao import rulebook
from zhuchao.companies.engine.uploads import safe_name
from zhuchao.companies.store import rules, sources
from zhuchao.terms.refusal import Refusal, Refused
from zhuchao.warehouse import engines

ABOUT = "upload.json"
_MB = 1024 * 1024
_DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Limits:
    """How many files, how large together, and for how many days one that is not imported is kept."""

    files: int
    total_mb: int
    keep_days: int


def limits(on: date) -> Limits:
    """The limits of the rulebook that day."""
    value: Any = rulebook.rule("companies.upload-limits", on=on).value
    return Limits(int(value["files"]), int(value["total_mb"]), int(value["keep_days"]))


def folder() -> Path:
    """Where uploads lie, one folder each."""
    return Path(settings.ZHUCHAO_HOME) / "imports" / "uploads"


def take_in(files: Sequence[tuple[str, Iterable[bytes]]], *, person: str, on: date) -> str:
    """Save the files in order, read their headings and give the code of the upload.

    Raises Refused when there are too many, they are too large, or one cannot be read; nothing is kept then.
    """
    allowed = limits(on)
    if not files or len(files) > allowed.files:
        raise _refused(f"收到{len(files)}个文件，一次可上传1至{allowed.files}个", "请分几次上传。")
    _sweep(allowed.keep_days)
    code = secrets.token_hex(12)
    here = folder() / code
    here.mkdir(parents=True)
    try:
        paths = _save(here, files, allowed.total_mb)
        about = {"person": person, "files": _headings(here, paths, on)}
        (here / ABOUT).write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
    except BaseException:
        shutil.rmtree(here, ignore_errors=True)
        raise
    return code


def paths_of(code: str, person: str) -> list[Path]:
    """The files of a person's upload in order; none when it was imported, dropped or is another's."""
    about = read(code)
    if about is None or about["person"] != person:
        return []
    return [folder() / code / f["path"] for f in about["files"]]


def read(code: str) -> Mapping[str, Any] | None:
    """What was noted of an upload; None when there is none of that code."""
    path = folder() / code / ABOUT
    if not code.isalnum() or not path.is_file():
        return None
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def drop(code: str) -> None:
    """Delete the files of an upload."""
    if code.isalnum():
        shutil.rmtree(folder() / code, ignore_errors=True)


def _save(here: Path, files: Sequence[tuple[str, Iterable[bytes]]], total_mb: int) -> list[Path]:
    paths, size = [], 0
    for place, (name, chunks) in enumerate(files):
        path = here / f"{place:02d}" / safe_name(name)
        path.parent.mkdir()
        with path.open("wb") as out:
            for chunk in chunks:
                size += len(chunk)
                if size > total_mb * _MB:
                    raise _refused(
                        f"文件合计超过{total_mb} MB", "请分几次上传，或请系统管理员在服务器上用命令导入。"
                    )
                out.write(chunk)
        paths.append(path)
    return sources.expand(paths)


def _headings(here: Path, paths: Sequence[Path], on: date) -> list[dict[str, Any]]:
    reading = rules.registry_rules(on).reading
    found = []
    for place, path in enumerate(paths):
        scratch = here / f"scratch{place:02d}"
        with engines.writer(scratch) as backend:
            table = sources.bind(backend, path, scratch / "file", reading.files).table
            columns = [c for c in table.columns if c != sources.ROW]
        shutil.rmtree(scratch, ignore_errors=True)
        size = path.stat().st_size
        found.append(
            {"name": path.name, "path": str(path.relative_to(here)), "bytes": size, "columns": columns}
        )
    return found


def _sweep(days: int) -> None:
    """Uploads that nobody imported go after some days."""
    oldest = time.time() - days * _DAY_SECONDS
    for old in folder().glob("*"):
        if old.stat().st_mtime < oldest:
            shutil.rmtree(old, ignore_errors=True)


def _refused(reason: str, next_step: str) -> Refused:
    return Refused(Refusal("registry.upload", reason, next_step, "file"))
