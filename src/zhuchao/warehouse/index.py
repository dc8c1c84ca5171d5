"""The registry's search file: SQLite FTS5 over pairs of neighbouring characters, beside the lake.

FTS5's own trigrams answer nothing for two characters, silently; pairs do. Row ids grow as standing falls, so
the first hits in the order of the file are the ones to show. A file is built aside, named by the manifest
with the lake's files, and never changed after; a reader that holds an older one reads on.
"""

import shutil
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from zhuchao.warehouse import grams, lake

#: Columns of a row as the file keeps them. ``standing`` orders hits, larger first.
COLUMNS = (
    "uscc",
    "name",
    "name_key",
    "core_name",
    "county_code",
    "city_code",
    "province",
    "reg_date",
    "capital_wan",
    "currency",
    "capital_note",
    "ent_type",
    "is_branch",
    "import_id",
    "standing",
    "strong",
    # Long texts last: reading the others then leaves their overflow pages alone.
    "address",
    "scope",
)
_TYPES = {"capital_wan": "REAL", "standing": "REAL", "is_branch": "INTEGER", "strong": "INTEGER"}
#: What each full-text table covers: pairs of the name, pairs of scope and address, single characters of the
#: names of strong companies (a short name often skips characters of the full one). None is named like a column
#: of ``row``: SQLite would take the one for the other.
NAME, SCOPE, ADDRESS, LETTERS = TABLES = ("name_pairs", "scope_pairs", "address_pairs", "name_letters")
_LONG = {"scope": SCOPE, "address": ADDRESS}
_BRIEF = tuple(c for c in COLUMNS if c not in _LONG)
#: What tells how well a name answers: hundreds of rows are weighed for a question and a page of them is shown.
WEIGHED = ("uscc", "name_key", "core_name", "standing")
#: Grows whenever what the file holds changes; a file of another format is built anew.
FORMAT = 0
_STANDING_STEPS, _STANDING_TOP = 100, 40.0
_COUNTER_BITS = 32
_CACHE_KB, _HASH_BYTES = 128 * 1024, 64 << 20
#: So many codes are asked for in one question; SQLite takes no more than some thousands.
_AT_ONCE = 500

Rows = Mapping[str, Sequence[Any]]


def build(path: Path, batches: Iterable[pa.RecordBatch]) -> None:
    """Make the file from batches of rows (COLUMNS by name, best standing first)."""
    path.unlink(missing_ok=True)
    db = _writing(path)
    columns = ", ".join(f"{c} {_TYPES.get(c, 'TEXT')}" for c in COLUMNS)
    db.execute(f"CREATE TABLE row (id INTEGER PRIMARY KEY, {columns})")
    db.execute("CREATE TABLE counter (next INTEGER)")
    db.execute("INSERT INTO counter VALUES (0)")
    for table in TABLES:
        db.execute(
            f"CREATE VIRTUAL TABLE {table} USING fts5(t, content='', columnsize=0, detail=none, tokenize='ascii')"
        )
        # Few large segments: the file is written once.
        db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', {_HASH_BYTES})")
    for batch in batches:
        _insert(db, _columns(batch))
    db.execute("CREATE UNIQUE INDEX row_uscc ON row (uscc)")
    db.execute("CREATE INDEX row_organisation ON row (substr(uscc, 9))")
    db.execute("CREATE INDEX row_core ON row (core_name) WHERE core_name <> ''")
    db.execute("CREATE INDEX row_key ON row (name_key)")
    _finish(db, path)


def change(before: Path, after: Path, batches: Iterable[pa.RecordBatch]) -> None:
    """Make the file from an older one and the rows that were inserted or changed since."""
    shutil.copyfile(before, after)
    db = _writing(after)
    for batch in batches:
        rows = _columns(batch)
        _forget(db, rows["uscc"])
        _insert(db, rows)
    _finish(db, after)


def _writing(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None)
    # Nothing reads the file before it is whole, and a broken one is thrown away: no journal is needed.
    db.executescript(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA threads = 2; "
        f"PRAGMA cache_size = -{_CACHE_KB}; BEGIN"
    )
    return db


def fits(path: Path) -> bool:
    """True when the file is there and of this format."""
    if not path.is_file():
        return False
    db = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    try:
        (found,) = db.execute("PRAGMA user_version").fetchone()
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
    except sqlite3.DatabaseError:
        return False
    finally:
        db.close()
    return found == FORMAT and tables >= {"row", *TABLES}


def _finish(db: sqlite3.Connection, path: Path) -> None:
    db.execute(f"PRAGMA user_version = {FORMAT}")
    db.execute("COMMIT")
    db.close()
    lake.sync_file(path)


def _columns(batch: pa.RecordBatch) -> Rows:
    return {name: batch.column(name).to_pylist() for name in COLUMNS}


def _tokens(rows: Rows) -> dict[str, list[str]]:
    """The tokens of each full-text table by row; empty where there is no text."""
    strong = [key if wanted else "" for key, wanted in zip(rows["name_key"], rows["strong"], strict=True)]
    return {
        NAME: grams.pair_texts(rows["name_key"], across_signs=True),
        SCOPE: grams.pair_texts([t or "" for t in rows["scope"]], across_signs=False),
        ADDRESS: grams.pair_texts([t or "" for t in rows["address"]], across_signs=False),
        LETTERS: [" ".join(dict.fromkeys(name)) for name in strong],
    }


def _insert(db: sqlite3.Connection, rows: Rows) -> None:
    (first,) = db.execute("SELECT next FROM counter").fetchone()
    # The rank stands above the number, so that rows read in order of id come best standing first.
    ids = [_step(s) << _COUNTER_BITS | number for number, s in enumerate(rows["standing"], first)]
    slots = ", ".join("?" * (len(COLUMNS) + 1))
    columns = [rows[c] for c in COLUMNS]
    db.executemany(f"INSERT INTO row VALUES ({slots})", zip(ids, *columns, strict=True))
    for table, texts in _tokens(rows).items():
        entries = ((i, t) for i, t in zip(ids, texts, strict=True) if t)
        db.executemany(f"INSERT INTO {table} (rowid, t) VALUES (?, ?)", entries)
    db.execute("UPDATE counter SET next = ?", [first + len(ids)])


def _step(standing: float) -> int:
    return max(0, round((_STANDING_TOP - standing) * _STANDING_STEPS))


def _forget(db: sqlite3.Connection, codes: Sequence[str]) -> None:
    """Drop what the file holds of these companies. A contentless table must be told the tokens once more."""
    olds = [db.execute("SELECT * FROM row WHERE uscc = ?", [code]).fetchone() for code in codes]
    held = [old for old in olds if old is not None]
    if not held:
        return
    ids, *columns = zip(*held, strict=True)
    for table, texts in _tokens(dict(zip(COLUMNS, columns, strict=True))).items():
        entries = ((i, t) for i, t in zip(ids, texts, strict=True) if t)
        db.executemany(f"INSERT INTO {table} ({table}, rowid, t) VALUES ('delete', ?, ?)", entries)
    db.executemany("DELETE FROM row WHERE id = ?", ([i] for i in ids))


class Index:
    """The search file of one version of the lake, open for reading in one thread."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA mmap_size = 1073741824")

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def by_code(self, uscc: str) -> sqlite3.Row | None:
        """The row with this code."""
        found: sqlite3.Row | None = self._db.execute("SELECT * FROM row WHERE uscc = ?", [uscc]).fetchone()
        return found

    def by_codes(self, usccs: Sequence[str]) -> list[sqlite3.Row]:
        """The rows with these codes, in no order."""
        found: list[sqlite3.Row] = []
        for start in range(0, len(usccs), _AT_ONCE):
            some = usccs[start : start + _AT_ONCE]
            slots = ", ".join("?" * len(some))
            found += self._db.execute(f"SELECT * FROM row WHERE uscc IN ({slots})", some).fetchall()
        return found

    def by_code_prefix(self, prefix: str, limit: int) -> list[sqlite3.Row]:
        """Rows whose code starts so, in order of code."""
        return self._db.execute(
            "SELECT * FROM row WHERE uscc >= ? AND uscc < ? ORDER BY uscc LIMIT ?",
            [prefix, prefix + "~", limit],
        ).fetchall()

    def by_organisation(self, prefix: str, limit: int) -> list[sqlite3.Row]:
        """Rows whose code from the ninth character on (the organisation's own code, GB 11714) starts so."""
        return self._db.execute(
            "SELECT * FROM row WHERE substr(uscc, 9) >= ? AND substr(uscc, 9) < ? ORDER BY uscc LIMIT ?",
            [prefix, prefix + "~", limit],
        ).fetchall()

    def by_core(self, core_name: str, limit: int, columns: Sequence[str] = _BRIEF) -> list[sqlite3.Row]:
        """Rows of one brand, best standing first, without their long texts."""
        return self._db.execute(
            f"SELECT {', '.join(columns)} FROM row WHERE core_name = ? AND core_name <> '' ORDER BY id LIMIT ?",
            [core_name, limit],
        ).fetchall()

    def by_name_prefix(self, name_key: str, limit: int, columns: Sequence[str] = _BRIEF) -> list[sqlite3.Row]:
        """Rows whose normalised name is or starts with this text, in order of name, without their long texts."""
        return self._db.execute(
            f"SELECT {', '.join(columns)} FROM row WHERE name_key >= ? AND name_key < ? ORDER BY name_key LIMIT ?",
            [name_key, name_key + "\U0010ffff", limit],
        ).fetchall()

    def matching(
        self, table: str, tokens: Sequence[str], either: Sequence[Sequence[str]] = ()
    ) -> Iterator[sqlite3.Row]:
        """Rows holding every token, or all of one of ``either``, best standing first; read lazily.

        Tokens are pairs of ``grams`` or single letters; no token, or anything else, matches nothing. A row has
        what it is WEIGHED by, and the long text that the table covers.
        """
        sets = [each for each in (tokens, *either) if each]
        if not sets or not all(token.isalnum() for each in sets for token in each):
            return iter(())
        query = " OR ".join("(" + " AND ".join(f'"{token}"' for token in each) + ")" for each in sets)
        columns = [*WEIGHED, *(c for c, covered in _LONG.items() if covered == table)]
        return self._db.execute(
            f"SELECT {', '.join(f'row.{c}' for c in columns)} FROM {table} JOIN row ON row.id = {table}.rowid "
            f"WHERE {table} MATCH ? ORDER BY {table}.rowid",
            [query],
        )


_local = threading.local()


def current() -> Index | None:
    """The search file of the lake in force; None when it has none that can be read. Follows the manifest."""
    found = lake.manifest()
    if found is None or not found.index:
        return None
    path = lake.folder() / found.index
    if getattr(_local, "path", None) != path:
        if not fits(path):
            return None
        _local.index, _local.path = Index(path), path
    index: Index = _local.index
    return index
