"""Names over a whole table, built from the constants of ``terms.words`` and ``engine.names``."""

import functools
from typing import Any

import ibis

from zhuchao.companies.engine import names as engine
from zhuchao.terms import words


@functools.cache
def _folding() -> tuple[str, str]:
    """Characters that normalising changes on their own, and what becomes of them; the tail is deleted.

    Letters are not listed: ``upper`` takes care of them on every engine.
    """
    # One text of every character, so that the rule is asked once. No blank or bracket lies beyond the first plane.
    chars = [chr(p) for p in range(1, 0x10000) if not 0xD800 <= p <= 0xDFFF]
    text = "\0".join(chars)
    kept, gone = [], []
    for char, upper, became in zip(
        chars, text.upper().split("\0"), words.normalise_name(text).split("\0"), strict=True
    ):
        if became == "":
            gone.append(char)
        elif became != upper and len(became) == 1:
            kept.append((char, became))
    return "".join(c for c, _ in kept) + "".join(gone), "".join(b for _, b in kept)


def bare(text: Any) -> Any:
    """``strip``, which reads a text to its end, only where a blank stands at one: those at its head sort before "!"."""
    blank = ibis.or_(text < "!", *(text.endswith(sign) for sign in " \t\n\r\v\f"))
    return ibis.ifelse(blank, text.strip(), text)


#: What most names are made of, all of which stays as it is.
_NORMAL = "^[0-9A-Z（）一-龥]*$"


def normalised(text: Any) -> Any:
    """``terms.words.normalise_name`` over a column."""
    before, after = _folding()
    klass = "[" + "".join("\\" + c if c in "\\[]^-" else c for c in before) + "]"
    # Most of the other names hold none of these characters; translating only those that do halves the time.
    changed = ibis.ifelse(text.re_search(klass), text.translate(before, after), text).upper()
    return ibis.ifelse(text.re_search(_NORMAL), text, changed)


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
