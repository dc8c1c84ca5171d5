"""Digests and heads, on paper."""

import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuchao.ledger.engine import chain, evidence, head, personal, standing

AT = datetime(2026, 1, 1, tzinfo=UTC)
TEXT = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"))
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(-(2.0**52), 2.0**52) | TEXT
DATA = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner), max_leaves=10)


@given(DATA)
def test_plain_data_survives_json(data):
    """Once plain, data is the same after any number of journeys."""
    plain = chain.plain(data)
    assert chain.plain(json.loads(json.dumps(plain))) == plain


@given(TEXT, TEXT)
def test_no_two_rows_share_a_digest(one, two):
    """Not by moving text from column to column either."""
    first = chain.row_digest("t", {"a": one, "b": two})
    second = chain.row_digest("t", {"a": two, "b": one})
    assert (first == second) == (one == two)
    assert chain.row_digest("u", {"a": one, "b": two}) != first


def test_a_moment_is_the_same_in_every_zone():
    """Databases give UTC back."""
    east = AT.astimezone(timezone(timedelta(hours=8)))
    assert chain.plain(east) == chain.plain(AT) == "2026-01-01T00:00:00.000000+00:00"
    assert chain.plain(Decimal("-0.00")) == "0.00"


def test_a_head_covers_everything_of_its_link():
    """Number, moment, total, previous head, rows and their order."""
    base = {"seq": 1, "at": AT, "total": 2, "previous": chain.GENESIS, "digests": ["a", "b"]}
    changes = [
        {"seq": 2},
        {"at": AT + timedelta(microseconds=1)},
        {"total": 3},
        {"previous": "1" * 64},
        {"digests": ["b", "a"]},
        {"digests": ["a"]},
    ]
    heads = {chain.link_head(**(base | change)) for change in [{}, *changes]}
    assert len(heads) == len(changes) + 1


def test_a_link_has_so_many_seats():
    """Beyond them a number would belong to the next link."""
    assert chain.row_number(3, chain.SEATS - 1) + 1 == chain.row_number(4, 0)
    with pytest.raises(ValueError, match="no place"):
        chain.row_number(3, chain.SEATS)


def test_the_head_file_reads_back():
    """And anything else is told apart."""
    kept = head.Head(3, "a" * 64, 9)
    assert head.parse(kept.dump()) == kept
    for text in ("", "{}", "[]", "3", '{"seq": "x", "head": "", "total": 1}'):
        with pytest.raises(ValueError):
            head.parse(text)


def test_voided_is_for_good():
    """Every other state may follow some state; none leads to itself."""
    assert standing.NEXT["voided"] == frozenset()
    assert not any(standing.may_follow(s, s) for s in standing.NEXT)


def test_a_salt_hides_equal_values():
    """Key, salt and value all count."""
    made = {personal.keyed_digest(k, s, v) for k in (b"1", b"2") for s in ("a", "b") for v in ("x", "y")}
    assert len(made) == 8


@pytest.mark.parametrize("name", ["a.pdf", "../../a.PDF", "示例.pdf"])
def test_a_file_lies_where_its_hash_says(name):
    """The name given by a person never becomes a path."""
    kinds = {"pdf": {"type": "application/pdf", "starts": ["25504446"]}}
    assert evidence.kind_fault(name, b"%PDF-", kinds) == ""
    assert str(evidence.place("ab" * 32)) == f"evidence/ab/{'ab' * 32}"
