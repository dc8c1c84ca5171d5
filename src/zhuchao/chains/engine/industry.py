"""Which industry a name and a scope speak of, by declared words alone: what holds before any model is trained.

The same counts are handed to a trained model as features.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from math import sqrt
from typing import cast

from zhuchao.terms.source import Rule


@dataclass(frozen=True, slots=True)
class DeclaredWords:
    """``of`` holds, by word, the numbers of the classes it speaks of. A word ``half_at`` characters into a scope
    counts half, a repeated one ``again`` of itself; a class is named when it leads the next by ``lead``. ``residual``
    are the numbers of classes that are no trade: they count where no other class has a word."""

    classes: tuple[str, ...]
    of: Mapping[str, tuple[int, ...]]
    half_at: int
    again: float
    lead: float
    shown: int
    residual: frozenset[int]
    version: str

    def __hash__(self) -> int:
        return hash(self.version)

    @property
    def fingerprint(self) -> str:
        """Changes with whatever changes the features a trained model was told."""
        parts = (self.classes, sorted(self.of.items()), self.half_at, self.again)
        return sha256(repr(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Share:
    """A piece of name or scope and what it adds to a class."""

    text: str
    points: float


@dataclass(frozen=True, slots=True)
class DeclaredVerdict:
    """``industry`` is empty for 无法判断; ``shares`` add up to ``score``, the best class's."""

    industry: str
    leading: str
    score: float
    runner_up: str
    shares: tuple[Share, ...]


def declared_from_rule(rule: Rule) -> DeclaredWords:
    """The words of entry ``classify.declared``; the name of a class is a word of it."""
    value = cast("dict[str, object]", rule.value)
    industries = cast("dict[str, list[str]]", value["industries"])
    classes = tuple(industries)
    of: dict[str, list[int]] = {}
    for number, name in enumerate(classes):
        for word in dict.fromkeys([*industries[name], name]):
            of.setdefault(str(word), []).append(number)
    return DeclaredWords(
        classes,
        {word: tuple(numbers) for word, numbers in of.items()},
        half_at=int(str(value["half_at"])),
        again=float(str(value["again"])),
        lead=float(str(value["ahead"])),
        shown=int(str(value["shown"])),
        residual=frozenset(classes.index(name) for name in cast("list[str]", value["residual"])),
        version=f"{rule.id}@{rule.since}",
    )


def word_shares(words: DeclaredWords, text: str, *, fading: bool) -> list[tuple[str, int, float]]:
    """(word, class, points) of every word found, longest first where they overlap; ``fading`` for a scope."""
    found: list[tuple[str, int, float]] = []
    seen: set[str] = set()
    for hit in _pattern(words).finditer(text):
        word = hit.group()
        weight = sqrt(len(word)) * (words.again if word in seen else 1.0)
        if fading:
            weight /= 1 + hit.start() / words.half_at
        seen.add(word)
        classes = words.of[word]
        found += [(word, number, weight / len(classes)) for number in classes]
    return found


def profile(words: DeclaredWords, text: str, *, fading: bool) -> tuple[float, ...]:
    """Points of every class, scaled to length 1; all zero when no word was found."""
    sums = [0.0] * len(words.classes)
    for _, number, points in word_shares(words, text, fading=fading):
        sums[number] += points
    length = sqrt(sum(s * s for s in sums))
    return tuple(s / length for s in sums) if length else tuple(sums)


def features(words: DeclaredWords, name: str, scope: str, products: str = "") -> tuple[float, ...]:
    """What a trained model is told beside the characters: profiles of scope, name and products."""
    return (
        *profile(words, scope, fading=True),
        *profile(words, name, fading=False),
        *profile(words, products, fading=True),
    )


def declared_verdict(words: DeclaredWords, name: str, scope: str) -> DeclaredVerdict:
    """The class whose words weigh most in name and scope, or none where the next is too near."""
    shares = [*word_shares(words, name, fading=False), *word_shares(words, scope, fading=True)]
    sums = [0.0] * len(words.classes)
    for _, number, points in shares:
        sums[number] += points
    if any(points for number, points in enumerate(sums) if number not in words.residual):
        sums = [0.0 if number in words.residual else points for number, points in enumerate(sums)]
    first, second = sorted(range(len(sums)), key=lambda n: -sums[n])[:2]
    if not sums[first]:
        return DeclaredVerdict("", "", 0.0, "", ())
    merged: dict[str, float] = {}
    for word, number, points in shares:
        if number == first:
            merged[word] = merged.get(word, 0.0) + points
    clear = sums[first] >= words.lead * sums[second]
    return DeclaredVerdict(
        words.classes[first] if clear else "",
        words.classes[first],
        sums[first],
        words.classes[second] if sums[second] else "",
        top_shares(merged, words.shown),
    )


def top_shares(points: Mapping[str, float], shown: int) -> tuple[Share, ...]:
    """The pieces that weigh most, either way, and one for all others, so that the points still add up."""
    ordered = sorted(points.items(), key=lambda item: -abs(item[1]))
    found = [Share(text, value) for text, value in ordered[:shown]]
    rest = sum(value for _, value in ordered[shown:])
    return (*found, Share("其余", rest)) if len(ordered) > shown else tuple(found)


_ITEM_ENDS = "；;。，,、：:（）() 　\n"


def pieces(name: str, scope: str) -> list[tuple[int, int]]:
    """Where the name and each item of the scope begin and end in ``name + " " + scope``."""
    text = f"{name} {scope}"
    found, start = [(0, len(name))], len(name) + 1
    for at in range(start, len(text) + 1):
        if at == len(text) or text[at] in _ITEM_ENDS:
            if at > start:
                found.append((start, at))
            start = at + 1
    return found


def per_piece(name: str, scope: str, character_points: Sequence[float]) -> dict[str, float]:
    """Points of characters of ``name + " " + scope`` summed over name and items; separators go to their item."""
    text = f"{name} {scope}"
    ends = pieces(name, scope)
    sums: dict[str, float] = {}
    for number, (start, _) in enumerate(ends):
        upto = ends[number + 1][0] if number + 1 < len(ends) else len(text)
        label = text[start : ends[number][1]]
        sums[label] = sums.get(label, 0.0) + sum(character_points[start:upto])
    return sums


@cache
def _pattern(words: DeclaredWords) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(w) for w in sorted(words.of, key=lambda w: (-len(w), w))))
