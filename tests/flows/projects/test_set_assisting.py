"""Offices agree to help with a project and how the result is shared."""

import pytest

from zhuchao.projects import selectors
from zhuchao.projects.flows import ask_opinions, set_assisting
from zhuchao.projects.models import FieldFact
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors, make_project):
    """The assisting office sees the project; the agreement is a fact; left out, it sees it no more."""
    code = make_project()
    set_assisting(actor=actors["office_head"], code=code, shares={"T2": 30, "C": 20})
    project = selectors.row_for(actors["other_officer"], code)
    assert selectors.shares(project) == {"T2": 30, "C": 20}
    fact = FieldFact.objects.filter(subject=code, what="shares").latest("id")
    assert fact.value == {"v": {"T2": 30, "C": 20}, "was": {}}
    set_assisting(actor=actors["centre"], code=code, shares={"C": 50})
    with pytest.raises(Refused):
        selectors.row_for(actors["other_officer"], code)


def test_works_beside_an_asked_office(actors, make_project):
    """An office that was asked for its opinion keeps its sight."""
    code = make_project()
    ask_opinions(actor=actors["officer"], code=code, offices=["B1"], question="示例：能耗是否可行")
    set_assisting(actor=actors["office_head"], code=code, shares={"T2": 30})
    set_assisting(actor=actors["office_head"], code=code, shares={})
    assert selectors.row_for(actors["department"], code).code == code
    with pytest.raises(Refused):
        selectors.row_for(actors["other_officer"], code)


@pytest.mark.parametrize(
    ("shares", "says"),
    [
        ({"T2": 60, "C": 41}, "应在 0 至 100"),
        ({"T2": -1}, "应在 0 至 100"),
        ({"T1": 10}, "不能同时作协助单位"),
        ({"T9": 10}, "没有在册的单位"),
        ({}, "没有变化"),
    ],
)
def test_refuses(actors, make_project, shares, says):
    """Told why; nobody assists."""
    code = make_project()
    with pytest.raises(Refused, match=says) as refused:
        set_assisting(actor=actors["office_head"], code=code, shares=shares)
    assert not refused.value.forbidden
    assert selectors.shares(selectors.row_for(actors["officer"], code)) == {}


@pytest.mark.parametrize("name", ["officer", "other_head", "leader", "assessor", "audit_admin"])
def test_forbids(actors, make_project, name):
    """The head of the lead office or the centre decides."""
    code = make_project()
    with pytest.raises(Refused) as refused:
        set_assisting(actor=actors[name], code=code, shares={"T2": 10})
    assert refused.value.forbidden


@pytest.mark.django_db(transaction=True)
def test_races(actors, make_project, at_once):
    """Two at once: one agreement stands whole, the other is told."""
    code = make_project()
    to = {"office_head": {"T2": 30}, "centre": {"C": 40}}
    made, told = at_once(
        lambda name: set_assisting(actor=actors[name], code=code, shares=to[name]), "office_head", "centre"
    )
    assert len(made) == len(told) == 1
    assert selectors.shares(selectors.row_for(actors["officer"], code)) in to.values()
