"""What a model trained on past branches says beside the declared points; 未训练 until there is one.

The declared ranking stands beside it and is never changed by it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from zhuchao.chains.selectors.target.served import (
    Learned,
    coming_to,
    going_from,
    place_name,
    placed_at,
    served,
)
from zhuchao.terms.reason import Reason, total

UNTRAINED, TRAINED, SILENT = "未训练", "已训练", "未学到"
_UNTRAINED_NOTE = (
    "未训练：还没有从真实外设分支中学出的排序，先看按公开依据的排序。可由区招商投资促进中心或系统管理员训练。"
)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A city the company may enter next; points of the reasons add up to ``score``."""

    code: str
    name: str
    score: Decimal
    reasons: tuple[Reason, ...]

    def as_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            "code": self.code,
            "name": self.name,
            "score": float(self.score),
            "reasons": [r.as_dict() for r in self.reasons],
        }


@dataclass(frozen=True, slots=True)
class LearnedCities:
    """``state`` is 未训练, 未学到 or 已训练; ``weighed`` the likeliest first; ``here`` is its place among all that
    could come to our city; ``version`` empty when untrained."""

    state: str
    note: str
    version: str = ""
    weighed: tuple[Weighed, ...] = ()
    here: Learned | None = None

    @property
    def cities(self) -> tuple[str, ...]:
        """The codes of the cities, the likeliest first."""
        return tuple(w.code for w in self.weighed)

    def as_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            "state": self.state,
            "note": self.note,
            "version": self.version,
            "cities": list(self.cities),
            "weighed": [w.as_dict() for w in self.weighed],
            "here": self.here.as_dict() if self.here else None,
        }


@dataclass(frozen=True, slots=True)
class LearnedRows:
    """What the model says of some companies and our city, by credit code; those it never saw leave are missing."""

    state: str
    note: str
    of: dict[str, Learned]


def learned_cities(uscc: str, most: int, district: str = "") -> LearnedCities:
    """The cities the model in force ranks first for the company, and its place for the city of ``district``.

    The sentence says why there are none.
    """
    on = served()
    if on is None:
        return LearnedCities(UNTRAINED, _UNTRAINED_NOTE)
    weighed = tuple(
        Weighed(code, place_name(code), total(reasons), reasons)
        for code, reasons in going_from(on, uscc, most)
    )
    if not weighed:
        return LearnedCities(SILENT, "模型中没有这家企业的外设经过，不作推断。", on.version)
    note = f"由真实外设分支学出（经过截至 {on.known_to:%Y-%m}），只作参考，不计入得分。"
    here = learned_rows(district, [uscc]).of.get(uscc) if district else None
    return LearnedCities(TRAINED, note, on.version, weighed, here)


def learned_rows(district: str, usccs: Collection[str]) -> LearnedRows:
    """Where each of these companies stands among all that could come to the city of the district, with reasons."""
    on = served()
    if on is None:
        return LearnedRows(UNTRAINED, _UNTRAINED_NOTE, {})
    city = f"{district[:4]}00"
    there = coming_to(on, city)
    if there is None:
        return LearnedRows(SILENT, f"经过中没有企业到{place_name(city)}设分支，不作推断。", {})
    wanted = {on.at[uscc] for uscc in usccs if uscc in on.at}
    places = np.flatnonzero(np.isin(there.parents, list(wanted))).tolist()
    note = (
        f"历史外拓规律：在曾到外市设分支、还没有到{place_name(city)}的 {len(there.parents):,} 家企业中的名次"
        f"（经过截至 {on.known_to:%Y-%m}）。只作参考，不计入得分；没有外设经过的企业不作推断。"
    )
    return LearnedRows(TRAINED, note, {one.uscc: one for one in placed_at(on, there, places)})
