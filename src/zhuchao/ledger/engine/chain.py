"""The arithmetic of the chain: row numbers, row digests, link heads.

A digest must come out the same before a row is saved and after either database gave it back, so
values are brought to one plain form first (``plain``).
"""

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

GENESIS = "0" * 64

#: Rows one link may hold. A row's number is its link times this plus its place in the link, so that
#: the numbers alone order every append-only table along the chain and a gap shows.
SEATS = 1_000_000

#: Above this a JSON number no longer comes back from PostgreSQL as the float that went in.
_EXACT = 2**53

_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def row_number(link: int, place: int) -> int:
    """The primary key of the row at a place (from 0) of a link (from 1).

    Raises ValueError when the link is full.
    """
    if not 0 <= place < SEATS:
        raise ValueError(f"link {link} has no place {place}")
    return link * SEATS + place


def plain(value: object) -> object:
    """The value as JSON data that survives a journey through either database.

    Raises ValueError for numbers and texts that do not survive, TypeError for what is no data.
    """
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, Decimal):
        return f"{abs(value) if value == 0 else value:f}"
    # The usual classes stand before the abstract ones, which take long to ask.
    if isinstance(value, date):
        return _moment(value)
    if isinstance(value, dict | Mapping):
        return {_text(str(k)): plain(v) for k, v in value.items()}
    if isinstance(value, list | Sequence | set | frozenset) and not isinstance(value, bytes):
        return [plain(v) for v in value]
    return _moment(value)


def _text(value: str) -> str:
    if "\x00" in value:
        raise ValueError("文字含空字符")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise ValueError("文字含不成对的代理字符") from error
    # A StrEnum is a str; what comes back is the bare text.
    return str(value)


def _number(value: float) -> float | int:
    if not math.isfinite(value) or abs(value) >= _EXACT:
        raise ValueError(f"数值 {value} 不能原样保存")
    return int(value) if value.is_integer() else value


def _moment(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="microseconds")
    if isinstance(value, timedelta):
        return f"{value // timedelta(microseconds=1)}us"
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} is no data for the chain")


def row_digest(table: str, columns: Mapping[str, object]) -> str:
    """Sha-256 over the table's name and every column but the digest itself."""
    return plain_digest(table, {name: plain(value) for name, value in columns.items()})


def plain_digest(table: str, columns: Mapping[str, object]) -> str:
    """The digest of a row whose columns are plain already."""
    body = {"table": table, "columns": columns}
    return hashlib.sha256(_JSON.encode(body).encode()).hexdigest()


def link_head(*, seq: int, at: datetime, total: int, previous: str, digests: Sequence[str]) -> str:
    """The head of a link: over the previous head, the link's own columns and its rows in order."""
    stamp = f"{seq} {plain(at)} {len(digests)} {total}"
    return hashlib.sha256("\n".join([previous, stamp, *digests]).encode()).hexdigest()
