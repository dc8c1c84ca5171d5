"""A planned item is moved."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from zhuchao.projects.flows import leave_project, move_plan, set_plan, settle_plan
from zhuchao.projects.models import PlanFact
from zhuchao.projects.selectors import plans
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
DUE = date(2025, 9, 1)


@pytest.fixture
def item(actors, make_project):
    """(project, item): a payment of 1,000 万元 planned for 2025-09-01."""
    code = make_project()
    given = {"what": "money", "title": "首期注资", "amount_wan": Decimal(1000), "said_on": date(2025, 6, 1)}
    return code, set_plan(actor=actors["officer"], code=code, due_on=DUE, **given)


@pytest.fixture
def move(actors):
    """``move(code, item, actor="officer", **given)``: by a month."""

    def moved(code, item, actor="officer", **given):
        values = {"due_on": date(2025, 10, 1), "reason": "投资方申请延期", "said_on": date(2025, 8, 20)}
        return move_plan(actor=actors[actor], code=code, item=item, **(values | given))

    return moved


def test_works(actors, item, move):
    """The first plan stays, the slip is counted from it, the reason shows."""
    move(*item)
    move(*item, due_on=date(2025, 11, 1), amount_wan=Decimal(800), said_on=date(2025, 9, 20))
    found = plans.plan(actors["officer"], item[0], today=date(2025, 10, 1)).items[0]
    assert (found.first_due, found.due_on, found.moves, found.slip) == (DUE, date(2025, 11, 1), 2, 61)
    assert (found.amount_wan, found.reason) == (800, "投资方申请延期")
    assert PlanFact.objects.count() == 3


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"due_on": DUE}, "due_on"),
        ({"amount_wan": Decimal(0)}, "amount_wan"),
        ({"said_on": timezone.localdate() + timedelta(days=1)}, "said_on"),
    ],
)
def test_refuses(item, move, given, field):
    """A move has a reason and moves something."""
    with pytest.raises(Refused) as refused:
        move(*item, **given)
    assert [r.field for r in refused.value.refusals] == [field]


def test_refuses_what_is_done_unknown_or_shelved(actors, item, move):
    """What came about is not moved; nor is an unknown item, nor one of a shelved project."""
    code, _ = item
    with pytest.raises(Refused, match="没有这个计划事项"):
        move(code, "nothing")
    duty = set_plan(
        actor=actors["officer"], code=code, what="duty", title="交付场地", side="government", due_on=DUE
    )
    settle_plan(actor=actors["officer"], code=code, item=duty, done_on=date(2025, 8, 1))
    with pytest.raises(Refused, match="完成"):
        move(code, duty)
    leave_project(what="shelved", actor=actors["office_head"], code=code, reason="market")
    with pytest.raises(Refused, match="搁置"):
        move(*item)


@pytest.mark.parametrize("name", ["other_officer", "leader"])
def test_forbids(item, move, name):
    """Only the lead office and the centre."""
    with pytest.raises(Refused) as refused:
        move(*item, name)
    assert refused.value.forbidden
