"""A second person says whether it is true."""

import io
from datetime import date

import pytest

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import hold_event, judge_meeting
from zhuchao.engagements.models import EngagementFact, EventFact
from zhuchao.ledger.selectors import state_at
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def fact(make_meeting):
    """That a visit was held."""
    return EngagementFact.objects.get(subject=make_meeting())


def judge(actors, fact, name="office_head", **given):
    values = {"judgement": "verified", "file": io.BytesIO("示例纪要".encode()), "file_name": "纪要.txt"}
    judge_meeting(actor=actors[name], kind=fact._meta.db_table, fact=fact.code, **(values | given))


def test_works(actors, fact):
    """Verified on a file; disputed and voided with a reason."""
    judge(actors, fact)
    assert state_at(actors["officer"], fact._meta.db_table, fact.code) == "verified"
    judge(actors, fact, judgement="disputed", reason="示例：人数不符", file=None)
    judge(actors, fact, judgement="voided", reason="示例：重复登记", file=None)
    assert state_at(actors["officer"], fact._meta.db_table, fact.code) == "voided"


def test_works_so_that_it_can_be_written_down_anew(actors, make_event):
    """A ceremony entered on a wrong day is voided and held again."""
    code = make_event(date(2025, 3, 3))
    held = EventFact.objects.get(subject=code, what="held")
    judge(actors, held, judgement="voided", reason="示例：日期有误", file=None)
    assert selectors.event(actors["officer"], code).state == "planned"
    hold_event(actor=actors["officer"], code=code, held_on=date(2025, 3, 4))
    assert str(selectors.event(actors["officer"], code).held_on) == "2025-03-04"


def test_refuses(actors, fact):
    """A coded judgement, a fact that exists."""
    with pytest.raises(Refused, match="不在规定的代码内"):
        judge(actors, fact, judgement="liked")
    with pytest.raises(Refused, match="没有这条记录"):
        judge_meeting(actor=actors["centre"], kind="accounts_person", fact=fact.code, judgement="verified")


@pytest.mark.parametrize("name", ["officer", "other_head", "audit_admin"])
def test_forbids(actors, fact, name):
    """Neither the recorder nor another office verifies."""
    with pytest.raises(Refused) as refused:
        judge(actors, fact, name)
    assert refused.value.forbidden
