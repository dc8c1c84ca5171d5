"""Days and sums for hypothesis in one draw each: its own strategies take three draws a day and search for the digits of a
decimal, which costs more than the engines under test."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st


def days(first: date, last: date) -> "st.SearchStrategy[date]":
    """Every day from the first to the last."""
    return st.integers(0, (last - first).days).map(lambda n: first + timedelta(n))


def cents(least: str, most: str) -> "st.SearchStrategy[Decimal]":
    """Every sum of two decimals from the least to the most."""
    lower, upper = (int(Decimal(each) * 100) for each in (least, most))
    return st.integers(lower, upper).map(lambda n: Decimal(n).scaleb(-2))
