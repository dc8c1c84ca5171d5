"""A project is taken up again."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from zhuchao.ledger.flows import void_fact
from zhuchao.projects.flows import leave_project, resume_project
from zhuchao.projects.models import ExitFact, Project
from zhuchao.projects.selectors import exits
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 3)


@pytest.fixture
def shelved(actors, make_project):
    """A project that was set aside on 2025-06-03."""
    code = make_project()
    leave_project(what="shelved", actor=actors["office_head"], code=code, reason="market", happened_on=DAY)
    return code


@pytest.fixture
def resume(actors):
    """``resume(code, actor="office_head", **given)``: on 2025-09-01."""

    def resumed(code, actor="office_head", **given):
        values = {"note": "新投资方接手", "happened_on": date(2025, 9, 1)}
        return resume_project(actor=actors[actor], code=code, **(values | given))

    return resumed


def test_works(actors, shelved, resume):
    """It is pursued again; both steps stay in its history."""
    resume(shelved)
    assert Project.objects.get(code=shelved).state == "active"
    assert [e.what for e in exits.exits(actors["officer"], shelved)] == ["resumed", "shelved"]


def test_works_after_an_end(actors, make_project, resume):
    """An ended project may come back, and may end again."""
    code = make_project()
    leave_project(what="ended", actor=actors["centre"], code=code, reason="funds", happened_on=DAY)
    resume(code)
    leave_project(what="ended", actor=actors["centre"], code=code, reason="elsewhere")
    assert Project.objects.get(code=code).state == "ended"


def test_works_by_voiding_an_exit_that_never_was(actors, shelved):
    """When the entry of the exit is voided, the project stands as if it had not been made."""
    fact = ExitFact.objects.get().code
    void_fact(actor=actors["office_head"], kind="projects_exitfact", code=fact, reason="录错项目")
    assert Project.objects.get(code=shelved).state == "active"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"note": " "}, "note"),
        ({"happened_on": timezone.localdate() + timedelta(days=1)}, "happened_on"),
        ({"happened_on": DAY - timedelta(days=1)}, "happened_on"),
    ],
)
def test_refuses(shelved, resume, given, field):
    """With a reason, not ahead, not before it was set aside."""
    with pytest.raises(Refused) as refused:
        resume(shelved, **given)
    assert [r.field for r in refused.value.refusals] == [field]


def test_refuses_what_is_pursued(make_project, resume):
    """A pursued project is not resumed."""
    with pytest.raises(Refused) as refused:
        resume(make_project())
    assert [r.rule for r in refused.value.refusals] == ["projects.exit-state"]


@pytest.mark.parametrize("name", ["officer", "other_head", "leader"])
def test_forbids(shelved, resume, name):
    """The head of the lead office or the centre decides."""
    with pytest.raises(Refused) as refused:
        resume(shelved, name)
    assert refused.value.forbidden
