"""Pairs of rows that share a key, and how alike texts are pair by pair: whole arrays, for a million rows."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Hamming, Indel

#: Threads for comparing texts.
WORKERS = 2
#: A pair is kept as one number: up to two thousand million rows.
_BITS = 31
#: Odd numbers, so that multiplying loses nothing; the base of spellings and its inverse to 64 bits.
_ODD, _BASE = np.int64(0x9E3779B97F4A7C1), np.uint64(0x2545F4914F6CDD1D)
_INVERSE = np.uint64(pow(int(_BASE), -1, 1 << 64))


def pairs(keys: Sequence[tuple[Any, Any]], largest: int) -> tuple[Any, Any]:
    """Every pair of rows that share at least one key, once, the smaller row number first.

    ``keys`` are pairs of int64 arrays, one a way of blocking: the keys and the rows that bear them; a row may bear
    several, 0 is no key. A key that more than ``largest`` rows bear says nothing and is left out.
    """
    codes = np.sort(np.concatenate([np.empty(0, dtype=np.int64), *(_sharing(*k, largest) for k in keys)]))
    codes = codes[np.r_[True, codes[1:] != codes[:-1]][: len(codes)]]
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


def hashes(texts: Iterable[str], count: int) -> Any:
    """A number for each text; 0 for an empty one."""
    return np.fromiter(map(hash, texts), dtype=np.int64, count=count)


def joined(*parts: Any) -> Any:
    """One key of several arrays of numbers, row by row; 0 where one of them is 0."""
    with np.errstate(over="ignore"):
        key = np.zeros(len(parts[0]), dtype=np.int64)
        for part in parts:
            key = (key ^ part) * _ODD + (key >> 29)
    return np.where(np.logical_and.reduce([part != 0 for part in parts]), key, 0)


def spellings(texts: Sequence[str], shortest: int) -> tuple[Any, Any]:
    """Keys of each text and of it without each one of its characters, and the row that bears the key.

    Texts under ``shortest`` characters have one key, themselves; an empty one has none.
    """
    size = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    code = np.frombuffer("".join(texts).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    row = np.repeat(np.arange(len(texts)), size)
    first = np.repeat(np.cumsum(size) - size, size)
    power = _powers(int(size.max(initial=0)) + 1)
    with np.errstate(over="ignore"):
        # A text is the sum of its characters, each times a power of an odd number by its place.
        sums = np.concatenate(
            [np.zeros(1, dtype=np.uint64), np.cumsum(code * power[np.arange(len(code)) - first])]
        )
        ends = np.cumsum(size)
        whole = sums[ends] - sums[ends - size]
        before, after = sums[:-1] - sums[first], sums[ends[row]] - sums[1:]
        without = before + after * _INVERSE
    # Of equal neighbours it does not matter which one is left out.
    doubled = np.r_[False, (code[1:] == code[:-1]) & (row[1:] == row[:-1])]
    told = (size[row] >= shortest) & ~doubled
    keys = np.concatenate([whole, without[told]]).astype(np.int64)
    return keys, np.concatenate([np.arange(len(texts)), row[told]])


def _powers(count: int) -> Any:
    with np.errstate(over="ignore"):
        return np.cumprod(np.r_[np.uint64(1), np.full(count, _BASE, dtype=np.uint64)])


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
