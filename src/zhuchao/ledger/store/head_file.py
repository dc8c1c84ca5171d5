"""Moves the head file forward after a commit."""

import fcntl
import os
import tempfile
from pathlib import Path

from django.conf import settings

from zhuchao.ledger.engine import head
from zhuchao.ledger.models import ChainLink


def advance(newest: head.Head) -> None:
    """Move the file forward, never back: two writers may commit in one order and arrive in another.

    Killed before the file is replaced, it stays behind the database, which is no fault; it can never
    be ahead, because the transaction is committed first. It moves only along the chain it vouches for: once
    links were cut off or rewritten it stays where it was, so that what is written later covers nothing up.
    """
    if ChainLink.objects.filter(seq__gt=newest.seq).exists():
        # Several links were committed at once, or another writer was faster: the newest one's writer moves the file.
        return
    home = Path(settings.ZHUCHAO_HOME)
    home.mkdir(parents=True, exist_ok=True)
    target = home / head.FILE_NAME
    with (home / ".ledger-head.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if target.exists() and not _leads_to(head.parse(target.read_text(encoding="utf-8")), newest):
            return
        handle, name = tempfile.mkstemp(dir=home, prefix=".ledger-head-")
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(newest.dump())
            out.flush()
            os.fsync(out.fileno())
        Path(name).replace(target)


def _leads_to(kept: head.Head, newest: head.Head) -> bool:
    return kept.seq < newest.seq and ChainLink.objects.filter(seq=kept.seq, head=kept.head).exists()
