"""Which column is which: known headings in any writing, the office's own mapping first."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhuchao.companies.engine.columns import CHINESE, match_columns
from zhuchao.terms.refusal import Refused

KNOWN = {
    "uscc": ["统一社会信用代码", "uscc"],
    "name": ["企业名称", "name"],
    "capital_wan": ["注册资本(万元)", "注册资本"],
    "scope": ["经营范围"],
}
NEEDED = ("uscc", "name")


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (["uscc", "name"], {"uscc": "uscc", "name": "name"}),
        (["USCC", " 企业 名称 "], {"uscc": "USCC", "name": " 企业 名称 "}),
        (
            ["\ufeff统一社会信用代码", "企业名称", "注册资本（万元）"],
            {"uscc": "\ufeff统一社会信用代码", "name": "企业名称", "capital_wan": "注册资本（万元）"},
        ),
        (
            ["ｕｓｃｃ", "name", "注册资本\n(万元)"],
            {"uscc": "ｕｓｃｃ", "name": "name", "capital_wan": "注册资本\n(万元)"},
        ),
        (["uscc", "企业名称", "name", "邮编"], {"uscc": "uscc", "name": "企业名称"}),
    ],
)
def test_known_headings(seen, expected):
    assert match_columns(seen, KNOWN, NEEDED) == expected


def test_a_mapping_goes_before_known_headings_and_may_use_our_chinese_words():
    seen = ["代号", "企业名称", "曾用名", "经营范围"]
    found = match_columns(seen, KNOWN, NEEDED, {"统一社会信用代码": "代号", "name": "曾用名"})
    assert found == {"uscc": "代号", "name": "曾用名", "scope": "经营范围"}


def test_a_known_heading_that_the_mapping_took_serves_nothing_else():
    found = match_columns(["uscc", "企业名称", "name"], KNOWN, NEEDED, {"scope": "企业名称"})
    assert found == {"uscc": "uscc", "scope": "企业名称", "name": "name"}
    with pytest.raises(Refused, match="缺少必需的列：企业名称"):
        match_columns(["uscc", "name"], KNOWN, NEEDED, {"scope": "name"})


def test_what_is_missing_and_what_was_seen_are_both_told():
    with pytest.raises(Refused, match="缺少必需的列：统一社会信用代码、企业名称；文件里的列是：代号、全称"):
        match_columns(["代号", "全称"], KNOWN, NEEDED)
    with pytest.raises(Refused, match="没有列"):
        match_columns([], KNOWN, NEEDED)


def test_every_fault_of_a_mapping_is_told_at_once():
    with pytest.raises(Refused) as refused:
        match_columns(["代号"], KNOWN, NEEDED, {"税号": "代号", "name": "全称"})
    assert "没有“税号”这样的栏目" in str(refused.value)
    assert "文件里没有列“全称”" in str(refused.value)
    assert "经营范围" in refused.value.refusals[0].next_step or "scope" in refused.value.refusals[0].next_step


HEADINGS = st.lists(st.sampled_from([h for hs in KNOWN.values() for h in hs] + ["邮编", "电话"]), unique=True)


@settings(max_examples=60)
@given(HEADINGS)
def test_whatever_is_found_was_there_and_no_column_serves_two(seen):
    try:
        found = match_columns(seen, KNOWN, NEEDED)
    except Refused:
        assert not all(any(h in seen for h in KNOWN[c]) for c in NEEDED)
        return
    assert set(found.values()) <= set(seen)
    assert len(set(found.values())) == len(found)
    assert set(NEEDED) <= set(found) <= set(CHINESE)
