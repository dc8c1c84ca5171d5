"""Folds that no company crosses, confidence that means what it says, a model whose sums can be taken apart."""

import numpy as np
import pytest

from zhuchao.learners import calibration, texts
from zhuchao.learners.folds import companies, company_folds


def test_rows_that_share_a_key_through_others_are_one_company():
    """a-b by code, b-c by name; an empty key joins nobody."""
    assert companies([("1", ""), ("1", "x"), ("x",), ("2", "")]) == [0, 0, 0, 1]


def test_no_company_is_on_both_sides_and_every_judged_row_is_judged_once():
    numbers = [0, 0, 1, 2, 3, 4, 5, 5]
    judged = [True, False, True, True, True, True, True, False]
    seen = []
    for learn, judge in company_folds(numbers, judged, 3, 0):
        assert not {numbers[i] for i in learn} & {numbers[i] for i in judge}
        seen += judge.tolist()
    assert sorted(seen) == [i for i, j in enumerate(judged) if j]


def test_too_few_companies_are_refused():
    with pytest.raises(ValueError, match="folds"):
        company_folds([0, 0], [True, True], 2, 0)


def test_temperature_cools_what_is_too_sure():
    """Three of four right at any margin: the confidence becomes three quarters."""
    scores = np.array([[9.0, 0.0]] * 4)
    truth = np.array([0, 0, 0, 1])
    heat = calibration.temperature(scores, truth)
    sure = calibration.probabilities(scores, heat).max(axis=1)
    assert sure == pytest.approx([0.75] * 4, abs=0.01)
    assert calibration.calibration_error(sure, truth == 0) == pytest.approx(0, abs=0.01)


def test_cut_keeps_rows_of_one_confidence_together():
    sure = np.array([0.9, 0.8, 0.8, 0.5])
    right = np.array([True, True, False, False])
    assert calibration.cut_at(sure, right, 0.9) == (0.9, 1.0, 0.25)
    assert calibration.cut_at(sure, right, 0.6).coverage == 0.75
    assert calibration.cut_at(sure, np.array([False] * 4), 0.9).threshold > 1


def documents():
    words = {"化工": "染料树脂涂料助剂", "医药": "片剂胶囊药品医疗", "软件": "软件系统网络数据"}
    return [
        texts.Document(
            f"{letters[i % 5 : i % 5 + 3]}有限公司", tuple(float(n == k) for k in range(3)), label, 10 * n + i
        )
        for n, (label, letters) in enumerate(words.items())
        for i in range(8)
    ]


def test_a_model_learns_and_its_margin_is_the_sum_of_its_features():
    model = texts.fit(documents())
    sure = model.confidences(["树脂涂料公司"], [(0.0, 0.0, 0.0)])
    assert model.labels[sure.argmax()] == "化工"
    assert sure.sum() == pytest.approx(1)
    rows = model.features(["树脂涂料公司"], [(0.0, 1.0, 0.0)])
    whole = model.scores(["树脂涂料公司"], [(0.0, 1.0, 0.0)])
    by_hand = rows.toarray()[0] @ model.coef[0] + model.intercept[0]
    assert whole[0, 0] == pytest.approx(by_hand)


def test_a_declared_feature_speaks_for_its_class():
    model = texts.fit(documents())
    silent, spoken = model.scores(["未见过", "未见过"], [(0.0, 0.0, 0.0), (0.0, 1.0, 0.0)])
    assert (spoken - silent).argmax() == model.labels.index("医药")


def test_one_label_is_no_model():
    with pytest.raises(ValueError, match="two labels"):
        texts.fit([texts.Document("a", (0.0,), "x", 0)])
