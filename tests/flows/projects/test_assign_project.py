"""A project goes to another office, post or leader; from that day it counts there."""

import pytest
from django.utils import timezone

from zhuchao.projects.flows import assign_project, set_assisting
from zhuchao.projects.models import FieldFact, Project
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works_to_another_office(actors, make_project):
    """A dated fact says since when; an office that assisted and now leads assists no longer."""
    code = make_project()
    set_assisting(actor=actors["office_head"], code=code, shares={"T2": 30})
    assign_project(actor=actors["office_head"], code=code, office="T2", post="P-other_officer")
    project = Project.objects.get(code=code)
    assert (project.office_code, project.post_code) == ("T2", "P-other_officer")
    assert not project.offices.exists()
    fact = FieldFact.objects.filter(subject=code, what="office").latest("id")
    assert (fact.value, fact.happened_on) == ({"v": "T2", "was": "T1"}, timezone.localdate())


def test_works_within_the_office_and_for_a_leader(actors, make_project):
    """A post of the own office and a leader's post; no office fact, since the office is the same."""
    code = make_project()
    assign_project(actor=actors["office_head"], code=code, post="P-officer", leader_post="P-leader")
    project = Project.objects.get(code=code)
    assert (project.post_code, project.leader_post) == ("P-officer", "P-leader")
    assert FieldFact.objects.filter(subject=code, what="office").count() == 1
    assign_project(actor=actors["office_head"], code=code, post="")
    assert Project.objects.get(code=code).leader_post == "P-leader"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"office": "T9"}, "没有在册的单位"),
        ({"office": "T2", "post": "P-officer"}, "该单位没有在册的岗位"),
        ({"leader_post": "P-nobody"}, "没有在册的岗位"),
        ({}, "没有变化"),
    ],
)
def test_refuses(actors, make_project, given, says):
    """Told why; the project stays where it is."""
    code = make_project()
    with pytest.raises(Refused, match=says) as refused:
        assign_project(actor=actors["office_head"], code=code, **given)
    assert not refused.value.forbidden
    assert Project.objects.get(code=code).office_code == "T1"


@pytest.mark.parametrize("name", ["officer", "other_head", "leader", "assessor", "security_admin"])
def test_forbids(actors, make_project, name):
    """The head of the lead office or the centre decides."""
    code = make_project()
    with pytest.raises(Refused) as refused:
        assign_project(actor=actors[name], code=code, office="T2")
    assert refused.value.forbidden


@pytest.mark.django_db(transaction=True)
def test_races(actors, make_project, at_once):
    """Two at once: one gives it away, the other is told."""
    code = make_project()
    to = {"office_head": "T2", "centre": "C"}
    made, told = at_once(
        lambda name: assign_project(actor=actors[name], code=code, office=to[name]), "office_head", "centre"
    )
    assert len(made) == len(told) == 1
    assert FieldFact.objects.filter(subject=code, what="office").count() == 2
