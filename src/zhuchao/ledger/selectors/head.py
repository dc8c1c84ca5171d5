"""The head on file."""

from pathlib import Path

from django.conf import settings

from zhuchao.ledger.engine import head


def head_on_file() -> head.Head | None:
    """The newest head kept outside the database; None when nothing was ever written.

    Raises ValueError when the file is not readable as a head.
    """
    path = Path(settings.ZHUCHAO_HOME) / head.FILE_NAME
    return head.parse(path.read_text(encoding="utf-8")) if path.exists() else None
