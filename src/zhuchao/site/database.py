"""Which records database: SQLite in the home by default, PostgreSQL by one setting."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

#: What one connection to SQLite keeps: pages of its own, pages seen through the system, and for how long it stays open.
_CACHE_KB, _MAPPED, _KEPT_SECONDS = 16 * 1024, 256 << 20, 600


def database(url: str, home: Path) -> dict[str, Any]:
    """The Django settings of one database.

    ``url`` is empty for SQLite or ``postgresql://user:password@host:port/name``; a socket folder
    goes into the query as ``?host=/folder``. Raises ValueError for another scheme.
    """
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": home / "zhuchao.sqlite3",
            # A file, not memory: tests of two writers at once need the locks of a real file.
            "TEST": {"NAME": str(home / "test.sqlite3")},
            "OPTIONS": {
                # IMMEDIATE: a writer queues at BEGIN instead of failing when it first writes.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
                f"PRAGMA cache_size=-{_CACHE_KB}; PRAGMA mmap_size={_MAPPED};",
            },
            # Opening a file and reading its schema anew costs a request more than most of its questions.
            "CONN_MAX_AGE": _KEPT_SECONDS,
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise ValueError(f"ZHUCHAO_DATABASE is not a postgresql:// address: {parts.scheme}://…")
    query = parse_qs(parts.query)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [parts.hostname or ""])[0],
        "PORT": str(parts.port or ""),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8}},
    }
