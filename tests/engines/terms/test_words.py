"""Names and search words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuchao.terms.words import bigrams, is_branch_name, normalise_name


def test_wide_letters_blanks_and_brackets_become_one_form() -> None:
    assert normalise_name("示例(浙江) ａｂｃ 纺织有限公司") == "示例（浙江）ABC纺织有限公司"


@given(st.text())
def test_normalising_twice_changes_nothing(name: str) -> None:
    once = normalise_name(name)
    assert normalise_name(once) == once


@pytest.mark.parametrize(
    "name",
    [
        "示例纺织有限公司柯桥分公司",
        "示例银行股份有限公司绍兴支行",
        "示例保险公司营业部",
        "示例公司上海办事处",
    ],
)
def test_branches_are_known_by_the_end_of_their_name(name: str) -> None:
    assert is_branch_name(name)


@pytest.mark.parametrize("name", ["示例分公司管理软件有限公司", "示例支行街纺织有限公司", "示例印染有限公司"])
def test_a_branch_word_inside_a_name_is_no_branch(name: str) -> None:
    assert not is_branch_name(name)


def test_two_characters_make_one_bigram_and_one_stands_for_itself() -> None:
    assert bigrams("印染") == ["印染"]
    assert bigrams("印") == ["印"]
    assert bigrams("印染厂") == ["印染", "染厂"]
    assert bigrams(" ") == []


@given(st.text(min_size=2))
def test_bigrams_overlap_by_one_and_give_the_text_back(text: str) -> None:
    normal = normalise_name(text)
    pairs = bigrams(text)
    if len(normal) >= 2:
        assert "".join(p[0] for p in pairs) + pairs[-1][1] == normal
