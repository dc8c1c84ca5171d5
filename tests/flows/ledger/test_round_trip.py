"""What goes into the chain comes back with the same digest, from either database."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhuchao.accounts.models import HandOverFact
from zhuchao.ledger import selectors
from zhuchao.ledger.models import AuditEvent
from zhuchao.ledger.selectors.rows import along_the_chain
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import SYSTEM, Role
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db

TEXT = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=20)
NUMBERS = (
    st.integers(-(2**70), 2**70)
    | st.floats(-(2.0**52), 2.0**52)
    | st.decimals(allow_nan=False, allow_infinity=False)
)
LEAVES = (
    st.none() | st.booleans() | NUMBERS | TEXT | st.dates() | st.datetimes(timezones=st.just(datetime.UTC))
)
DATA = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4)
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(data=DATA, day=st.dates(datetime.date(1900, 1, 1)), text=TEXT)
def test_any_data_survives(own_home, data, day, text):
    """Numbers, texts, moments, nested as deep as they like."""
    with recording(SYSTEM) as book:
        book.fact(HandOverFact(subject="示例", what="moved", happened_on=day, value={"data": data}))
        book.audit("录入", "fact:1", text, changes={"data": [data, None]})
    assert all(row.sound for row in along_the_chain(2**62))


def test_forms_that_differ_only_on_paper(own_home, actors):
    """A tuple, a StrEnum, 1.0, -0.0, 1e15, an integer key, a moment of another zone, a day as text."""
    value = {
        "tuple": (1, 2),
        "role": Role.CENTRE,
        "one": 1.0,
        "zero": -0.0,
        "large": 1e15,
        "small": 1e-9,
        "wan": Decimal("100.50"),
        3: {10: "a", 9: "b"},
        "at": datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=8))),
    }
    with recording(actors["officer"]) as book:
        book.fact(HandOverFact(subject="示例", what="moved", happened_on="2026-01-02", value=value))
    assert selectors.verify_chain(SYSTEM).ok
    kept = HandOverFact.objects.get()
    assert kept.happened_on == datetime.date(2026, 1, 2)
    assert kept.value["wan"] == "100.50"
    assert kept.value["at"] == "2025-12-31T16:00:00.000000+00:00"
    assert (kept.value["zero"], kept.value["3"]) == (0, {"10": "a", "9": "b"})


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b"])
def test_refuses_what_no_database_keeps(own_home, actors, text):
    """A zero byte or half a character is refused in Chinese, and nothing is written."""
    with pytest.raises(Refused, match="原样保存"), recording(actors["officer"]) as book:
        book.audit("修改", "lead:1", "示例", changes={"note": [None, text]})
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 2.0**60])
def test_refuses_numbers_that_would_change(own_home, actors, number):
    """A float beyond exact integers comes back as another number from PostgreSQL."""
    with pytest.raises(Refused, match="原样保存"), recording(actors["officer"]) as book:
        book.audit("修改", "lead:1", "示例", changes={"n": [None, number]})


def test_too_long_a_text_is_an_error_on_both(own_home, actors):
    """SQLite would keep it, PostgreSQL not: neither does."""
    with pytest.raises(ValueError, match="characters"), recording(actors["officer"]) as book:
        book.audit("长" * 61, "lead:1", "示例")
