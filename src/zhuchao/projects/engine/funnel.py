"""How far the projects that were taken up in a period came, and why others left (domain.md S34)."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

SHELVED, ENDED = "shelved", "ended"


class Taken(NamedTuple):
    """Projects of the cohort of which the same is true: their sum in 万元 (None: none known), the stages they reached,
    shelved or ended with the reason's code (empty: pursued), and how many they are."""

    amount: Decimal | None
    reached: Collection[str]
    left: str = ""
    reason: str = ""
    many: int = 1


@dataclass(frozen=True, slots=True)
class Level:
    """One stage: how many reached it with their sums in 万元, how many stand there now, who left there and why.

    ``reasons`` are (code, count), the most frequent first; stages are not nested.
    """

    stage: str
    count: int
    amount: Decimal
    standing: int
    shelved: int
    ended: int
    reasons: tuple[tuple[str, int], ...]


def funnel(taken: Iterable[Taken], stages: Sequence[str]) -> list[Level]:
    """The levels in the order of the stages; every project reached the first."""
    place = {stage: n for n, stage in enumerate(stages)}
    count: Counter[str] = Counter()
    amounts = dict.fromkeys(stages, Decimal(0))
    standing: Counter[str] = Counter()
    left: dict[str, Counter[str]] = {SHELVED: Counter(), ENDED: Counter()}
    reasons: dict[str, Counter[str]] = {stage: Counter() for stage in stages}
    for each in taken:
        passed = {stages[0], *(s for s in each.reached if s in place)}
        for stage in passed:
            count[stage] += each.many
            amounts[stage] += each.amount or 0
        furthest = max(passed, key=place.__getitem__)
        if each.left:
            left[each.left][furthest] += each.many
            reasons[furthest][each.reason] += each.many
        else:
            standing[furthest] += each.many
    return [
        Level(
            stage,
            count[stage],
            amounts[stage],
            standing[stage],
            left[SHELVED][stage],
            left[ENDED][stage],
            tuple(sorted(reasons[stage].items(), key=lambda r: (-r[1], r[0]))),
        )
        for stage in stages
    ]
