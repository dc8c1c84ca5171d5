"""Which judgement of a fact may follow which."""

from collections.abc import Collection

from zhuchao.terms.refusal import Refusal
from zhuchao.terms.standing import JUDGEMENTS

#: State now → states it may change to. What is voided stays voided: record the fact anew.
NEXT: dict[str, frozenset[str]] = {
    "claimed": frozenset({"verified", "disputed", "voided"}),
    "verified": frozenset({"disputed", "voided"}),
    "disputed": frozenset({"verified", "voided"}),
    "voided": frozenset(),
}


def may_follow(now: str, then: str) -> bool:
    """True when the state ``then`` may be given to a fact whose state is ``now``."""
    return then in NEXT[now]


def judgement_faults(judgement: str, among: Collection[str]) -> list[Refusal]:
    """The refusal of a judgement that is none of those the fact can be given."""
    if judgement in among:
        return []
    reason = f"判断“{judgement}”不在规定的代码内" if judgement else "没有选择判断"
    words = "、".join(JUDGEMENTS[each] for each in among)
    return [Refusal("ledger.judgement", reason, f"请从{words}中选择。", "judgement")]
