"""Matched words are marked and nothing that comes from data is executed."""

from zhuchao.companies.web.marking import marked, snippet


def test_whole_words_are_marked():
    assert marked("绍兴示例纺织有限公司", "示例纺织") == "绍兴<mark>示例纺织</mark>有限公司"


def test_without_the_whole_word_its_pairs_are_marked():
    assert (
        marked("绍兴示例纺织印染有限公司", "示例印染") == "绍兴<mark>示例</mark>纺织<mark>印染</mark>有限公司"
    )


def test_letters_match_without_regard_to_case_or_width():
    assert marked("示例ＡBc公司", "abC") == "示例<mark>ＡBc</mark>公司"


def test_html_in_a_name_is_escaped_inside_and_outside_the_mark():
    shown = marked("<script>alert(1)</script>示例<b>", "示例<b>")
    assert "<script>" not in shown and "<b>" not in shown
    assert "<mark>示例&lt;b&gt;</mark>" in shown


def test_html_in_the_query_is_escaped():
    assert marked("示例", "<img src=x onerror=alert(1)>") == "示例"


def test_snippet_holds_the_searched_word_and_says_where_it_was_cut():
    text = "甲" * 200 + "染料" + "乙" * 200
    part = snippet(text, "染料", width=40)
    assert "染料" in part and part.startswith("…") and part.endswith("…") and len(part) <= 42


def test_snippet_of_a_short_text_is_the_text():
    assert snippet("染料批发", "染料") == "染料批发"


def test_empty_text_and_empty_query():
    assert marked("", "示例") == ""
    assert marked("示例", "") == "示例"
