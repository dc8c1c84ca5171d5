"""Pairs of rows that share a key; likeness of texts pair by pair."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from zhuchao.warehouse import pairing


@given(st.lists(st.lists(st.integers(0, 5), min_size=12, max_size=12), min_size=1, max_size=3))
def test_pairs_as_by_hand(keys):
    """Every pair that shares a key borne by few enough rows, once."""
    rows = np.arange(12, dtype=np.int64)
    left, right = pairing.pairs([(np.array(k, dtype=np.int64), rows) for k in keys], 4)
    expected = {
        (a, b)
        for key in keys
        for value in set(key) - {0}
        if key.count(value) <= 4
        for a, b in combinations([n for n, k in enumerate(key) if k == value], 2)
    }
    assert len(left) == len(expected)
    assert set(zip(left.tolist(), right.tolist(), strict=True)) == expected


def test_a_row_may_bear_several_keys():
    """A row is no pair with itself."""
    left, right = pairing.pairs([(np.array([7, 7, 8, 8]), np.array([0, 0, 0, 1]))], 9)
    assert (left.tolist(), right.tolist()) == ([0], [1])


def test_likeness_of_texts():
    """Same, one of four characters, nothing in common; no pair gives nothing."""
    texts = np.array(["示例龙盛", "示例龙盛", "示例龙升", "凤凰贸易"], dtype=object)
    found = pairing.likeness(texts, np.array([0, 0, 0]), np.array([1, 2, 3]))
    assert np.allclose(found, [1, 0.75, 0])
    assert pairing.likeness(texts, np.array([], dtype=int), np.array([], dtype=int)).size == 0


@given(st.lists(st.text("甲乙丙", max_size=7), min_size=1, max_size=6))
def test_spellings_as_by_hand(texts):
    """Two rows share a key where one text is the other, or they are the same without a character each."""

    def spelt(text):
        return {text, *(text[:i] + text[i + 1 :] for i in range(len(text)) if len(text) >= 4)} - {""}

    keys, rows = pairing.spellings(texts, 4)
    left, right = pairing.pairs([(keys, rows)], 1000)
    expected = {(a, b) for a, b in combinations(range(len(texts)), 2) if spelt(texts[a]) & spelt(texts[b])}
    assert set(zip(left.tolist(), right.tolist(), strict=True)) == expected


@given(st.lists(st.sampled_from(["", "甲", "乙"]), min_size=8, max_size=8))
def test_a_joined_key_needs_all_its_parts(texts):
    """Equal where all parts are equal; none where one of them is missing."""
    one, other = texts[:4], texts[4:]
    key = pairing.joined(pairing.hashes(one, 4), pairing.hashes(other, 4)).tolist()
    for a in range(4):
        assert (key[a] == 0) == (not one[a] or not other[a])
        for b in range(4):
            if key[a] and key[b]:
                assert (key[a] == key[b]) == ((one[a], other[a]) == (one[b], other[b]))
