"""Merging two rows of the master that are one company: what names a company, what moves, what stays as it was."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What an officer thinks of a pair in the review queue."""

    DIFFERENT = "different"
    LATER = "later"

    @property
    def words(self) -> str:
        """As pages say it."""
        return {"different": "不是同一家", "later": "以后再看"}[self.value]


@dataclass(frozen=True, slots=True)
class Holding:
    """Rows of a noun that name a company, asked for through ``Slot.NOTICE``, topic ``company-holdings``.

    ``field`` is ``app.Model.field``. ``held`` gives the keys of the rows that name the company; ``move`` makes those
    of the given rows that name the first company name the second and gives how many did. A holding that stays
    (``stays`` says why) has no ``move``: what was written down about the old code remains as it was written.
    ``clash`` says in Chinese why the rows of the two cannot be one company's.
    """

    field: str
    words: str
    held: Callable[[str], list[int]]
    move: Callable[[Sequence[int], str, str], int] | None = None
    stays: str = ""
    clash: Callable[[str, str], str] = lambda gone, kept: ""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of a merge plan: the rows (by key) of one field that move, or stay and why."""

    field: str
    words: str
    keys: tuple[int, ...]
    stays: str


def pair_of(one: str, other: str) -> tuple[str, str]:
    """The two codes in order, so that a pair is written one way."""
    return (one, other) if one <= other else (other, one)


def kept_plan(lines: Sequence[PlanLine]) -> dict[str, list[int]]:
    """The moving rows by field, as the ledger keeps them for undoing."""
    return {line.field: list(line.keys) for line in lines if not line.stays}


def counts(plan: Mapping[str, Sequence[int]]) -> dict[str, int]:
    """How many rows of each field."""
    return {name: len(keys) for name, keys in plan.items() if keys}
