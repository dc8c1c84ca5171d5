"""A visit is planned."""

from datetime import date

import pytest

from zhuchao.engagements import selectors
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors, plan_meeting):
    """It stands as planned, with its agenda, for those who see the office."""
    code = plan_meeting(kind="appraisal", agenda=("示例项目是否签约", " "))
    found = selectors.engagement(actors["office_head"], code)
    assert (found.state, found.on, found.agenda) == ("planned", date(2025, 3, 3), ("示例项目是否签约",))


def test_refuses(plan_meeting):
    """A kind of the rulebook, and a word on what for."""
    with pytest.raises(Refused) as refused:
        plan_meeting(kind="banquet", title=" ")
    assert {r.field for r in refused.value.refusals} == {"kind", "title"}


@pytest.mark.parametrize("name", ["other_officer", "leader", "audit_admin"])
def test_forbids(plan_meeting, name):
    """Only for an office the actor works in."""
    with pytest.raises(Refused) as refused:
        plan_meeting(name, office="T1")
    assert refused.value.forbidden
