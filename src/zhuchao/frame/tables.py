"""A small finished table: the twin of a chart or map, and any table that is not a list page."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import chain, islice, repeat
from typing import Any

#: Characters of a verb that stays on one line.
_SHORT = 4
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with the address it leads to; ``label`` names it where its heading is out of sight."""

    value: Any
    url: str = ""
    label: str = ""

    @property
    def is_number(self) -> bool:
        """True for numbers, which stand right-aligned."""
        return isinstance(self.value, int | float | Decimal) and not isinstance(self.value, bool)

    @property
    def is_unbroken(self) -> bool:
        """True for days and for short verbs, which are not broken over two lines."""
        if isinstance(self.value, str):
            return bool(_DAY.fullmatch(self.value)) or (bool(self.url) and len(self.value) <= _SHORT)
        return isinstance(self.value, date)


@dataclass(frozen=True, slots=True)
class Table:
    """``headings`` carry the units (``家数（家）``); a cell is a value, a Cell or a Tag. With ``cards`` a phone shows each row
    as a card, so that its verbs are in reach."""

    headings: Sequence[str]
    rows: Sequence[Sequence[Any]] = field(default_factory=tuple)
    cards: bool = False

    @property
    def cells(self) -> list[list[Cell]]:
        """Every row as cells; those of cards know their headings."""
        named = chain(self.headings if self.cards else (), repeat(""))
        labels = list(islice(named, max(map(len, self.rows), default=0)))
        return [
            [
                replace(c if isinstance(c, Cell) else Cell(c), label=h)
                for c, h in zip(row, labels, strict=False)
            ]
            for row in self.rows
        ]

    @property
    def columns(self) -> list[tuple[str, bool]]:
        """Each heading and whether its column holds numbers."""
        first = self.cells[0] if self.rows else []
        numeric = [c.is_number for c in first] + [False] * (len(self.headings) - len(first))
        return list(zip(self.headings, numeric, strict=False))


def table_of(rows: Table | Sequence[Mapping[str, Any]] | None) -> Table:
    """A Table as it is, or one made of mappings whose keys are the headings."""
    if isinstance(rows, Table):
        return rows
    if not rows:
        return Table(())
    headings = list(rows[0])
    return Table(headings, [[row.get(h) for h in headings] for row in rows])
