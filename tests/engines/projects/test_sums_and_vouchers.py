"""Sums, vouchers and contracts on paper."""

from datetime import date
from decimal import Decimal

import pytest
from drawn import cents, days
from hypothesis import given
from hypothesis import strategies as st

from zhuchao.projects.engine.contracts import Signed, cleaned_number, signed_before, standings
from zhuchao.projects.engine.sums import read_sum
from zhuchao.projects.engine.vouchers import Voucher, accepted_faults, digest, totals

CURRENCIES = {"CNY": "人民币", "USD": "美元"}
DAY = date(2025, 6, 3)
AMOUNTS = cents("0.01", "1000000")
DAYS = days(date(2020, 1, 1), date(2026, 12, 31))


def foreign(original, rate):
    return read_sum(None, currency="USD", original=original, rate=rate, currencies=CURRENCIES)


@given(AMOUNTS, st.integers(1, 10**6).map(lambda n: Decimal(n).scaleb(-4)))
def test_a_foreign_sum_is_its_original_at_the_rate(original, rate):
    """To the cent of 万, the original and the rate kept as they were given."""
    worth, wrong = foreign(original, rate)
    if worth is None:
        assert original * rate < Decimal("0.005")
        assert wrong
    else:
        assert abs(worth.wan - original * rate) <= Decimal("0.005")
        assert (worth.original, worth.rate) == (original, rate)


@given(st.decimals(allow_nan=True, allow_infinity=True))
def test_any_number_is_kept_or_told(number):
    """Never an error: NaN, infinities and monsters are refused with their field."""
    worth, wrong = read_sum(number, currency="CNY", original=None, rate=None, currencies=CURRENCIES)
    assert (worth is None) == bool(wrong)
    if worth is not None:
        assert 0 < worth.wan <= 10**11
    foreign(number, number)


@given(st.text(alphabet="AaＡ１1 　-〔〕号", max_size=12))
def test_a_number_is_the_same_however_it_is_typed(text):
    """Spaces, width and case make no other number."""
    cleaned = cleaned_number(text)
    assert cleaned_number(cleaned) == cleaned
    assert cleaned_number(f" {text.lower()} ") == cleaned
    assert cleaned_number("".join(f"{c} " for c in text)) == cleaned


@given(
    st.tuples(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8), DAYS, AMOUNTS),
    st.tuples(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8), DAYS, AMOUNTS),
)
def test_a_voucher_is_told_from_another(one, other):
    """The same digest only for the same number, payer, payee, day and sum; the kind makes no other voucher."""

    def of(told, kind="capital"):
        number, payer, payee, day, amount = told
        return digest(Voucher(kind, payer, payee, day, amount, number))

    def same(told):
        number, payer, payee, day, amount = told
        names = ["".join(n.split()).replace("(", "（").replace(")", "）") for n in (payer, payee)]
        return cleaned_number(number), *names, day, amount

    assert (of(one) == of(other)) == (same(one) == same(other))
    assert of(one) == of(one, "loan")


@pytest.mark.parametrize(
    ("kind", "fault"), [("equity", True), ("capital", False), ("loan", False), ("land", False)]
)
def test_what_a_deal_form_accepts(kind, fault):
    """A counting kind that the form does not accept is refused; what is coded apart is written down."""
    found = accepted_faults(
        kind,
        form="新建",
        counting={"equity", "capital"},
        accepted=["capital"],
        names={"equity": "股权款", "capital": "注册资本实缴"},
    )
    assert bool(found) == fault


@given(st.lists(st.tuples(st.sampled_from(["capital", "loan", "land"]), AMOUNTS, st.booleans()), max_size=10))
def test_the_views_share_one_table(rows):
    """What is verified and what is only claimed add up to what arrived, in every view."""
    for kinds in ({"capital"}, {"capital", "loan"}, {"capital", "loan", "land"}):
        total = totals(rows, kinds)
        assert total.verified_wan + total.claimed_wan == total.arrived_wan
        assert total.vouchers == sum(kind in kinds for kind, *_ in rows)


TEXTS = st.lists(
    st.builds(
        Signed,
        st.sampled_from(["A", "B"]),
        st.sampled_from(["formal", "framework", "amendment", "ended"]),
        DAYS,
        st.none() | AMOUNTS,
        st.sampled_from(["", "E1"]),
    ),
    max_size=8,
).map(lambda texts: sorted(texts, key=lambda t: t.on))


@given(TEXTS)
def test_a_contract_comes_to_its_newest_sum(texts):
    """The sum is the last one that was said, the change is against the first text; without a first text there is no
    contract."""
    found = {s.contract: s for s in standings(texts)}
    for name in ("A", "B"):
        its = [t for t in texts if t.contract == name]
        begun = [t for t in its if t.what in ("formal", "framework")]
        assert (name in found) == bool(begun)
        if begun:
            said = [t.amount_wan for t in its if t.amount_wan is not None]
            assert found[name].amount_wan == (said[-1] if said else None)
            assert found[name].signed_on == begun[0].on
            assert (found[name].ended_on is not None) == any(t.what == "ended" for t in its)


@given(TEXTS, DAYS)
def test_a_signing_is_repeated_when_it_was_signed_before(texts, ceremony):
    """By a formal text of an earlier day, or by any first text at an earlier ceremony; what was signed at this ceremony
    itself does not count against it."""
    earlier = [
        t.on
        for t in texts
        if t.on < ceremony and (t.what == "formal" or (t.what == "framework" and t.ceremony))
    ]
    found = signed_before(ceremony, texts)
    assert (found.on if found else None) == min(earlier, default=None)
    assert signed_before(ceremony, texts, there={"A", "B"}) is None
