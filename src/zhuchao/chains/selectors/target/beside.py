"""What was learned of past expansions beside the companies of a target list: the same for page, API and command.

Ranks and scores stay the declared ones; nothing of it is added in.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from zhuchao.chains.selectors.lists import RowView, target_list
from zhuchao.chains.selectors.target.learned import LearnedRows, learned_rows
from zhuchao.chains.selectors.target.served import Learned
from zhuchao.chains.selectors.targets import Target, targets
from zhuchao.terms.actor import Actor

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Beside:
    """A company by its declared ``rank`` and what was learned of it and our city; None where the ranker is silent."""

    rank: int
    uscc: str
    name: str
    learned: Learned | None

    def as_dict(self) -> dict[str, object]:
        """JSON-ready."""
        its = self.learned.as_dict() if self.learned else None
        return {"rank": self.rank, "uscc": self.uscc, "name": self.name, "learned": its}


@dataclass(frozen=True, slots=True)
class LearnedList:
    """The companies of a target list with what was learned of each; ``state`` and ``note`` as in LearnedRows."""

    state: str
    note: str
    district: str
    rows: tuple[Beside, ...]

    def as_dict(self) -> dict[str, object]:
        """The one answer of API and command line."""
        rows = [row.as_dict() for row in self.rows]
        return {"state": self.state, "note": self.note, "district": self.district, "rows": rows}


def learned_of_link(
    actor: Actor,
    chain: str,
    link: str,
    district: str = "",
    top: int = 50,
    weights: Iterable[str] = (),
    *,
    by_place: bool = False,
) -> LearnedList:
    """Of the targets of a link, as ``targets`` ranks them; ``by_place`` puts the learned order in place of the declared.

    Raises Refused as ``targets``.
    """
    found = targets(actor, chain, link, district, top, weights)
    return _beside(list(enumerate(found.rows, 1)), found.district, by_place)


def learned_of_list(actor: Actor, code: str, *, by_place: bool = False) -> LearnedList:
    """Of the companies of a saved list. Raises Refused as ``target_list``."""
    found = target_list(actor, code)
    return _beside([(row.rank, row) for row in found.rows], found.head.district, by_place)


def in_learned_order(rows: Sequence[_Row], found: LearnedRows, uscc: Callable[[_Row], str]) -> list[_Row]:
    """The rows by their learned place; those the ranker says nothing of keep their order at the end."""

    def place(row: _Row) -> tuple[bool, int]:
        its = found.of.get(uscc(row))
        return its is None, its.place if its else 0

    return sorted(rows, key=place)


def _beside(ranked: Sequence[tuple[int, Target | RowView]], district: str, by_place: bool) -> LearnedList:
    said = learned_rows(district, [row.uscc for _, row in ranked])
    rows = [Beside(rank, row.uscc, row.name, said.of.get(row.uscc)) for rank, row in ranked]
    if by_place:
        rows = in_learned_order(rows, said, lambda row: row.uscc)
    return LearnedList(said.state, said.note, district, tuple(rows))
