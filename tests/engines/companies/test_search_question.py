"""What was asked, made out from a line of text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuchao.companies.engine import search
from zhuchao.terms.refusal import Refused


@pytest.mark.parametrize(
    ("text", "words", "runs"),
    [
        ("柯桥 纺织", ("柯桥", "纺织"), ("柯桥", "纺织")),
        ("示例（中国）", ("示例中国",), ("示例", "中国")),
        ("染整、印花", ("染整印花",), ("染整", "印花")),
        ("海 天", ("海天",), ("海天",)),
        ("海 天味", ("海", "天味"), ("海", "天味")),
        ("ｌｅｄ灯", ("LED灯",), ("LED灯",)),
    ],
)
def test_words_and_runs(text, words, runs):
    """Names are searched without their signs, texts between them."""
    question = search.read(text, "all", 2)
    assert (question.words, question.runs) == (words, runs)


@pytest.mark.parametrize(
    ("text", "field", "code"),
    [
        ("91330621MA288", "all", "91330621MA288"),
        ("91330621 ma288", "all", "91330621MA288"),
        ("192185379", "all", "192185379"),
        ("3M中国", "all", ""),
        ("360", "all", ""),
        ("TCL", "all", ""),
        ("TCL", "uscc", "TCL"),
        ("91330621MA288", "name", ""),
        ("9133062100000000000", "all", ""),
    ],
)
def test_a_code_is_told_from_a_name(text, field, code):
    """By its characters, or because it was said."""
    assert search.read(text, field, 2).code == code


@pytest.mark.parametrize(
    ("text", "field"), [("龙", "all"), ("", "name"), ("（）", "all"), ("龙盛", "capital")]
)
def test_refuses_what_cannot_be_looked_for(text, field):
    """With a next step."""
    with pytest.raises(Refused) as refused:
        search.read(text, field, 2)
    assert refused.value.refusals[0].next_step


@given(st.text(max_size=40))
def test_whatever_is_asked_has_something_to_look_for(text):
    """A word and a run of two characters, or a refusal."""
    try:
        question = search.read(text, "all", 2)
    except Refused:
        assert len(search.bare(text)) < 2
        return
    assert any(len(w) > 1 for w in question.words)
    assert any(len(r) > 1 for r in question.runs)
    assert "".join(question.words) == question.whole


def test_pairs_may_lie_apart_but_words_may_not():
    """中国石 and 国石化 do not make 中国石化."""
    assert search.holds("中国（石化）集团", ["中国石化"])
    assert not search.holds("中国石油与国石化工", ["中国石化"])


@given(st.text(max_size=300), st.integers(5, 60))
def test_an_excerpt_is_a_part(text, width):
    """No longer than asked but for the marks of cutting."""
    cut = search.excerpt(text, ["纺织"], width)
    assert cut.strip("…") in text or cut == text
    assert len(cut) <= width + 2


def test_an_excerpt_shows_the_word():
    """Wherever it stands, in either case."""
    text = "甲" * 200 + "Led灯具" + "乙" * 200
    assert "Led灯具" in search.excerpt(text, ["LED灯具"], 40)
