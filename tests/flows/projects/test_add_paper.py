"""A paper is put on file."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from zhuchao.projects.engine.papers import Paper
from zhuchao.projects.flows import add_paper
from zhuchao.projects.models import PaperFact, Project, ProjectOffice
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 1)


def test_works(actors, make_project, paper):
    """The paper stands with its own date; the project showed a sign of life on that day."""
    code = make_project()
    add_paper(actor=actors["officer"], code=code, paper=paper("minutes", DAY))
    assert PaperFact.objects.get(subject=code, what="minutes").happened_on == DAY
    assert Project.objects.get(code=code).last_contact_on == DAY


def test_works_for_an_assisting_office(actors, make_project, paper):
    """The office that helps brings papers too."""
    code = make_project()
    ProjectOffice.objects.create(project=Project.objects.get(code=code), office_code="T2")
    add_paper(actor=actors["other_officer"], code=code, paper=paper("minutes", DAY, "other_officer"))
    assert PaperFact.objects.get(subject=code).office_code == "T1"


def test_refuses(actors, make_project, paper):
    """An unknown kind, no file, a date ahead: each with its field."""
    code = make_project()
    ahead = timezone.localdate() + timedelta(days=1)
    with pytest.raises(Refused) as refused:
        add_paper(actor=actors["officer"], code=code, paper=Paper("love-letter", ahead, "0" * 64))
    assert {r.field for r in refused.value.refusals} == {"kind", "paper_love-letter", "dated"}


@pytest.mark.parametrize("name", ["other_officer", "leader", "audit_admin"])
def test_forbids(actors, make_project, paper, name):
    """Another office and readers file nothing."""
    code = make_project()
    brought = paper("minutes", DAY)
    with pytest.raises(Refused) as refused:
        add_paper(actor=actors[name], code=code, paper=brought)
    assert refused.value.forbidden
