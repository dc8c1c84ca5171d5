"""Registered capital: foreign money made comparable, unit errors set aside, on paper."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhuchao.companies.engine.capital import LEAST, NOT_USED, Currency, Judged, Limits, currency_of, judge

LIMITS = Limits(
    ceiling_wan=200_000_000.0,
    doubt_wan=1_000_000.0,
    large_bodies=("银行", "集团"),
    currencies={
        "CNY": Currency(("人民币", "CNY"), 1.0),
        "USD": Currency(("美元", "USD"), 6.7),
        "JPY": Currency(("日元",), 0.06),
    },
)
AMOUNTS = st.none() | st.floats(allow_nan=True, allow_infinity=True)
CODES = st.sampled_from(["", "CNY", "USD", "JPY", "XYZ"])
#: What may stand around a word, other words of money among it.
AROUND = st.text("人民币美日元万整（） CNY1", max_size=6)
NAMES = st.sampled_from(["示例纺织有限公司", "示例银行", "示例集团有限公司", ""])


@pytest.mark.parametrize(
    ("amount", "currency", "name", "expected"),
    [
        (100.0, "", "示例", Judged(100.0, "")),
        (100.0, "USD", "示例", Judged(670.0, "原币100万美元，按6.7折算")),
        (100.0, "XYZ", "示例", Judged(100.0, "币种未注明，按人民币计")),
        (None, "CNY", "示例", Judged(None, "")),
        (0.0, "CNY", "示例", Judged(None, "")),
        (-1.0, "CNY", "示例", Judged(None, "")),
        (5e-324, "JPY", "示例", Judged(None, "")),
        (float("nan"), "CNY", "示例", Judged(None, "")),
        (999_999.0, "CNY", "示例", Judged(999_999.0, "")),
        (
            1_000_000.0,
            "CNY",
            "示例",
            Judged(None, f"{NOT_USED}与企业名称不相称，疑似以元误作万元，原值1000000万"),
        ),
        (1_000_000.0, "CNY", "示例银行", Judged(1_000_000.0, "")),
        (
            1.37e10,
            "CNY",
            "示例银行",
            Judged(None, f"{NOT_USED}超过上限，疑似以元误作万元，原值13700000000万"),
        ),
    ],
)
def test_what_is_kept_of_an_amount(amount, currency, name, expected):
    assert judge(amount, currency, name, LIMITS) == expected


@settings(max_examples=60)
@given(AMOUNTS, CODES, NAMES)
def test_what_is_kept_is_positive_and_within_limits_and_a_refusal_says_why(amount, currency, name):
    found = judge(amount, currency, name, LIMITS)
    if found.wan is not None:
        assert 0 < found.wan <= LIMITS.ceiling_wan
        assert not found.note.startswith(NOT_USED)
    elif amount is not None and amount >= LEAST:
        assert found.note.startswith(NOT_USED)
    else:
        assert found.note == ""


@settings(max_examples=60)
@given(AROUND, st.sampled_from(sorted(LIMITS.currencies)), AROUND)
def test_a_currency_is_found_wherever_its_word_stands(before, code, after):
    word = LIMITS.currencies[code].names[0]
    found = currency_of(f"{before}{word}{after}", LIMITS)
    named = [c for c, k in LIMITS.currencies.items() if any(n in f"{before}{word}{after}" for n in k.names)]
    assert found == named[0]
    assert code in named


def test_a_text_without_a_currency_names_none():
    assert currency_of("一百万", LIMITS) == ""
