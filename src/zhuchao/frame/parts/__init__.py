"""Arithmetic of the components: shares of bars and how many codes a drawer lists."""

from collections.abc import Sequence
from dataclasses import dataclass

#: A drawer lists this many codes; the rest is a click away in the list of rows.
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Codes:
    """The first codes of a figure's rows and how many are not shown."""

    shown: tuple[str, ...]
    total: int

    @property
    def rest(self) -> int:
        """Codes not listed."""
        return self.total - len(self.shown)


def rows_of(codes: Sequence[str]) -> Codes:
    """The codes a drawer lists."""
    return Codes(tuple(codes[:SHOWN]), len(codes))
