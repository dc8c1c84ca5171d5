"""A planned item comes about."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from zhuchao.projects.flows import leave_project, set_plan, settle_plan
from zhuchao.projects.models import DoneFact, Project
from zhuchao.projects.selectors import plans
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
DUE = date(2025, 9, 1)


@pytest.fixture
def duty(actors, make_project):
    """(project, item): the government hands over the site by 2025-09-01."""
    code = make_project()
    given = {"what": "duty", "title": "交付场地", "side": "government", "said_on": date(2025, 6, 1)}
    return code, set_plan(actor=actors["officer"], code=code, due_on=DUE, **given)


@pytest.fixture
def settle(actors):
    """``settle(code, item, actor="officer", **given)``: on 2025-09-10."""

    def settled(code, item, actor="officer", **given):
        return settle_plan(
            actor=actors[actor], code=code, item=item, **({"done_on": date(2025, 9, 10)} | given)
        )

    return settled


def test_works(actors, duty, settle, voucher_file):
    """The day it came about and by how much it was late; nothing is due any more."""
    settle(*duty, evidence=[voucher_file("移交单")])
    item = plans.plan(actors["officer"], duty[0]).items[0]
    assert (item.done_on, item.slip, item.overdue) == (date(2025, 9, 10), 9, False)
    assert Project.objects.get(code=duty[0]).plan_due is None


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"done_on": timezone.localdate() + timedelta(days=1)}, "done_on"),
        ({"evidence": ["1" * 64]}, "evidence"),
    ],
)
def test_refuses(duty, settle, given, field):
    """Not ahead of its day, and with files that are kept."""
    with pytest.raises(Refused) as refused:
        settle(*duty, **given)
    assert [r.field for r in refused.value.refusals] == [field]


def test_refuses_what_is_met_by_itself(actors, duty, settle):
    """Payments are met by vouchers, stages by their facts; what is done is done."""
    code, _ = duty
    officer = actors["officer"]
    money = set_plan(actor=officer, code=code, what="money", title="注资", amount_wan=Decimal(9), due_on=DUE)
    stage = set_plan(actor=officer, code=code, what="milestone", stage="signed", due_on=DUE)
    for item, said in ((money, "到位凭证"), (stage, "阶段推进")):
        with pytest.raises(Refused, match=said):
            settle(code, item)
    settle(*duty)
    with pytest.raises(Refused, match="完成"):
        settle(*duty)


def test_refuses_after_the_end(actors, duty, settle):
    """The open items of an ended project close; one that came about before is still entered."""
    code, _ = duty
    leave_project(
        what="ended", actor=actors["office_head"], code=code, reason="funds", happened_on=date(2025, 9, 9)
    )
    item = plans.plan(actors["officer"], code).items[0]
    assert (item.closed, item.overdue) == (True, False)
    assert not plans.plan(actors["officer"], code).next_due
    with pytest.raises(Refused, match="终止"):
        settle(*duty)
    settle(*duty, done_on=date(2025, 9, 8))
    assert not plans.plan(actors["officer"], code).items[0].closed


@pytest.mark.parametrize("name", ["other_officer", "leader"])
def test_forbids(duty, settle, name):
    """Only the lead office and the centre."""
    with pytest.raises(Refused) as refused:
        settle(*duty, name)
    assert refused.value.forbidden


@pytest.mark.django_db(transaction=True)
def test_races(duty, settle, at_once):
    """Two settle at once: one is told."""
    made, told = at_once(lambda n: settle(*duty, n), "officer", "centre")
    assert len(made) == len(told) == 1
    assert DoneFact.objects.count() == 1
