"""Keeping the bytes of a file under their hash."""

import hashlib
import os
import tempfile
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from zhuchao.ledger.engine.evidence import FOLDER, place
from zhuchao.terms.refusal import Refusal, Refused

_CHUNK = 1024 * 1024


def keep(head: bytes, rest: BinaryIO, *, most_bytes: int) -> tuple[str, int]:
    """Write ``head`` and the rest of the stream into the home; gives sha-256 and size in bytes.

    The file appears under its name whole or not at all. Refused when it is empty or larger than allowed.
    """
    home = Path(settings.ZHUCHAO_HOME)
    (home / FOLDER).mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=home / FOLDER, prefix=".incoming-")
    try:
        with os.fdopen(handle, "wb") as out:
            sha256, size = _copy(head, rest, out, most_bytes)
        target = home / place(sha256)
        target.parent.mkdir(exist_ok=True)
        if not target.exists():
            Path(name).chmod(0o440)
            Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)
    return sha256, size


def _copy(head: bytes, rest: BinaryIO, out: BinaryIO, most_bytes: int) -> tuple[str, int]:
    digest = hashlib.sha256()
    size = 0
    chunk = head
    while chunk:
        size += len(chunk)
        if size > most_bytes:
            megabytes = most_bytes // (1024 * 1024)
            raise Refused(
                Refusal("ledger.file-size", f"文件超过 {megabytes} MB", "请压缩或拆分后重新上传。", "file")
            )
        digest.update(chunk)
        out.write(chunk)
        chunk = rest.read(_CHUNK)
    if not size:
        raise Refused(Refusal("ledger.file-empty", "文件是空的", "请重新选择文件。", "file"))
    out.flush()
    os.fsync(out.fileno())
    return digest.hexdigest(), size
