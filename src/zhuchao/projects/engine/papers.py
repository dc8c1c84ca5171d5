"""A paper of a project as it is brought."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Paper:
    """``kind`` is a code of ``projects.papers``, ``dated`` the day on it, ``sha256`` its kept file, ``number`` what is
    printed on it."""

    kind: str
    dated: date
    sha256: str
    number: str = ""
    note: str = ""
