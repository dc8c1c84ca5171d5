"""Versions of a model: kept, found again, the same answers; a margin taken apart adds up."""

from datetime import UTC, datetime

import numpy as np
import pytest

from zhuchao.learners import kept, texts

WORDS = {"化工": "染料树脂涂料助剂", "医药": "片剂胶囊药品医疗", "软件": "软件系统网络数据"}
AT = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


def model():
    return texts.fit(
        [
            texts.Document(f"{letters[i % 5 : i % 5 + 3]}有限公司", (float(n == 1), 0.5), label, 10 * n + i)
            for n, (label, letters) in enumerate(WORDS.items())
            for i in range(8)
        ]
    )


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.ZHUCHAO_HOME = tmp_path


def test_a_kept_model_answers_as_before():
    before = model()
    arrays, plain = before.parts()
    version = kept.keep("classify", AT, card={"rows": 24}, arrays=arrays, plain=plain)
    found = kept.load("classify", kept.version_in_force("classify"))
    after = texts.from_parts(found.arrays, found.plain)
    asked = (["树脂涂料公司", "网络"], [(0.0, 0.5), (1.0, 0.5)])
    assert np.allclose(before.confidences(*asked), after.confidences(*asked), atol=1e-5)
    assert (found.card["version"], found.card["rows"]) == (version, 24)


def test_the_newest_version_is_in_force_and_the_older_stays():
    arrays, plain = model().parts()
    first = kept.keep("classify", AT, card={}, arrays=arrays, plain=plain)
    second = kept.keep("classify", AT.replace(hour=9), card={}, arrays=arrays, plain=plain)
    assert kept.version_in_force("classify") == second
    assert [c["version"] for c in kept.cards("classify")] == [second, first]
    assert kept.version_in_force("other") == ""


def test_points_of_characters_and_features_add_up_to_the_lead():
    found, text, told = model(), "树脂与药品", (1.0, 0.5)
    scores = found.scores([text], [told])[0]
    first, second = (-scores).argsort()[:2].tolist()
    declared = found.declared_weight * (found.coef[first, -2:] - found.coef[second, -2:]) @ np.array(told)
    start = found.intercept[first] - found.intercept[second]
    whole = sum(found.character_points(text, first, second)) + declared + start
    assert whole == pytest.approx(scores[first] - scores[second])
