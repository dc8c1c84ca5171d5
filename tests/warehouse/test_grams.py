"""Pairs of characters: one question and many rows are split alike."""

from hypothesis import given
from hypothesis import strategies as st

from zhuchao.warehouse import grams

TEXTS = st.lists(st.text(alphabet="甲乙丙A1ａ_（）、 \n😀", max_size=12), max_size=8)


def test_a_pair_never_reaches_over_a_sign():
    """In texts; names drop their signs first."""
    assert grams.pairs("甲乙、丙") == ["甲乙"]
    assert grams.pair_texts(["甲乙、丙"], across_signs=False)[0].split() == ["甲乙"]
    assert grams.pair_texts(["甲（乙）丙"], across_signs=True)[0].split() == ["甲乙", "乙丙"]


def test_full_width_is_half_width():
    """As questions are normalised."""
    assert grams.pair_texts(["ＬＥＤ"], across_signs=False)[0].split() == ["LE", "ED"]


@given(TEXTS)
def test_many_rows_are_split_as_one_question(texts):
    """Row by row, with nothing of a neighbour."""
    narrow = str.maketrans("ａ", "a")
    found = grams.pair_texts(texts, across_signs=False)
    assert [set(f.split()) for f in found] == [set(grams.pairs(t.translate(narrow))) for t in texts]


def test_nothing_has_no_pairs():
    """No rows, or rows without text."""
    assert grams.pair_texts([], across_signs=True) == []
    assert grams.pair_texts(["", "甲"], across_signs=True) == ["", ""]
