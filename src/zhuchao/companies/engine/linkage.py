"""How well a registered name answers the name somebody said: whole, a part of it, or a short name.

Exchanges and papers call a company by a short name (国农科技 for 深圳中国农大科技股份有限公司): its characters
occur in the registered name in order, though not side by side.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

EXACT, CONTAINED, SHORT, NEAR = "名称完全一致", "名称包含", "简称", "名称相近"


@dataclass(frozen=True, slots=True)
class Weights:
    """Points of the rulebook's ``registry.search-weights``; ``marks`` and ``suffixes`` are patterns of signs an
    exchange adds to a short name; ``tail_words`` count only ``tail_word_share`` of a character. A short name
    has from ``shortest`` to ``longest`` characters, at most ``candidates`` names are weighed for it, and what
    scores below ``least`` does not answer."""

    cover: float
    contiguous: float
    brand: float
    head: float
    fullness: float
    standing: float
    tail_words: tuple[str, ...]
    tail_word_share: float
    marks: re.Pattern[str]
    suffixes: re.Pattern[str]
    candidates: int
    shortest: int
    longest: int
    least: float

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> "Weights":
        """From the rulebook's value."""
        return cls(
            cover=float(value["cover"]),
            contiguous=float(value["contiguous"]),
            brand=float(value["brand"]),
            head=float(value["head"]),
            fullness=float(value["fullness"]),
            standing=float(value["standing"]),
            tail_words=tuple(value["tail_words"]),
            tail_word_share=float(value["tail_word_share"]),
            marks=re.compile(value["marks"]),
            suffixes=re.compile(value["suffixes"]),
            candidates=int(value["candidates"]),
            shortest=int(value["shortest"]),
            longest=int(value["longest"]),
            least=float(value["least"]),
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A registered name: ``name`` without signs, its brand (may be empty) and its standing in points."""

    name: str
    brand: str
    standing: float


@dataclass(frozen=True, slots=True)
class Match:
    """Points from 0 to 100 and, in Chinese, how the name answers."""

    score: float
    why: str


def stem(asked: str, weights: Weights) -> str:
    """A short name without the signs an exchange adds: *ST国农 → 国农, 万科A → 万科."""
    plain = weights.suffixes.sub("", weights.marks.sub("", asked))
    return plain if len(plain) > 1 else asked


def match(words: Sequence[str], asked: str, candidate: Candidate, weights: Weights) -> Match | None:
    """How the candidate answers; ``asked`` is the stem of all the words together. None when not at all."""
    if candidate.name == asked:
        return Match(100.0, EXACT)
    whole = asked in candidate.name
    if whole or all(w in candidate.name for w in words):
        share, why = 1.0, CONTAINED
    else:
        share = _covered(asked, candidate.name, weights)
        why = SHORT if share >= 1.0 else NEAR
    if share <= 0.0:
        return None
    points = weights.cover * share
    points += weights.contiguous * whole
    points += weights.brand * _brand(asked, candidate.brand)
    points += weights.head * candidate.name.startswith(asked)
    points += weights.fullness * min(1.0, len(asked) / len(candidate.name))
    best = sum((weights.cover, weights.contiguous, weights.brand, weights.head, weights.fullness))
    points += weights.standing * _bounded(candidate.standing) / STANDING_SPAN
    score = max(0.0, min(99.9, 100.0 * points / (best + weights.standing)))
    return Match(round(score, 1), why)


#: Standing beyond this many points adds nothing more.
STANDING_SPAN = 10.0
#: A text that holds the words scores around the middle, whatever the company is.
_TEXT_SCORE, _TEXT_STANDING = 40.0, 2.0


def text_match(why: str, standing: float) -> Match:
    """How a company whose scope or address holds the words answers: only its standing tells it from others."""
    return Match(round(_TEXT_SCORE + _TEXT_STANDING * _bounded(standing), 2), why)


def _bounded(standing: float) -> float:
    return max(-STANDING_SPAN, min(STANDING_SPAN, standing))


def _brand(asked: str, brand: str) -> float:
    if not brand:
        return 0.0
    if brand == asked:
        return 1.0
    return 0.5 if asked.startswith(brand) or brand.startswith(asked) else 0.0


def _covered(asked: str, name: str, weights: Weights) -> float:
    """The share of the asked characters that occur in the name in this order, tail words counting less."""
    weight = _character_weights(asked, weights)
    return _common(asked, name, weight) / sum(weight)


def _character_weights(asked: str, weights: Weights) -> list[float]:
    found = [1.0] * len(asked)
    for word in weights.tail_words:
        if asked.endswith(word) and len(asked) > len(word) + 1:
            start = len(asked) - len(word)
            found[start:] = [weights.tail_word_share] * len(word)
            break
    return found


def _common(asked: str, name: str, weight: Sequence[float]) -> float:
    """The heaviest common subsequence of the two texts."""
    best = [0.0] * (len(name) + 1)
    for char, points in zip(asked, weight, strict=True):
        left = above = 0.0
        for at, other in enumerate(name, 1):
            here = max(left, best[at], above + points if char == other else 0.0)
            above, best[at], left = best[at], here, here
    return best[-1]
