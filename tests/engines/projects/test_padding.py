"""The checks of what was entered, each on given rows."""

from datetime import date
from decimal import Decimal

import pytest

from zhuchao.projects.engine import padding
from zhuchao.projects.engine.padding import Entry, Signing, Voucher

DAY = date(2026, 3, 2)


def test_late_entries_are_one_mark_with_the_worst():
    """Thirty days are still in time; of two late ones the later is told."""
    entries = [
        Entry("A", "签约", DAY, date(2026, 4, 1)),
        Entry("B", "签约", DAY, date(2026, 4, 2)),
        Entry("B", "开工", DAY, date(2026, 9, 1)),
    ]
    (mark,) = padding.late(entries, 30)
    assert (mark.project, mark.check) == ("B", "late_entry")
    assert "2 条" in mark.text
    assert "开工" in mark.text


def test_a_stage_before_its_paper_is_back_dated():
    """Seven days apart are let pass; a stage without such a paper says nothing."""
    stages = [("A", "started", "开工", DAY), ("B", "started", "开工", DAY), ("C", "started", "开工", DAY)]
    papers = {("A", "permit"): date(2026, 3, 20), ("B", "permit"): date(2026, 3, 9)}
    found = padding.back_dated(stages, papers, {"started": {"permit"}}, {"permit": "施工许可证"}, 7)
    assert [m.project for m in found] == ["A"]
    assert "施工许可证" in found[0].text


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (DAY, date(2026, 3, 31)),
        (date(2026, 12, 1), date(2026, 12, 31)),
        (date(2026, 6, 30), date(2026, 6, 30)),
    ],
)
def test_quarters_end(day, end):
    """The last day of the quarter of a day."""
    assert padding.quarter_end(day) == end


def test_a_burst_needs_number_and_share():
    """Four of five in the last week are a burst; four of nine are none; three are too few."""
    late_ones = [(f"L{n}", "T1", date(2026, 3, 30)) for n in range(4)]
    early = [(f"E{n}", "T1", date(2026, 1, 10)) for n in range(5)]

    def found(rows):
        return [m.project for m in padding.burst(rows, {}, days=7, share=50, least=4)]

    assert found(late_ones + early[:1]) == ["L0", "L1", "L2", "L3"]
    assert found(late_ones + early) == []
    assert found(late_ones[:3]) == []


def test_one_investor_under_two_offices():
    """Both projects are marked when both are asked for; under one office none."""
    rows = [("A", "U1", "T1"), ("B", "U1", "T2"), ("C", "U2", "T1"), ("D", "U2", "T1")]
    names = {"T1": "示例街道一", "T2": "示例街道二"}
    found = padding.two_offices(rows, names, {"A", "C"})
    assert [(m.project, "示例街道二" in m.text) for m in found] == [("A", True)]


def _paid(project, payer, payee, day, amount, digest=""):
    return Voucher(project, payer, payee, day, Decimal(amount), digest or f"{project}{day}{amount}")


def test_a_voucher_twice_names_no_other_project():
    """Reused under another project: marked for whoever is asked, the other's code stays unsaid."""
    rows = [
        _paid("A", "x", "y", DAY, 10, "d"),
        _paid("B", "x", "y", DAY, 10, "d"),
        _paid("C", "x", "y", DAY, 10),
    ]
    (mark,) = padding.voucher_reuse(rows, {"A", "C"})
    assert mark.project == "A"
    assert "B" not in mark.text


def test_money_that_goes_round():
    """Payer and payee but for the legal form, and the same sum back within the days."""
    rows = [
        _paid("A", "示例甲有限公司", "示例甲（集团）股份有限公司", DAY, 10),
        _paid("B", "甲方有限公司", "乙方有限公司", DAY, 100),
        _paid("B", "乙方有限公司", "甲方有限公司", date(2026, 4, 1), 99),
        _paid("C", "丙方有限公司", "丁方有限公司", DAY, 100),
        _paid("C", "丁方有限公司", "丙方有限公司", date(2026, 9, 1), 100),
    ]
    found = padding.round_trip(rows, days=60, percent=2)
    assert [m.project for m in found] == ["A", "B"]


def test_a_framework_dressed_as_a_contract():
    """No sum, or the number of a framework agreement."""
    rows = [
        Signing("A", "formal", "1号", DAY, None),
        Signing("B", "framework", "2号", DAY, None),
        Signing("B", "formal", "2号", DAY, Decimal(5)),
        Signing("C", "formal", "3号", DAY, Decimal(5), "投资协议书"),
        Signing("D", "formal", "4号", DAY, Decimal(5), "战略合作框架协议"),
        Signing("E", "framework", "5号", DAY, Decimal(5), "合作框架协议"),
    ]
    assert [m.project for m in padding.framework(rows)] == ["A", "B"]
    assert [m.project for m in padding.framework(rows, words=["框架"])] == ["A", "B", "D"]


def test_a_contract_that_obliges_nobody():
    """Asked only of contracts old enough, and of projects for which no duty and no payment was planned."""
    rows = [Signing(code, "formal", code, DAY, Decimal(5)) for code in "AB"]
    assert [m.project for m in padding.framework(rows, bound={"A"}, until=DAY)] == ["B"]
    assert padding.framework(rows, bound={"A"}, until=date(2026, 3, 1)) == []


def test_a_voucher_in_disguise():
    """Alike in all parts of one line, whatever else differs; a part that is empty likens nothing."""
    first = Voucher("A", "示例甲有限公司", "x", DAY, Decimal(10), "1", "JZ1")
    by = [["digest"], ["number", "payer", "amount"], ["payer", "payee", "day", "amount"]]

    def found(**other):
        rows = [first, first._replace(project="B", digest="2")._replace(**other)]
        return [m.project for m in padding.voucher_reuse(rows, {"A", "B"}, by)]

    later = date(2026, 5, 1)
    assert found(day=later, payee="y", payer="示例甲（集团）有限公司") == ["A", "B"]
    assert found(number="JZ2") == ["A", "B"]
    assert found(number="JZ2", day=later) == []
    assert found(amount=Decimal(11)) == []
    rows = [first._replace(number=""), first._replace(number="", digest="2", day=later)]
    assert padding.voucher_reuse(rows, {"A"}, by) == []


def test_a_second_signing():
    """Again under the same project, or under a namesake of the same investor."""
    named = [
        ("A", "U1", "示例项目", DAY),
        ("B", "U1", "示例项目（二）", date(2026, 5, 1)),
        ("C", "U1", "别的项目", date(2026, 5, 1)),
        ("D", "U2", "示例项目", date(2026, 5, 1)),
    ]
    found = padding.second_signing({"C": (DAY,)}, named)
    assert [m.project for m in found] == ["B", "C"]


def test_moved_within_the_city():
    """Another district of our city is a neighbour; our own and another city are not."""
    moved = {"A": "330602", "B": "330603", "C": "330102"}
    assert [m.project for m in padding.relocated(moved, "330603", 4, {})] == ["A"]
