"""The brand inside a registered name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhuchao.companies.engine.names import LONGEST_BRAND, SHORTEST_BRAND, NameWords, core_name

WORDS = NameWords(forms=("股份有限公司", "有限公司", "厂", "店"), trades=("纺织", "科技", "机械", "集团"))
PLACES = ("浙江", "绍兴", "柯桥")


@pytest.mark.parametrize(
    ("name", "brand"),
    [
        ("浙江示例纺织有限公司", "示例"),
        ("浙江省绍兴市柯桥区示例纺织有限公司", "示例"),
        ("示例甲（绍兴）科技股份有限公司", "示例甲"),
        ("绍兴 示例 机械厂", "示例"),
        ("示例厂", "示例"),
        ("示厂长机械厂", "示厂长"),
        ("浙江纺织有限公司", "纺织"),
        ("纺织集团", "纺织"),
        ("柯桥", "柯桥"),
        ("示", ""),
        ("", ""),
        ("这一个名字里没有任何认得的词", ""),
    ],
)
def test_what_is_left_without_place_trade_and_form(name, brand):
    assert core_name(name, PLACES, WORDS) == brand


def test_a_place_of_another_company_is_no_place_of_this_one():
    assert core_name("杭州示例纺织有限公司", PLACES, WORDS) == "杭州示例"


PIECES = st.lists(
    st.sampled_from(["浙江", "省", "绍兴", "市", "示例", "（杭州）", "纺织", "有限公司", "厂", "A", " "])
)


@settings(max_examples=80)
@given(PIECES)
def test_a_brand_is_empty_or_a_part_of_the_name_of_fitting_length(pieces):
    name = "".join(pieces)
    brand = core_name(name, PLACES, WORDS)
    assert not brand or SHORTEST_BRAND <= len(brand) <= LONGEST_BRAND
    assert "（" not in brand and " " not in brand
    assert core_name(name, PLACES, WORDS) == core_name(f" {name}　", PLACES, WORDS)
