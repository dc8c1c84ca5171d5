"""The newest head, kept outside the database so that a deleted tail shows."""

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import TypedDict

from django.conf import settings


class Head(TypedDict):
    """Sequence number of the last link, its head and the rows up to it."""

    seq: int
    head: str
    total: int


def path() -> Path:
    """Where the head is kept."""
    return Path(settings.ZHUCHAO_HOME) / "ledger-head.json"


def read() -> Head | None:
    """The head on file; None when nothing was ever written."""
    with contextlib.suppress(FileNotFoundError):
        kept: Head = json.loads(path().read_text(encoding="utf-8"))
        return kept
    return None


def advance(seq: int, head: str, total: int) -> None:
    """Move the file forward, never back: two writers may commit in one order and arrive in another."""
    kept = read()
    if kept is not None and kept["seq"] >= seq:
        return
    target = path()
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".ledger-head-")
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump(Head(seq=seq, head=head, total=total), out)
        out.flush()
        os.fsync(out.fileno())
    Path(name).replace(target)
