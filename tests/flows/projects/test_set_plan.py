"""What is due is planned."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from zhuchao.projects.flows import leave_project, set_plan
from zhuchao.projects.models import PlanFact, Project
from zhuchao.projects.selectors import plans
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
SAID = date(2025, 6, 3)


@pytest.fixture
def plan(actors):
    """``plan(code, actor="officer", **given)``: a duty of the enterprise due on 2025-12-31."""

    def planned(code, actor="officer", **given):
        values = {
            "what": "duty",
            "title": "缴纳履约保证金",
            "side": "enterprise",
            "due_on": date(2025, 12, 31),
            "said_on": SAID,
        }
        return set_plan(actor=actors[actor], code=code, **(values | given))

    return planned


def test_works(actors, make_project, plan):
    """A duty of each side, a payment and a free milestone stand in the order they are due; the row knows the next."""
    code = make_project()
    plan(code)
    plan(code, title="交付三通一平场地", side="government", due_on=date(2025, 9, 1))
    plan(code, what="money", title="首期注资", amount_wan=Decimal(2000), due_on=date(2025, 10, 1), side="")
    plan(code, what="milestone", title="设备进场", due_on=date(2026, 3, 1), side="")
    found = plans.plan(actors["officer"], code, today=date(2025, 9, 15))
    assert [i.title for i in found.items] == ["交付三通一平场地", "首期注资", "缴纳履约保证金", "设备进场"]
    assert [i.title for i in found.next_due] == ["交付三通一平场地", "首期注资", "缴纳履约保证金"]
    assert [i.slip for i in found.items] == [14, 0, 0, 0]
    assert (found.scheduled_wan, found.due_wan, found.arrived_wan) == (2000, 0, 0)
    assert Project.objects.get(code=code).plan_due == date(2025, 9, 1)


def test_works_by_stage(actors, make_project, plan, advance):
    """A milestone that is a stage is met when the stage is reached."""
    code = make_project()
    plan(code, what="milestone", stage="intent", title="", side="", due_on=date(2025, 7, 1))
    assert plans.plan(actors["officer"], code).items[0].title == "意向"
    advance(code, "intent", date(2025, 7, 11))
    item = plans.plan(actors["officer"], code).items[0]
    assert (item.done_on, item.slip) == (date(2025, 7, 11), 10)
    assert Project.objects.get(code=code).plan_due is None


def test_works_with_money_by_schedule(actors, make_project, plan, pay):
    """A payment is met once all that was scheduled up to it has arrived."""
    code = make_project()
    for day, wan in ((date(2025, 7, 1), 400), (date(2025, 8, 1), 600)):
        plan(code, what="money", title=f"应到 {wan}", amount_wan=Decimal(wan), due_on=day, side="")
    pay(code)
    found = plans.plan(actors["officer"], code)
    assert [i.done_on for i in found.items] == [date(2025, 6, 3), None]
    assert Project.objects.get(code=code).plan_due == date(2025, 8, 1)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"what": "dream"}, "what"),
        ({"title": ""}, "title"),
        ({"side": ""}, "side"),
        ({"side": "market"}, "side"),
        ({"what": "money", "side": ""}, "amount_wan"),
        ({"what": "money", "amount_wan": Decimal(-1)}, "amount_wan"),
        ({"what": "milestone", "stage": "filed-elsewhere"}, "stage"),
        ({"said_on": timezone.localdate() + timedelta(days=1)}, "said_on"),
    ],
)
def test_refuses(make_project, plan, given, field):
    """Each part of a plan has its rule."""
    with pytest.raises(Refused) as refused:
        plan(make_project(), **given)
    assert [r.field for r in refused.value.refusals] == [field]
    assert not PlanFact.objects.exists()


def test_refuses_a_stage_twice_and_a_shelved_project(actors, make_project, plan):
    """A stage has one planned day, moved and not set again; what is shelved is not planned."""
    code = make_project()
    plan(code, what="milestone", stage="signed")
    with pytest.raises(Refused, match="已有计划日期"):
        plan(code, what="milestone", stage="signed")
    leave_project(what="shelved", actor=actors["office_head"], code=code, reason="market")
    with pytest.raises(Refused, match="搁置"):
        plan(code)


@pytest.mark.parametrize("name", ["other_officer", "leader", "assessor"])
def test_forbids(make_project, plan, name):
    """Only the lead office and the centre."""
    code = make_project()
    with pytest.raises(Refused) as refused:
        plan(code, name)
    assert refused.value.forbidden
