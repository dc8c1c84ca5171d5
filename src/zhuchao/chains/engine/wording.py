"""A placement as a sentence for people: whole words, no leftovers of cleaning, a clause short enough to read."""

from collections.abc import Iterable

from zhuchao.chains.engine.placement import Placement
from zhuchao.chains.engine.placement_patterns import BLANK

#: Characters of a clause that are shown; more of it says nothing new.
LONGEST = 40
_MARKS = "、，,；;：:。.（）() "


def why(placement: Placement) -> str:
    """经营范围“…数码印花布加工…”中有“数码印花”“加工”."""
    words = _whole(placement.words)
    clause = _around(placement.clause, words)
    where = "经营范围" if placement.by == "scope" else "企业名称"
    return f"{where}“{clause}”中有“{'”“'.join(words)}”" if words else f"{where}“{clause}”"


def _whole(words: Iterable[str]) -> list[str]:
    """The words without marks at their ends, without those that another of them holds."""
    bare = list(dict.fromkeys(w.replace(BLANK, "").strip(_MARKS) for w in words))
    return [w for w in bare if w and not any(w != other and w in other for other in bare)]


def _around(clause: str, words: list[str]) -> str:
    """The clause with 省略号 where an excluded phrase stood, cut to the words that decided."""
    text = clause.replace(BLANK, "……").strip(_MARKS)
    if len(text) <= LONGEST:
        return text
    first = next((at for w in words if (at := text.find(w)) >= 0), 0)
    start = max(0, min(first - LONGEST // 3, len(text) - LONGEST))
    cut = text[start : start + LONGEST]
    return ("……" if start else "") + cut + ("……" if start + LONGEST < len(text) else "")
