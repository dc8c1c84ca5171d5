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


def test_works_with_a_lead(actors, make_lead, plan_meeting):
    """The company is the lead's where none is said."""
    code = plan_meeting(lead_code=make_lead())
    found = selectors.engagement(actors["officer"], code)
    assert found.company_name == "示例1号织造有限公司" and found.uscc


def test_refuses_alike_a_lead_that_is_unknown_or_unseen(make_lead, plan_meeting):
    """One answer beside the field: none tells of another office's lead."""
    told = set()
    for strange in ("nowhere", make_lead(actor="other_officer")):
        with pytest.raises(Refused) as refused:
            plan_meeting(lead_code=strange)
        (why,) = refused.value.refusals
        told.add(
            (why.rule, why.field, why.reason.replace(strange, ""), why.next_step, refused.value.forbidden)
        )
    assert len(told) == 1 and next(iter(told))[:2] == ("engagements.lead", "lead_code")
