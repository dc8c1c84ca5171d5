"""The whole-table version of each rule gives the answer of the rule on paper, on generated rows."""

import datetime

import ibis
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhuchao.companies.analytics import amounts, codes, merging, names
from zhuchao.companies.engine import capital
from zhuchao.companies.engine.names import NameWords, core_name
from zhuchao.terms import uscc, words

FEW = settings(max_examples=12, suppress_health_check=list(HealthCheck))
LIMITS = capital.Limits(
    ceiling_wan=200_000_000.0,
    doubt_wan=1_000_000.0,
    large_bodies=("银行", "集团"),
    currencies={
        "CNY": capital.Currency(("人民币", "CNY"), 1.0),
        "USD": capital.Currency(("美元", "USD"), 6.7),
        "JPY": capital.Currency(("日元",), 0.06),
    },
)
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cn"], exclude_characters="\0"), max_size=12)


def numbered(rows):
    return [(n, *(r if isinstance(r, tuple) else (r,))) for n, r in enumerate(rows)]


@FEW
@given(
    rows=st.lists(
        st.tuples(
            st.none() | st.floats(0, 1e13) | st.sampled_from([0.0, -5.0, float("nan"), 1e6, 2e8, 1.37e10]),
            st.sampled_from(["", "CNY", "USD", "JPY", "XYZ"]),
            st.sampled_from(["示例纺织", "示例银行", "示例集团", ""]),
        ),
        min_size=1,
        max_size=60,
    )
)
def test_capital(rows, table, answers):
    t = table("t", numbered(rows), n=pa.int64(), amount=pa.float64(), code=pa.string(), name=pa.string())
    wan, note = amounts.judged(t.amount, t.code, t.name, LIMITS)
    for (_, found, said), (amount, code, name) in zip(
        answers(t.select("n", wan=wan, note=note)), rows, strict=True
    ):
        expected = capital.judge(amount, code, name, LIMITS)
        assert (found, said) == (
            expected.wan if expected.wan is None else pytest.approx(expected.wan),
            expected.note,
        )


@FEW
@given(
    rows=st.lists(TEXT | st.sampled_from(["100万美元", "人民币", "USD", "日元人民币", "CNY美元"]), min_size=1)
)
def test_currency(rows, table, answers):
    t = table("t", numbered(rows), n=pa.int64(), text=pa.string())
    found = answers(t.select("n", code=amounts.currency(t.text, LIMITS)))
    assert [code for _, code in found] == [capital.currency_of(r, LIMITS) for r in rows]


VALID = st.text(st.sampled_from(uscc.ALPHABET), min_size=17, max_size=17).map(
    lambda c: c + uscc.check_character(c)
)
NEARLY = st.tuples(VALID, st.integers(0, 17), st.sampled_from("0A9IOSVZ中 a")).map(
    lambda t: t[0][: t[1]] + t[2] + t[0][t[1] + 1 :]
)
WIDE = VALID.map(lambda c: " " + "".join(chr(ord(x) + 0xFEE0) for x in c.lower()) + "\u3000")


@FEW
@given(rows=st.lists(VALID | NEARLY | WIDE | TEXT, min_size=1, max_size=60))
def test_credit_codes(rows, table, answers, settle):
    t = table("t", numbered(rows), n=pa.int64(), code=pa.string())
    cleaned = settle("cleaned_codes", t.select("n", code=codes.cleaned(t.code)))
    found = answers(cleaned.select("n", "code", fault=codes.fault(cleaned.code)))
    for (_, code, fault), raw in zip(found, rows, strict=True):
        expected = uscc.clean(raw)
        assert (fault == "") == uscc.is_valid(expected), raw
        if uscc.is_valid(expected):
            assert code == expected
        elif expected.isascii() and not set("()[]") & set(expected):
            assert (code, fault) == (expected, uscc.fault(expected))


@FEW
@given(
    rows=st.lists(
        TEXT | st.sampled_from(["示例(绍兴)", "［示例］", " Ａb\tc ", "ß", "示例分公司"]), min_size=1
    )
)
def test_normalised_names(rows, table, answers):
    # Letters whose capital is two letters are no part of company names, and engines differ on them.
    rows = [r for r in rows if all(len(c.upper()) == 1 for c in r)] or ["示例"]
    t = table("t", numbered(rows), n=pa.int64(), name=pa.string())
    found = [name for _, name in answers(t.select("n", key=names.normalised(t.name)))]
    expected = [words.normalise_name(r) for r in rows]
    differ = [(r, f, e) for r, f, e in zip(rows, found, expected, strict=True) if f != e]
    # The engine's table of capitals is of another year than Python's: only letters beyond Han and Latin differ.
    assert not [r for r, _, _ in differ if all(c < "\u0250" or "\u2e80" <= c <= "\uffef" for c in r)]


BRANCHES = st.sampled_from(["分公司", "一分公司（筹）", "支行", "门市部", "有限公司", "加油站有限公司"])


@FEW
@given(rows=st.lists(st.tuples(TEXT, BRANCHES).map("".join), min_size=1))
def test_branches(rows, table, answers):
    rows = [words.normalise_name(r) for r in rows]
    t = table("t", numbered(rows), n=pa.int64(), name=pa.string())
    found = answers(t.select("n", branch=names.is_branch(t.name)))
    assert [branch for _, branch in found] == [words.is_branch_name(r) for r in rows]


KNOWN = NameWords(forms=("股份有限公司", "有限公司", "厂", "店"), trades=("纺织", "科技", "机械", "集团"))
PIECE = st.sampled_from(
    [
        "浙江",
        "省",
        "绍兴",
        "市",
        "柯桥",
        "区",
        "示例",
        "甲",
        "（杭州）",
        "(",
        "纺织",
        "科技",
        "有限公司",
        "厂",
        "A1",
        " ",
    ]
)
NAME = st.lists(PIECE, min_size=1, max_size=7).map("".join)
PLACED = {"330603": ("浙江", "绍兴", "柯桥"), "330600": ("浙江", "绍兴", ""), None: ("浙江", "", "")}


@FEW
@given(rows=st.lists(st.tuples(NAME, st.sampled_from(list(PLACED))), min_size=1, max_size=60))
def test_brands(rows, table, answers, settle):
    places = table(
        "places",
        [(code, *short) for code, short in PLACED.items() if code],
        code=pa.string(),
        province=pa.string(),
        city=pa.string(),
        county=pa.string(),
    )
    t = table(
        "given_names",
        [(n, name, code, None, "浙江", None) for n, (name, code) in enumerate(rows)],
        n=pa.int64(),
        name=pa.string(),
        county_code=pa.string(),
        city_code=pa.string(),
        province=pa.string(),
        scope=pa.string(),
    )
    found = merging.completed(t, merging.Naming(KNOWN, places), settle)
    for (_, key, core), (name, code) in zip(
        answers(found.select("n", "name_key", "core_name")), rows, strict=True
    ):
        assert key == words.normalise_name(name)
        assert core == core_name(name, PLACED[code], KNOWN), (name, code)


DAYS = st.dates(datetime.date(1949, 1, 1), datetime.date(2100, 12, 31))
FORMS = st.sampled_from(
    ["{:%Y-%m-%d}", "{:%Y/%m/%d}", "{:%Y.%m.%d}", "{:%Y年%m月%d日}", "{:%Y%m%d}", " {:%Y-%m-%d} 00:00:00"]
)


@FEW
@given(rows=st.lists(st.tuples(DAYS, FORMS, st.booleans()), min_size=1, max_size=60))
def test_days_in_every_usual_writing(rows, table, answers):
    def written(day, form, bare):
        text = form.format(day)
        # 2018-1-2 is as good as 2018-01-02 where something stands between.
        return text.replace("-0", "-").replace("/0", "/").replace("月0", "月") if bare else text

    t = table("t", numbered([written(*r) for r in rows]), n=pa.int64(), text=pa.string())
    assert [day for _, day in answers(t.select("n", day=amounts.day(t.text)))] == [r[0] for r in rows]


@pytest.mark.parametrize(
    "text", ["2018-02-30", "20181301", "二〇一八年", "0000-00-00", "18-1-2", "", "45123"]
)
def test_what_is_no_day_is_none(text, table, answers):
    t = table("t", [(0, text)], n=pa.int64(), text=pa.string())
    assert answers(t.select("n", day=amounts.day(t.text))) == [(0, None)]


@pytest.mark.parametrize(
    ("text", "wan"),
    [
        ("100", 100), ("1,000.50", 1000.5), ("500万美元", 500), ("3亿元", 30_000), ("5000000元", 500),
        ("1.37e10", 1.37e10), ("-5", None), ("面议", None), ("人民币 50 万元整", 50),
    ],
)  # fmt: skip
def test_amounts_as_written(text, wan, table, answers):
    t = table("t", [(0, text)], n=pa.int64(), text=pa.string())
    assert answers(t.select("n", wan=amounts.amount_wan(t.text, in_yuan=False))) == [(0, wan)]
    assert answers(t.select("n", wan=amounts.amount_wan(ibis.literal("5000000"), in_yuan=True))) == [(0, 500)]
