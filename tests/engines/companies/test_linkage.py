"""How well a registered name answers a name somebody said."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuchao import rulebook
from zhuchao.companies.engine import linkage

POINTS = linkage.Weights.of(rulebook.rule("registry.search-weights", on=datetime.date(2026, 1, 1)).value)


def judged(asked, name, brand="", standing=0.0):
    said = linkage.asked(asked.split(), POINTS)
    return linkage.match(said, linkage.Candidate(name, brand, standing), POINTS)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("*ST示例", "示例"),
        ("ST示例", "示例"),
        ("示例A", "示例"),
        ("示例-U", "示例"),
        ("N示例", "示例"),
        ("STA", "STA"),
    ],
)
def test_signs_of_an_exchange_are_dropped(said, meant):
    """Special treatment, first day, share class; a name of letters stays."""
    assert linkage.asked([said.replace("*", "").replace("-", "")], POINTS).whole == meant


@pytest.mark.parametrize(
    ("said", "body"), [("华示股份", "华示"), ("股份", "股份"), ("示集团", "示集团"), ("示例", "示例")]
)
def test_a_tail_word_is_no_part_of_the_body(said, body):
    """Unless nothing to look for would be left."""
    assert linkage.asked([said], POINTS).body == body


@pytest.mark.parametrize(
    ("asked", "name", "why"),
    [
        ("示例龙盛", "示例龙盛", "名称完全一致"),
        ("龙盛", "浙江示例龙盛股份有限公司", "名称包含"),
        ("中农科技", "深圳中示农大科技股份有限公司", "简称"),
        ("绍兴印染", "绍兴示例印染厂", "名称分段包含"),
        ("绍兴 印染", "示例印染（绍兴）厂", "名称包含"),
        ("示例高科", "示例高新技术股份有限公司", "名称相近"),
    ],
)
def test_why(asked, name, why):
    """In words a reader understands."""
    assert judged(asked, name).why == why


def test_every_point_counts_the_right_way():
    """Brand, head, fullness and standing each raise the score, all else equal."""
    plain = judged("龙盛", "浙江示例龙盛染整有限公司").score
    assert judged("龙盛", "浙江示例龙盛染整有限公司", brand="龙盛").score > plain
    assert judged("龙盛", "龙盛浙江示例染整有限公司").score > plain
    assert judged("龙盛", "浙江龙盛示例染整有限公司", brand="龙盛示例").score > plain
    assert judged("龙盛", "示例龙盛厂").score > plain
    assert judged("龙盛", "浙江示例龙盛染整有限公司", standing=8).score > plain
    assert judged("龙盛", "浙江示例龙盛染整有限公司", standing=-8).score < plain
    assert judged("龙盛", "龙盛").score == 100


def test_side_by_side_beats_skipping():
    """The same characters apart answer less well."""
    assert judged("农科", "示例农科厂").score > judged("农科", "示例农业科技厂").score


def test_order_counts():
    """A subsequence, not a bag of characters."""
    assert judged("盛龙", "浙江示例龙盛染整有限公司") is None


def test_tail_words_count_little():
    """示例股份 is answered by 示例化工, 示例化纤 is not answered by 示例重工."""
    assert judged("示例股份", "示例化工厂").why == "名称相近"
    assert judged("示例化纤", "示例重工厂") is None


def test_a_branch_answers_last_but_answers():
    """However low its standing."""
    branch = judged("龙盛", "浙江示例龙盛染整有限公司杭州分公司", standing=-8)
    assert 0 < branch.score < judged("龙盛", "浙江示例龙盛染整有限公司").score


TEXT = st.text(alphabet="甲乙丙丁股份集团", min_size=2, max_size=6)


@given(TEXT, TEXT, st.floats(-50, 50))
def test_scores_keep_their_bounds(asked, name, standing):
    """From 0 to 100, and 100 only for the very name."""
    match = judged(asked, name, standing=standing)
    if match is not None:
        assert 0 <= match.score <= 100
        assert (match.score == 100) == (name == linkage.asked([asked], POINTS).whole)


@given(TEXT, TEXT)
def test_what_holds_the_words_is_never_a_lesser_answer(asked, more):
    """Adding characters around a name keeps it found."""
    stem = linkage.asked([asked], POINTS).whole
    assert judged(asked, more + stem + more).why in ("名称包含", "名称完全一致")


@given(TEXT, TEXT)
def test_nothing_in_common_is_no_answer(asked, other):
    """Only shared characters can answer."""
    if not set(asked) & set(other):
        assert judged(asked, other) is None
