"""The checks between the numbers of a report, on paper."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from zhuchao.reports.engine.coherence import Given, RowFacts, coherence, refusals
from zhuchao.reports.engine.template import CheckRule
from zhuchao.terms.figure import Figure

THEN = datetime(2026, 1, 1, tzinfo=UTC)
NAMES = {"P": "部分", "W": "总体", "R": "比率", "T": "合计"}


def figure(value, rows=(), cohort=(), unit="个", **more):
    given = {"id": "x", "name": "x", "definition": "x", "version": "1", "text": "", "period_from": None}
    given |= {"as_of": date(2026, 1, 1), "known_at": THEN, "why_blank": "" if value is not None else "没有"}
    number = None if value is None else Decimal(value)
    return Figure(
        **(given | {"value": number, "unit": unit, "rows": tuple(rows), "cohort": tuple(cohort)} | more)
    )


def outcome(kind, figures, blanks, profiles=None, rows=None):
    given = Given(figures, NAMES, profiles or {}, rows or {}, Decimal("0.01"))
    return coherence([CheckRule(kind, blanks)], given)[0]


PART = {"part": "P", "whole": "W"}


def test_a_part_lies_within_its_whole():
    assert outcome("part_of", {"P": figure(1, "a"), "W": figure(2, "ab")}, PART).ok
    assert outcome("part_of", {"P": figure(3, "abc"), "W": figure(2, "ab")}, PART).ok is False
    assert "z" in outcome("part_of", {"P": figure(1, "z"), "W": figure(2, "ab")}, PART).said
    assert outcome("part_of", {"P": figure(None), "W": figure(2, "ab")}, PART).ok is None


@pytest.mark.parametrize(("rate", "ok"), [("33.3", True), ("33.4", False), ("33.33", False)])
def test_a_rate_is_recomputed_to_a_tenth(rate, ok):
    figures = {"R": figure(rate, "a", "abc", "%"), "P": figure(1, "a"), "W": figure(3, "abc")}
    assert outcome("rate_of", figures, PART | {"rate": "R"}).ok is ok


def test_a_rate_of_other_rows_is_told():
    figures = {"R": figure("33.3", "b", "abc", "%"), "P": figure(1, "a"), "W": figure(3, "abc")}
    found = outcome("rate_of", figures, PART | {"rate": "R"})
    assert found.ok is False and "不是同一批" in found.said
    nothing = {"R": figure(0, unit="%"), "P": figure(0), "W": figure(0)}
    assert outcome("rate_of", nothing, PART | {"rate": "R"}).ok is False


def test_a_total_is_the_sum_of_its_rows():
    figures = {"T": figure("3.00", "ab", unit="亿元"), "W": figure(2, "ab")}
    roles = {"total": "T", "whole": "W"}
    rows = {"a": RowFacts(Decimal(1)), "b": RowFacts(Decimal(2))}
    assert outcome("sum_of", figures, roles, rows=rows).ok
    assert outcome("sum_of", figures, roles, rows=rows | {"b": RowFacts(Decimal(3))}).ok is False
    assert outcome("sum_of", figures, roles, rows={"a": RowFacts(Decimal(1))}).ok is None


def test_nothing_counts_twice_or_under_two_offices():
    roles = {"whole": "W"}
    assert outcome("counted_once", {"W": figure(2, "ab")}, roles).ok
    assert outcome("counted_once", {"W": figure(2, "aa")}, roles).ok is False
    shared = {"a": RowFacts(offices=("T1", "T2"))}
    assert "T1、T2" in outcome("counted_once", {"W": figure(2, "ab")}, roles, rows=shared).said


def test_definitions_and_moments_do_not_mix():
    both = {"P": figure(1), "W": figure(1)}
    assert outcome("one_profile", both, {}, {"P": "district", "W": "district"}).ok
    mixed = outcome("one_profile", both, {}, {"P": "district", "W": "started"})
    assert mixed.ok is False and refusals([mixed])[0].rule == "reports.one_profile"
    assert outcome("one_profile", both | {"W": figure(1, version="2")}, {}).ok is False
    assert outcome("one_profile", both | {"W": figure(1, known_at=None)}, {}).ok is False
