"""The classifier of items: what it learns, that kept and fresh items are scored alike, that a verdict adds up."""

from dataclasses import replace

import numpy as np
import pytest

from zhuchao.learners import item_fit, items
from zhuchao.learners.items import Reader, Row, Scorer

READER = Reader(
    lambda t: [f"I{t}", *(f"c{x}" for x in t)], lambda n: [f"N{n}"] if n else [], lambda t: t[0] in "IN"
)
TRADES = {"a": ("棉布", "染料", "印花"), "b": ("轴承", "齿轮", "铸件"), "c": ("货运", "仓储", "装卸")}


def learnt() -> list[item_fit.Example]:
    return [
        item_fit.Example(Row(f"{label}厂", (words[n % 3], "销售", words[(n + 1) % 3])), (label,))
        for label, words in TRADES.items()
        for n in range(30)
    ]


@pytest.fixture(scope="module")
def model() -> items.ItemModel:
    return item_fit.fit(learnt(), READER, item_fit.Settings(dimensions=8, epochs=12, rate=0.05, batch=16))


def test_it_learns_and_says_so_surely(model):
    said, sure = Scorer(model).ranked([Row("", ("染料",)), Row("新厂", ("齿轮", "销售"))], 2)
    assert [row[0] for row in said] == ["a", "b"]
    assert [len(row) for row in said] == [2, 2]
    assert min(sure) > 0.5


def test_unknown_words_and_empty_rows_have_an_answer(model):
    said, sure = Scorer(model).ranked([Row("", ()), Row("", ("？",))], 3)
    assert [sorted(row) for row in said] == [["a", "b", "c"]] * 2
    assert max(sure) < 0.9


def test_kept_items_are_scored_like_fresh_ones(model):
    rows = [Row("a厂", ("棉布", "新货", "销售", "棉布")), Row("", ("铸件",)), Row("b厂", ())]
    kept = Scorer(model, ["棉布", "销售", "铸件"]).scores(rows)
    assert kept == pytest.approx(Scorer(model).scores(rows), abs=1e-5)
    assert kept[0] == pytest.approx(Scorer(model).scores(rows[:1])[0], abs=1e-5)


def test_the_pieces_add_up_to_the_lead(model):
    row, scorer = Row("a厂", ("棉布", "销售", "染料")), Scorer(model)
    scores = scorer.scores([row])[0]
    found = scorer.pieces(row, 0, 1)
    assert [piece.text for piece in found] == ["a厂", "棉布", "销售", "染料", ""]
    assert sum(piece.points for piece in found) == pytest.approx(float(scores[0] - scores[1]), abs=1e-4)
    assert found[1].points > found[2].points


def test_evidence_is_the_shrunk_ratio_and_widespread_tokens_give_none(model):
    examples = learnt()
    chosen = item_fit.Settings(widest=2, share=0.5, shrink=2.0)
    texts = item_fit._Texts([e.row for e in examples], READER, dict(model.number))
    truth = item_fit._truth(examples, model.labels)
    weights = np.ones(len(examples), dtype=np.float32)
    asked = [READER.is_evidence(token) for token in model.number]
    evidence = item_fit._evidence(texts, truth, weights, asked, chosen)
    row = evidence[model.number["I棉布"]].toarray()[0]
    unseen = 2 / 22
    assert row[0] == pytest.approx(0.5 * np.log((20 / 22 * 3 + unseen) / unseen), rel=1e-4)
    assert row[1:] == pytest.approx([0, 0])
    assert evidence[model.number["I销售"]].nnz == 0
    assert evidence[model.number["c布"]].nnz == 0


def test_what_the_nets_say_is_averaged(model):
    rows = [Row("a厂", ("棉布", "销售")), Row("", ("？",))]
    alone = [Scorer(replace(model, nets=(net,))).scores(rows) for net in model.nets]
    assert len(alone) == 2
    assert np.abs(alone[0] - alone[1]).max() > 0.01
    assert Scorer(model).scores(rows) == pytest.approx((alone[0] + alone[1]) / 2, abs=1e-4)


def test_parts_make_the_same_model(model):
    arrays, plain = model.settled(2.0, 0.4).parts()
    again = items.from_parts(arrays, plain, READER)
    assert (again.temperature, again.threshold, again.labels) == (2.0, 0.4, model.labels)
    rows = [Row("a厂", ("棉布", "销售"))]
    assert Scorer(again).scores(rows) == pytest.approx(Scorer(model).scores(rows), abs=0.02)


def test_scores_lean_as_told():
    rows = [item_fit.Example(Row("", ("销售",)), ("a",))] * 9 + [item_fit.Example(Row("", ("销售",)), ("b",))]
    chosen = item_fit.Settings(dimensions=4, epochs=3, batch=4, share=0.0)
    plain, leaning = (
        Scorer(item_fit.fit(rows, READER, chosen, lean)).scores([rows[0].row])[0]
        for lean in (None, {"b": 1.5})
    )
    assert leaning - plain == pytest.approx([0.0, 1.5], abs=1e-4)


def test_one_label_is_too_little():
    with pytest.raises(ValueError, match="少于两个类别"):
        item_fit.fit(learnt()[:5], READER)


def test_the_highest_are_found_in_groups():
    scores = np.random.default_rng(0).normal(size=(20, 1000)).astype(np.float32)
    found = items._highest(scores, 5)
    assert found.tolist() == np.argsort(-scores, axis=1)[:, :5].tolist()
