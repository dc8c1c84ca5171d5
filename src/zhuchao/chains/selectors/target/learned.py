"""What a model trained on past branches says of the cities a company would weigh; 未训练 until there is one.

The declared ranking stands beside it and is never replaced by it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from zhuchao.learners import kept

#: The name under which the model of targeting keeps its versions in the home.
MODEL = "targeting"
UNTRAINED = "未训练"
#: Whoever can read a version of the model: ``fn(version, uscc, most) -> city codes``, the likeliest first; empty for a
#: company the model knows nothing of.
Reader = Callable[[str, str, int], tuple[str, ...]]


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


def learned_cities(uscc: str, most: int, read: Reader | None = None) -> Learned:
    """The cities the model in force ranks first for the company; the sentence says why there are none."""
    version = kept.version_in_force(MODEL)
    if not version or read is None:
        return Learned(UNTRAINED, "未训练：还没有从真实外设分支中学出的排序，先看上面按公开依据的排序。")
    cities = read(version, uscc, most)
    if not cities:
        return Learned("未学到", "模型中没有这家企业的外设经过，不作推断。", version)
    return Learned("已训练", f"由真实外设分支学出（{version}），只作参考，不计入得分。", version, cities)
