"""Names over a whole table, built from the constants of ``terms.words`` and ``engine.names``."""

import functools
import sys
from typing import Any

import ibis

from zhuchao.companies.engine import names as engine
from zhuchao.terms import words


@functools.cache
def _folding() -> tuple[str, str]:
    """Characters that normalising changes on their own, and what becomes of them; the tail is deleted.

    Letters are not listed: ``upper`` takes care of them on every engine.
    """
    kept, gone = [], []
    for point in range(sys.maxunicode + 1):
        char = chr(point)
        if 0xD800 <= point <= 0xDFFF or char == char.upper() == words.normalise_name(char):
            continue
        became = words.normalise_name(char)
        if became == "":
            gone.append(char)
        elif became != char.upper() and len(became) == 1:
            kept.append((char, became))
    return "".join(c for c, _ in kept) + "".join(gone), "".join(b for _, b in kept)


def normalised(text: Any) -> Any:
    """``terms.words.normalise_name`` over a column."""
    before, after = _folding()
    klass = "[" + "".join("\\" + c if c in "\\[]^-" else c for c in before) + "]"
    # Most names hold none of these characters; translating only those that do halves the time.
    return ibis.ifelse(text.re_search(klass), text.translate(before, after), text).upper()


def is_branch(name_key: Any) -> Any:
    """``terms.words.is_branch_name`` over a column of normalised names."""
    return name_key.re_search(words.BRANCH_PATTERN)


def core_name(name_key: Any, places: tuple[Any, ...], known: engine.NameWords) -> Any:
    """``engine.names.core_name`` over a column of normalised names; ``places`` are columns, null where unknown."""
    rest = name_key.re_replace(engine.BRACKETED, "")
    for place in places:
        rest = _without_place(rest, place.fill_null(""))
    # Replacing needs only the bounds of the match; extracting a group is fifteen times slower.
    head, tail = rest.substr(0, engine.SHORTEST_BRAND), rest.substr(engine.SHORTEST_BRAND)
    brand = head + tail.re_replace(known.tail_pattern(), "")
    return ibis.ifelse(brand.length().between(engine.SHORTEST_BRAND, engine.LONGEST_BRAND), brand, "")


def _without_place(rest: Any, place: Any) -> Any:
    starts = (place != "") & rest.startswith(place) & (rest.length() > place.length() + 1)
    cut = rest.substr(place.length())
    kind = cut.substr(0, 1).isin(list(engine.PLACE_KINDS)) & (cut.length() > 2)
    return ibis.ifelse(starts, ibis.ifelse(kind, cut.substr(1), cut), rest)
