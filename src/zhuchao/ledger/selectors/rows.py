"""Every append-only table read along the chain, a page at a time: constant memory, no long transaction.

Rows of a link that is committed never change, so pages read one after the other fit together.
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

from zhuchao.ledger.engine.chain import row_digest
from zhuchao.ledger.models import AppendOnly, append_only_models

_PAGE = 2000
_LEAST, _MOST = -(2**63), 2**63 - 1


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as read: ``sound`` is False when its digest does not cover what it says."""

    number: int
    table: str
    digest: str
    sound: bool

    @property
    def id(self) -> str:
        """``table:number``, as a broken row is named."""
        return f"{self.table}:{self.number}"


def along_the_chain(last_number: int) -> Iterator[ReadRow]:
    """The rows of all tables with numbers up to ``last_number``, in order of their numbers."""
    streams = [_table(model, min(last_number, _MOST)) for model in append_only_models()]
    return heapq.merge(*streams, key=lambda row: (row.number, row.table))


def first_beyond(last_number: int) -> ReadRow | None:
    """The first row with a greater number; None when there is none."""
    found = []
    for model in append_only_models():
        number = (
            model._default_manager.filter(id__gt=min(last_number, _MOST))
            .order_by("id")
            .values_list("id", flat=True)
            .first()
        )
        if number is not None:
            found.append(ReadRow(number, model._meta.db_table, "", True))
    return min(found, key=lambda row: row.number, default=None)


def _table(model: type[AppendOnly], last_number: int) -> Iterator[ReadRow]:
    columns = [f.attname for f in model._meta.concrete_fields]
    table = model._meta.db_table
    after = _LEAST
    while True:
        rows = model._default_manager.filter(id__gt=after, id__lte=last_number).order_by("id")
        try:
            page = list(rows.values_list(*columns)[:_PAGE])
        except Exception:
            yield from _one_by_one(model, columns, after, last_number)
            return
        for values in page:
            yield _read(table, dict(zip(columns, values, strict=True)))
        if len(page) < _PAGE:
            return
        after = page[-1][columns.index("id")]


def _one_by_one(model: type[AppendOnly], columns: list[str], after: int, last: int) -> Iterator[ReadRow]:
    """The rest of a table with a value that cannot be read: the row that holds it is unsound."""
    table = model._meta.db_table
    numbers = model._default_manager.filter(id__gt=after, id__lte=last).order_by("id")
    for number in numbers.values_list("id", flat=True):
        try:
            values = model._default_manager.filter(id=number).values_list(*columns).get()
        except Exception:
            yield ReadRow(number, table, "", False)
            return
        yield _read(table, dict(zip(columns, values, strict=True)))


def _read(table: str, columns: dict[str, object]) -> ReadRow:
    digest = str(columns.pop("digest"))
    number = columns["id"]
    assert isinstance(number, int)
    try:
        sound = row_digest(table, columns) == digest
    except (TypeError, ValueError, OverflowError):
        sound = False
    return ReadRow(number, table, digest, sound)
