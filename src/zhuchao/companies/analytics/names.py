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


def without_place(name: Any, place: Any) -> Any:
    """A name that starts with the place, without it and without the word for its kind (``engine.names``)."""
    place = place.fill_null("")
    starts = (place != "") & name.startswith(place) & (name.length() > place.length() + 1)
    kind = name.substr(place.length(), 1).isin(list(engine.PLACE_KINDS)) & (
        name.length() > place.length() + 2
    )
    return ibis.ifelse(starts, name.substr(place.length() + kind.cast("int64")), name)


def without_brackets(name_key: Any) -> Any:
    """A normalised name without what stands in brackets."""
    return name_key.re_replace(engine.BRACKETED, "")


def brand(rest: Any, known: engine.NameWords) -> Any:
    """The brand at the head of a name that has lost its places; empty when none is left."""
    # Replacing needs only the bounds of the match; extracting a group is fifteen times slower.
    head, tail = rest.substr(0, engine.SHORTEST_BRAND), rest.substr(engine.SHORTEST_BRAND)
    return head + tail.re_replace(known.tail_pattern(), "")


def believable(found: Any) -> Any:
    """The brand, or empty text when its length says that it is none."""
    return ibis.ifelse(found.length().between(engine.SHORTEST_BRAND, engine.LONGEST_BRAND), found, "")
