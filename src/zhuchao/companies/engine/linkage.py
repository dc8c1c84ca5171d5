"""How well a registered name answers the name somebody said: whole, a part of it, or a short name.

Exchanges and papers call a company by a short name (国农科技 for 深圳中国农大科技股份有限公司): its characters
occur in the registered name in order, though not side by side.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

EXACT, CONTAINED, PARTED, SHORT, NEAR = "名称完全一致", "名称包含", "名称分段包含", "简称", "名称相近"
#: A part of a name has at least this many characters.
_PART = 2


@dataclass(frozen=True, slots=True)
class Weights:
    """Points of the rulebook's ``registry.search-weights``; ``marks`` and ``suffixes`` are patterns of signs an
    exchange adds to a short name; ``tail_words`` count only ``tail_word_share`` of a character. A short name
    has from ``shortest`` to ``longest`` characters, at most ``candidates`` names are weighed for it, and a name
    that holds less than ``least_cover`` of it does not answer."""

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
    least_cover: float

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
            least_cover=float(value["least_cover"]),
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


@dataclass(frozen=True, slots=True)
class Asked:
    """A name as somebody said it: ``whole`` without the signs of an exchange, ``body`` also without a tail word
    (华统股份 → 华统), ``words`` its parts apart by blanks; ``splits`` are the two parts a name may hold apart
    (绍兴印染 is also 绍兴 … 印染), ``weight`` what each character of ``whole`` counts and ``full`` what all of them do."""

    whole: str
    body: str
    words: tuple[str, ...]
    splits: tuple[tuple[str, str], ...]
    weight: tuple[float, ...]
    full: float


def asked(words: Sequence[str], weights: Weights) -> Asked:
    """*ST国农 → 国农, 万科A → 万科; what would leave a single character stays whole."""
    said = "".join(words)
    plain = weights.suffixes.sub("", weights.marks.sub("", said))
    whole = plain if len(plain) > 1 else said
    body = _body(whole, weights)
    weight = (1.0,) * len(body) + (weights.tail_word_share,) * (len(whole) - len(body))
    return Asked(
        whole,
        body,
        tuple(words) if whole == said else (whole,),
        tuple((body[:at], body[at:]) for at in range(_PART, len(body) - _PART + 1)),
        weight,
        sum(weight),
    )


def _body(whole: str, weights: Weights) -> str:
    for word in weights.tail_words:
        if whole.endswith(word) and len(whole) >= len(word) + _PART:
            return whole.removesuffix(word)
    return whole


def match(said: Asked, candidate: Candidate, weights: Weights) -> Match | None:
    """How the candidate answers; None when not at all."""
    name = candidate.name
    if name == said.whole:
        return Match(100.0, EXACT)
    share, why = _cover(said, name, weights)
    if share < weights.least_cover:
        return None
    points = weights.cover * share
    points += weights.contiguous * (1.0 if said.whole in name else _pair_share(said.body, name))
    points += weights.brand * _brand(said.body, candidate.brand)
    # The place in front of a brand is no part of what people say.
    points += weights.head * (name.startswith(said.body) or candidate.brand.startswith(said.body))
    points += weights.fullness * min(1.0, len(said.whole) / len(name))
    points += weights.standing * _bounded(candidate.standing) / STANDING_SPAN
    best = sum((weights.cover, weights.contiguous, weights.brand, weights.head, weights.fullness))
    # From the least standing to the best: a branch that holds the name answers too.
    score = 100.0 * (points + weights.standing) / (best + 2 * weights.standing)
    return Match(round(max(0.0, min(99.9, score)), 1), why)


def _cover(said: Asked, name: str, weights: Weights) -> tuple[float, str]:
    """How much of what was said the name holds, and in which way."""
    if said.whole in name or all(w in name for w in said.words):
        return 1.0, CONTAINED
    # Its characters in any order are the most that can occur in order: few names need the longer look.
    most = 0.0
    for char, points in zip(said.whole, said.weight, strict=True):
        if char in name:
            most += points
    if most < weights.least_cover * said.full:
        return 0.0, NEAR
    share = _common(said.whole, name, said.weight) / said.full
    if any(0 <= name.find(a) <= name.rfind(b) - len(a) for a, b in said.splits):
        # A tail word may be missing: 华统股份 is answered by 华统肉制品有限公司, less well.
        return share, PARTED
    return share, SHORT if share >= 1.0 else NEAR


def _pair_share(body: str, name: str) -> float:
    pairs = [body[i : i + 2] for i in range(len(body) - 1)]
    return sum(p in name for p in pairs) / len(pairs) if pairs else 0.0


#: Standing beyond this many points adds nothing more.
STANDING_SPAN = 10.0
#: A text that holds the words scores around the middle, whatever the company is.
_TEXT_SCORE, _TEXT_STANDING = 40.0, 2.0


def text_match(why: str, standing: float) -> Match:
    """How a company whose scope or address holds the words answers: only its standing tells it from others."""
    return Match(round(_TEXT_SCORE + _TEXT_STANDING * _bounded(standing), 2), why)


#: A whole name with a slip: likeness decides, standing only between names that are alike.
_NEAR_SCORE, _NEAR_STANDING = 90.0, 0.05


def near_match(likeness: float, standing: float) -> Match:
    """How a company answers whose whole name is nearly the one that was said; ``likeness`` from 0 to 1."""
    return Match(round(_NEAR_SCORE * likeness + _NEAR_STANDING * _bounded(standing), 2), NEAR)


def _bounded(standing: float) -> float:
    return max(-STANDING_SPAN, min(STANDING_SPAN, standing))


def _brand(body: str, brand: str) -> float:
    if not brand:
        return 0.0
    if brand == body:
        return 1.0
    return 0.5 if body.startswith(brand) or brand.startswith(body) else 0.0


def _common(said: str, name: str, weight: Sequence[float]) -> float:
    """The heaviest common subsequence of the two texts."""
    if _in_order(said, name):
        return sum(weight)
    best = [0.0] * (len(name) + 1)
    for char, points in zip(said, weight, strict=True):
        if char not in name:
            continue
        left = above = 0.0
        for at, other in enumerate(name, 1):
            here = best[at] if best[at] > left else left
            if char == other and above + points > here:
                here = above + points
            above, best[at], left = best[at], here, here
    return best[-1]


def _in_order(said: str, name: str) -> bool:
    at = -1
    for char in said:
        at = name.find(char, at + 1)
        if at < 0:
            return False
    return True
