"""Marks the searched words inside a text, safely: everything that comes from data is escaped."""

from collections.abc import Iterable

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from zhuchao.terms.words import bigrams

_WIDE = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20}


def marked(text: str, query: str) -> SafeString:
    """The text with the words of the query in ``<mark>``.

    Where no whole word occurs, its pairs of characters are marked: they are what the search matched.
    """
    folded = _folded(text)
    words = [_folded(w) for w in query.split()]
    covered = _covered(folded, words)
    if not any(covered):
        covered = _covered(folded, [_folded(b) for w in words for b in bigrams(w)])
    return format_html_join("", "{}", ((piece,) for piece in _pieces(text, covered)))


def snippet(text: str, query: str, *, width: int = 76) -> str:
    """The part of a long text around the first searched word, with … where it was cut."""
    if len(text) <= width:
        return text
    folded = _folded(text)
    words = [_folded(w) for w in query.split()]
    pairs = [_folded(b) for w in words for b in bigrams(w)]
    found = [at for w in [*words, *pairs] if w and (at := folded.find(w)) >= 0]
    start = max(0, min(found[0] - width // 3, len(text) - width)) if found else 0
    end = start + width
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def _folded(text: str) -> str:
    # Both steps keep the length, so positions stay true.
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text.translate(_WIDE))


def _covered(text: str, words: Iterable[str]) -> list[bool]:
    covered = [False] * len(text)
    for word in words:
        at = text.find(word) if word else -1
        while at >= 0:
            covered[at : at + len(word)] = [True] * len(word)
            at = text.find(word, at + 1)
    return covered


def _pieces(text: str, covered: list[bool]) -> Iterable[SafeString | str]:
    start = 0
    for i in range(1, len(text) + 1):
        if i == len(text) or covered[i] != covered[start]:
            piece = text[start:i]
            yield format_html_join("", "<mark>{}</mark>", [(piece,)]) if covered[start] else piece
            start = i
