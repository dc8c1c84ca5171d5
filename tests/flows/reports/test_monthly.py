"""The monthly briefing and its figures: what is stuck and why, what waits for a leader, what is overdue, money."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from zhuchao.figures.selectors import compute
from zhuchao.ledger.flows import verify_fact
from zhuchao.projects.flows import end_delay, leave_project, note_delay, set_plan, settle_plan
from zhuchao.projects.models import MoneyFact
from zhuchao.reports import selectors
from zhuchao.terms.period import Period

pytestmark = pytest.mark.django_db
AS_OF = date(2026, 10, 31)


@pytest.fixture
def figure(actors):
    """``figure(definition, actor="centre", **asked)`` as of the end of October 2026."""

    def told(definition, actor="centre", **asked):
        return compute(definition, actors[actor], **({"as_of": AS_OF} | asked))

    return told


@pytest.fixture
def stuck(actors, make_project):
    """``stuck(name, cause, since, until=None)``: a project that the cause holds up, and the fact."""

    def made(name, cause, since, until=None, actor="officer"):
        code = make_project(actor, name=name, uscc="")
        return code, note_delay(actor=actors[actor], code=code, cause=cause, since=since, until=until)

    return made


def test_causes_are_counted_by_side_and_once(figure, stuck, actors):
    """A project with two causes counts once, in each side; what is over is not stuck, what ended later was."""
    first, fact = stuck("示例甲", "land", date(2026, 3, 1))
    note_delay(actor=actors["officer"], code=first, cause="owner-funds", since=date(2026, 1, 5))
    second, _ = stuck("示例乙", "approval", date(2026, 10, 1))
    over, _ = stuck("示例丙", "market", date(2026, 2, 1), date(2026, 10, 31))
    later, _ = stuck("示例丁", "market", date(2026, 9, 1), date(2026, 11, 1))
    other, _ = stuck("示例戊", "policy", date(2026, 9, 3), actor="other_officer")
    assert figure("stuck_count").rows == (first, later, other, second)
    assert set(figure("stuck_count.government").rows) == {first, second, other}
    assert figure("stuck_count.owner_funds").rows == figure("stuck_count.enterprise").rows == (first,)
    assert figure("stuck_count.market").rows == (later,)
    assert figure("stuck_count", office="T2").rows == figure("stuck_count", "other_officer").rows == (other,)
    before = timezone.now()
    end_delay(actor=actors["officer"], code=first, fact=fact, until=date(2026, 10, 20))
    assert first not in figure("stuck_count.land").rows
    assert first in figure("stuck_count.land", known_at=before).rows
    assert over not in figure("stuck_count").rows


def test_a_leader_is_asked_after_sixty_days_and_never_for_what_ended(figure, stuck, actors):
    """Sixty days, both counted, are the rule; an ended project waits for nobody."""
    long, _ = stuck("示例甲", "land", AS_OF - timedelta(59))
    stuck("示例乙", "land", AS_OF - timedelta(58))
    gone, _ = stuck("示例丙", "land", date(2026, 1, 5))
    leave_project(
        what="ended", actor=actors["office_head"], code=gone, reason="market", happened_on=date(2026, 10, 1)
    )
    assert figure("leader_needed").rows == (long,)


def test_overdue_items_until_they_are_done(figure, make_project, actors):
    """A duty and a milestone of one project count once; done by the day they count no more."""
    code = make_project()
    items = [
        set_plan(
            actor=actors["officer"],
            code=code,
            title="示例事项",
            said_on=date(2025, 9, 1),
            due_on=date(2026, 6, 1),
            **kind,
        )
        for kind in ({"what": "milestone"}, {"what": "duty", "side": "government"})
    ]
    found = figure("plan_overdue")
    assert found.rows == (code,) and "2 项" in found.caveat
    for item in items:
        settle_plan(actor=actors["officer"], code=code, item=item, done_on=date(2026, 9, 1))
    assert figure("plan_overdue").value == 0
    assert figure("plan_overdue", as_of=date(2026, 8, 1)).rows == (code,)


def test_a_stage_that_was_reached_is_not_overdue(figure, make_project, advance, actors):
    """A milestone of the route is met by its stage."""
    code = make_project()
    set_plan(
        actor=actors["officer"],
        code=code,
        what="milestone",
        stage="intent",
        said_on=date(2025, 9, 1),
        due_on=date(2026, 6, 1),
    )
    assert figure("plan_overdue").rows == (code,)
    advance(code, "intent", date(2026, 5, 1))
    assert figure("plan_overdue").value == 0


def test_money_of_the_period_is_verified_money(figure, make_project, pay, actors):
    """Only what arrived within the period and is verified; claims stand beside it."""
    code = make_project()
    sure = pay(code, paid_on=date(2026, 10, 5), amount_wan=Decimal(1500), voucher_no="JZ 1")
    pay(code, paid_on=date(2026, 10, 6), amount_wan=Decimal(700), voucher_no="JZ 2")
    pay(code, paid_on=date(2026, 9, 30), amount_wan=Decimal(900), voucher_no="JZ 3")
    verify_fact(actor=actors["office_head"], kind=MoneyFact._meta.db_table, code=sure, reason="示例：已对账")
    found = figure("money_arrived", period=Period(date(2026, 10, 1)))
    assert (found.value, found.claimed, found.rows) == (Decimal("0.15"), Decimal("0.07"), (code,))


def test_the_briefing_says_it(stuck, drafter, ask):
    """Causes, what waits for a leader with names, each number with its trail; all checks made or nothing to compare."""
    code, _ = stuck("示例智造项目", "land", date(2026, 3, 1))
    filled = selectors.fill(drafter, ask("月报", period_from=date(2026, 10, 1)))
    text = "".join(line.text for line in filled.lines)
    assert (
        "有1个项目受阻" in text and "土地未交付或指标未落实1个" in text and "受阻最久的是示例智造项目" in text
    )
    assert filled.figures["L1"].rows == (code,)
    assert all(f.version != "0" for f in filled.figures.values())
    assert not [c for c in filled.checks if c.ok is False]
    brief = selectors.fill(drafter, ask("汇报材料"))
    assert "受阻的项目1个，其中原因在政府一方的1个，应提请区领导协调的1个" in "".join(
        x.text for x in brief.lines
    )
