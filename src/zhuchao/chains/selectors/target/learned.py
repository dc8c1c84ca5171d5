"""What a model trained on past branches says of the cities a company would weigh; 未训练 until there is one.

The declared ranking stands beside it and is never replaced by it.
"""

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhuchao.learners import kept

if TYPE_CHECKING:
    from zhuchao.learners.expansion import Model

#: The name under which the model of targeting keeps its versions in the home.
MODEL = "targeting"
UNTRAINED = "未训练"


@dataclass(frozen=True, slots=True)
class Learned:
    """``state`` is 未训练, 未学到 or 已训练; ``cities`` are codes, the likeliest first; ``version`` empty when untrained."""

    state: str
    note: str
    version: str = ""
    cities: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            "state": self.state,
            "note": self.note,
            "version": self.version,
            "cities": list(self.cities),
        }


def learned_cities(uscc: str, most: int) -> Learned:
    """The cities the model in force ranks first for the company; the sentence says why there are none."""
    version = kept.version_in_force(MODEL)
    if not version:
        return Learned(UNTRAINED, "未训练：还没有从真实外设分支中学出的排序，先看上面按公开依据的排序。")
    cities = _cities(str(kept.folder(MODEL)), version, uscc, most)
    if not cities:
        return Learned("未学到", "模型中没有这家企业的外设经过，不作推断。", version)
    return Learned("已训练", f"由真实外设分支学出（{version}），只作参考，不计入得分。", version, cities)


def _cities(folder: str, version: str, uscc: str, most: int) -> tuple[str, ...]:
    # The library of trees takes a second to load: only where something was trained.
    from zhuchao.learners import expansion

    return expansion.cities_for(_model(folder, version), uscc, most)


@functools.lru_cache(maxsize=2)
def _model(folder: str, version: str) -> "Model":
    """One version, read once a process; ``folder`` tells homes apart."""
    from zhuchao.learners import expansion

    found = kept.load(MODEL, version)
    return expansion.restored(found.arrays, found.plain)
