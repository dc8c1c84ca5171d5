"""A meeting was about a project."""

from datetime import date

import pytest

from zhuchao.projects import selectors
from zhuchao.projects.flows import link_engagement
from zhuchao.projects.models import Project
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def link(actors, code, engagement, name="officer"):
    link_engagement(actor=actors[name], code=code, engagement=engagement)


def test_works(actors, make_project, make_meeting):
    """Both show the other; the project showed a sign of life on the day of the meeting."""
    code, meeting = make_project(), make_meeting()
    assert [m.code for m in selectors.may_be_joined(actors["officer"], code)] == [meeting]
    link(actors, code, meeting)
    assert [m.code for m in selectors.joined(actors["officer"], code)] == [meeting]
    assert [p.code for p in selectors.projects_of_engagement(actors["officer"], meeting)] == [code]
    assert selectors.may_be_joined(actors["officer"], code) == []
    assert Project.objects.get(code=code).last_contact_on == date(2025, 3, 3)


def test_refuses_twice_and_what_the_actor_does_not_see(actors, make_project, make_meeting):
    """Once; and only a meeting within sight."""
    code, meeting = make_project(), make_meeting()
    link(actors, code, meeting)
    with pytest.raises(Refused, match="已关联"):
        link(actors, code, meeting)
    with pytest.raises(Refused, match="没有您可查看的这次走访活动"):
        link(actors, code, make_meeting("other_officer"))


@pytest.mark.parametrize("name", ["other_officer", "leader", "audit_admin"])
def test_forbids(actors, make_project, make_meeting, name):
    """Only those who work on the project."""
    with pytest.raises(Refused) as refused:
        link(actors, make_project(), make_meeting(), name)
    assert refused.value.forbidden
