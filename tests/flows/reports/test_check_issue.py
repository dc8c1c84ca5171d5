"""A draft passes when its numbers hold together."""

from decimal import Decimal

import pytest

from zhuchao.figures.engine.calculation import Counted
from zhuchao.reports import flows, selectors
from zhuchao.reports.models import Issue
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(issue, drafter):
    code = issue("checked")
    assert selectors.issue_file(drafter, code).row.state == "checked"


@pytest.mark.parametrize(
    ("figure", "told", "rule"),
    [
        ("landed_count", Counted.count([f"P{n}" for n in range(11)]), "reports.part_of"),
        ("landed_count", Counted.count(["X1"]), "reports.part_of"),
        ("landing_rate", Counted(value=Decimal("63.2"), rows=(), cohort=()), "reports.rate_of"),
        (
            "planned_total",
            Counted(value=Decimal("17"), rows=tuple(f"P{n}" for n in range(10))),
            "reports.sum_of",
        ),
        ("signed_count", Counted.count(["P0", "P0"]), "reports.counted_once"),
    ],
)
def test_refuses_what_does_not_hold_together_and_names_the_check(issue, book, drafter, figure, told, rule):
    book.lie[figure] = told
    code = issue()
    with pytest.raises(Refused) as refused:
        flows.check_issue(actor=drafter, code=code)
    assert rule in {r.rule for r in refused.value.refusals}
    assert any(any(c.isdigit() for c in r.reason) for r in refused.value.refusals)
    assert Issue.objects.get(code=code).state == "draft"


def test_refuses_a_project_under_two_offices(issue, book, drafter, monkeypatch):
    from zhuchao import slots
    from zhuchao.slots import Slot

    facts = lambda actor, figure: {"P0": {"amount": None, "offices": ["T1", "T2"]}}  # noqa: E731
    slots.register(Slot.FIGURE, "planned_total", facts, topic="row-facts")
    with pytest.raises(Refused) as refused:
        flows.check_issue(actor=drafter, code=issue())
    assert "T1、T2" in str(refused.value)


def test_refuses_a_figure_that_no_longer_recomputes(issue, book, drafter):
    code = issue()
    book.projects.pop()
    with pytest.raises(Refused) as refused:
        flows.check_issue(actor=drafter, code=code)
    assert {r.rule for r in refused.value.refusals} == {"reports.drifted"}


def test_refuses_twice(issue, drafter):
    with pytest.raises(Refused) as refused:
        flows.check_issue(actor=drafter, code=issue("checked"))
    assert refused.value.refusals[0].rule == "reports.step"


def test_forbids_those_who_do_not_see_it_and_readers(issue, actors):
    code = issue()
    for name in ("officer", "leader"):
        with pytest.raises(Refused) as refused:
            flows.check_issue(actor=actors[name], code=code)
        assert refused.value.forbidden
