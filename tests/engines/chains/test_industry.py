"""Industries by declared words: weights, ties, what adds up."""

from datetime import date

import pytest

from zhuchao.chains.engine import industry, labelled
from zhuchao.terms.source import Rule, Source, Standing

VALUE = {
    "half_at": 10,
    "again": 0.5,
    "ahead": 1.5,
    "shown": 2,
    "residual": ["综合"],
    "industries": {
        "医药": ["药品", "中药", "胶囊"],
        "化工": ["染料", "中药染料"],
        "综合": ["染料", "实业", "股份"],
    },
}


def words(**changed):
    rule = Rule(
        "classify.declared",
        "词",
        date(2021, 1, 1),
        None,
        Source("本系统设定", "", ""),
        Standing.OWN_CHOICE,
        VALUE | changed,
        "",
        "classify",
        "",
    )
    return industry.declared_from_rule(rule)


def test_the_longest_word_is_found_and_shared_words_are_split():
    found = industry.word_shares(words(), "中药染料、染料", fading=False)
    assert [(w, n) for w, n, _ in found] == [("中药染料", 1), ("染料", 1), ("染料", 2)]
    assert found[1][2] == pytest.approx(2**0.5 / 2)


def test_later_and_repeated_words_count_less():
    first, second = industry.word_shares(words(), "药品一二三四五六七八药品", fading=True)
    assert second[2] == pytest.approx(first[2] * 0.5 / 2)


def test_a_class_is_named_only_with_a_clear_lead():
    assert industry.declared_verdict(words(), "某某公司", "药品、胶囊").industry == "医药"
    near = industry.declared_verdict(words(), "某某公司", "药品、中药染料")
    assert near.industry == "" or near.score >= 1.5
    assert industry.declared_verdict(words(ahead=9.0), "药品公司", "中药染料").industry == ""
    assert industry.declared_verdict(words(), "某某公司", "").leading == ""


def test_a_class_that_is_no_trade_is_named_where_no_other_word_tells_one():
    told = industry.declared_verdict(words(), "某某药品实业股份公司", "")
    assert (told.industry, told.runner_up) == ("医药", "")
    assert industry.declared_verdict(words(), "某某实业股份公司", "").industry == "综合"


def test_shares_add_up_to_the_score():
    verdict = industry.declared_verdict(words(), "医药胶囊厂", "药品；中药；胶囊")
    assert sum(s.points for s in verdict.shares) == pytest.approx(verdict.score)
    assert verdict.shares[-1].text == "其余"


def test_every_character_belongs_to_one_piece():
    name, scope = "甲公司", "药品生产；染料、销售"
    text = f"{name} {scope}"
    sums = industry.per_piece(name, scope, [1.0] * len(text))
    assert list(sums) == ["甲公司", "药品生产", "染料", "销售"]
    assert sum(sums.values()) == len(text)


def test_only_rows_with_name_and_industry_are_taken():
    rows = [
        {"code6": "1", "uscc": "U", "fullname": "甲", "reg_name": "甲", "scope": " 药 ", "sw_l1": "医药"},
        {"code6": "2", "uscc": "", "fullname": "乙", "reg_name": "", "scope": "", "sw_l1": "化工"},
        {"code6": "3", "uscc": "", "fullname": "丙", "reg_name": "", "scope": "x", "sw_l1": ""},
    ]
    found = labelled.labelled(rows, {"2": "染料"})
    assert [(c.name, c.judged) for c in found] == [("甲", True), ("乙", False)]
    assert found[0].keys == ("1", "U", "甲")
    assert found[1].text == "乙  染料"
