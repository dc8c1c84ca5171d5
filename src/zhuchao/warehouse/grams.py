"""Pairs of neighbouring characters, the tokens of the search file: for one question, or for many rows at once."""

import functools
import re
import sys
from collections.abc import Sequence
from itertools import pairwise
from operator import add
from typing import Any

import numpy as np

_SIGNS = re.compile(r"[\W_]+")
#: Full-width forms of ASCII lie this far above it.
_WIDE_FIRST, _WIDE_LAST, _WIDE_STEP = 0xFF01, 0xFF5E, 0xFEE0


def pairs(text: str) -> list[str]:
    """The distinct pairs within each run of letters and digits, in order of appearance."""
    return list(dict.fromkeys(pair for run in _SIGNS.split(text) for pair in map(add, run, run[1:])))


def pair_texts(texts: Sequence[str], *, across_signs: bool) -> list[str]:
    """The pairs of each text, apart by blanks; full-width letters as half-width ones.

    ``across_signs`` drops brackets, blanks and other signs first, as names are searched; else a pair never
    reaches over one. Whole arrays instead of a loop: a registry has a hundred million pairs.
    """
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    chars = np.frombuffer("".join(texts).encode("utf-32-le"), dtype=np.uint32)
    row = np.repeat(np.arange(len(texts)), lengths)
    wide = (chars >= _WIDE_FIRST) & (chars <= _WIDE_LAST)
    chars = np.where(wide, chars - _WIDE_STEP, chars)
    kept = _letters()[chars]
    if across_signs:
        chars, row = chars[kept], row[kept]
        paired = row[:-1] == row[1:]
    else:
        paired = kept[:-1] & kept[1:] & (row[:-1] == row[1:])
    written = np.full((int(paired.sum()), 3), ord(" "), dtype=np.uint32)
    written[:, 0], written[:, 1] = chars[:-1][paired], chars[1:][paired]
    whole = written.tobytes().decode("utf-32-le")
    ends = 3 * np.cumsum(np.bincount(row[:-1][paired], minlength=len(texts)))
    starts = [0, *ends.tolist()]
    return [whole[start:end] for start, end in pairwise(starts)]


@functools.cache
def _letters() -> Any:
    """For each code point whether it is a letter or a digit, as the signs of names and questions have it."""
    points = range(sys.maxunicode + 1)
    return np.fromiter((chr(p).isalnum() for p in points), dtype=np.bool_, count=len(points))
