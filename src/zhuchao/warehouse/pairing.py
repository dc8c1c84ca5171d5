"""Pairs of rows that share a key, and how alike texts are pair by pair: whole arrays, for a million rows."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Hamming, Indel

#: Threads for comparing texts.
WORKERS = 2
#: A pair is kept as one number: up to two thousand million rows.
_BITS = 31


def pairs(keys: Sequence[tuple[Any, Any]], largest: int) -> tuple[Any, Any]:
    """Every pair of rows that share at least one key, once, the smaller row number first.

    ``keys`` are pairs of int64 arrays, one a way of blocking: the keys and the rows that bear them; a row may bear
    several, 0 is no key. A key that more than ``largest`` rows bear says nothing and is left out.
    """
    codes = np.unique(np.concatenate([np.empty(0, dtype=np.int64), *(_sharing(*k, largest) for k in keys)]))
    return codes >> _BITS, codes & ((1 << _BITS) - 1)


def _sharing(key: Any, row: Any, largest: int) -> Any:
    order = np.argsort(key, kind="stable")
    ordered, row = key[order], row[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    sizes = np.diff(np.r_[starts, len(ordered)])
    group = np.repeat(sizes, sizes)
    kept = (ordered != 0) & (group > 1) & (group <= largest)
    row, ordered = row[kept], ordered[kept]
    found = []
    for step in range(1, largest):
        same = np.flatnonzero(ordered[step:] == ordered[:-step])
        if not len(same):
            break
        left, right = row[same], row[same + step]
        both = (np.minimum(left, right) << _BITS) | np.maximum(left, right)
        found.append(both[left != right])
    return np.concatenate(found) if found else np.empty(0, dtype=np.int64)


def likeness(texts: Any, left: Any, right: Any) -> Any:
    """From 0 to 1 for each pair, of an object array of texts: twice the common subsequence over both lengths."""
    if not len(left):
        return np.empty(0, dtype=np.float32)
    return process.cpdist(
        texts[left], texts[right], scorer=Indel.normalized_similarity, dtype=np.float32, workers=WORKERS
    )


def differing(texts: Any, left: Any, right: Any) -> Any:
    """For each pair of texts of one length, in how many places they differ; other lengths count as padded."""
    if not len(left):
        return np.empty(0, dtype=np.uint8)
    return process.cpdist(texts[left], texts[right], scorer=Hamming.distance, dtype=np.uint8, workers=WORKERS)
