"""A figure carries its rows, says why it is blank and has a checksum that moves with its content."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from zhuchao.terms.figure import Figure

FIGURE = Figure(
    id="leads_answered_in_time",
    name="线索按时答复率",
    unit="%",
    definition="figures.leads_answered_in_time",
    version="2024-01-01",
    text="按时答复的线索 ÷ 到期的线索",
    period_from=date(2026, 1, 1),
    as_of=date(2026, 10, 31),
    known_at=None,
    value=Decimal("50"),
    numerator=Decimal(1),
    denominator=Decimal(2),
    claimed=Decimal(1),
    verified=Decimal(0),
    rows=("L1",),
    cohort=("L1", "L2"),
)


def test_the_printed_value_has_its_unit() -> None:
    assert FIGURE.printed() == "50 %"
    assert replace(FIGURE, value=Decimal("63.20")).printed() == "63.2 %"
    assert replace(FIGURE, value=Decimal("100"), unit="家").printed() == "100 家"


def test_a_blank_says_that_it_cannot_be_verified_and_why() -> None:
    blank = replace(FIGURE, value=None, why_blank="期内没有到期的线索")
    assert blank.printed() == "无法核实（期内没有到期的线索）"


def test_a_blank_without_a_reason_is_not_a_figure() -> None:
    with pytest.raises(ValueError, match="does not say why"):
        replace(FIGURE, value=None)


def test_the_checksum_is_stable_and_moves_with_the_rows() -> None:
    first = FIGURE.as_dict()["checksum"]
    assert first == replace(FIGURE).as_dict()["checksum"]
    assert first != replace(FIGURE, rows=("L2",)).as_dict()["checksum"]


def test_numbers_are_plain_json_numbers() -> None:
    shown = replace(FIGURE, value=Decimal("63.25")).as_dict()
    assert shown["value"] == 63.25
    assert shown["numerator"] == 1
    assert shown["from"] == "2026-01-01"
