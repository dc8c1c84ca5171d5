"""Counted evidence and the low-rank softmax over token lists, by hand: fastText itself is not run here."""

import numpy as np
import pytest

from zhuchao.learners import items

WORDS = ["Ia", "Ea", "Eb", "c共"]
ROWS = [["Ia", "Ea", "c共"]] * 20 + [["Eb", "c共"]] * 40
LABELS = ["a"] * 20 + ["b"] * 40


def model():
    number = {word: n for n, word in enumerate(WORDS)}
    evidence = items._evidence(
        items._counts(ROWS, number),
        WORDS,
        LABELS,
        ("a", "b"),
        lambda t: not t.startswith("c"),
        items.Settings(),
    )
    inner, outer = np.zeros((4, 2), dtype=np.float32), np.zeros((2, 2), dtype=np.float32)
    return items.ItemModel(("a", "b"), number, inner, outer, evidence)


def test_evidence_is_the_shrunk_ratio_and_pieces_give_none():
    row = model().evidence[1].toarray()[0]
    unseen = 1 / 21
    assert row[0] == pytest.approx(0.25 * np.log((20 / 21 * 3 + unseen) / unseen), rel=1e-5)
    assert row[1] == 0
    assert model().evidence[3].nnz == 0


def test_the_best_label_comes_first_and_unknown_tokens_still_have_an_answer():
    said, sure = items.ranked(model(), [["Ia", "Ea"], ["Eb"], ["?"], []], 2)
    assert [row[0] for row in said[:2]] == ["a", "b"]
    assert [len(row) for row in said] == [2, 2, 2, 2]
    assert sure[0] > 0.5
    assert sure[2:] == pytest.approx([0.5, 0.5])
