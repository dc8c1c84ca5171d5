"""A project is set aside, or ended."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from zhuchao.projects.flows import leave_project
from zhuchao.projects.models import ExitFact, Project
from zhuchao.projects.selectors import exits
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 3)


@pytest.fixture(params=["shelved", "ended"])
def what(request):
    """Every case is tried with both decisions."""
    return request.param


@pytest.fixture
def leave(actors, what):
    """``leave(code, actor="office_head", **given)``: for want of money, on 2025-06-03."""

    def left(code, actor="office_head", **given):
        return leave_project(
            actor=actors[actor], code=code, what=what, **({"reason": "funds", "happened_on": DAY} | given)
        )

    return left


def test_works(actors, make_project, leave, what):
    """The state, the coded reason, who decided and where it stood are kept; it stays visible."""
    code = make_project()
    leave(code, decided_by="区招商专题会", note="投资方撤资")
    assert Project.objects.get(code=code).state == what
    found = exits.exits(actors["officer"], code)[0]
    assert (found.what, found.reason_name, found.decided_by, found.stage) == (
        what,
        "投资方资金困难",
        "区招商专题会",
        "线索",
    )
    assert ExitFact.objects.get().happened_on == DAY


def test_works_for_the_centre(actors, make_project, leave):
    """The centre decides too; without other word it is the decider's post."""
    code = make_project()
    leave(code, "centre")
    assert exits.exits(actors["centre"], code)[0].decided_by == actors["centre"].post_name


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"reason": "mood"}, "reason"),
        ({"reason": ""}, "reason"),
        ({"happened_on": timezone.localdate() + timedelta(days=1)}, "happened_on"),
    ],
)
def test_refuses(make_project, leave, given, field):
    """The reason is the rulebook's and the day is not ahead."""
    with pytest.raises(Refused) as refused:
        leave(make_project(), **given)
    assert [r.field for r in refused.value.refusals] == [field]


def test_refuses_twice(make_project, leave):
    """Once is enough."""
    code = make_project()
    leave(code)
    with pytest.raises(Refused) as refused:
        leave(code)
    assert "projects.exit-state" in {r.rule for r in refused.value.refusals}


@pytest.mark.parametrize("name", ["officer", "other_head", "leader", "assessor", "audit_admin"])
def test_forbids(make_project, leave, name):
    """The head of the lead office or the centre decides."""
    code = make_project()
    with pytest.raises(Refused) as refused:
        leave(code, name)
    assert refused.value.forbidden


@pytest.mark.django_db(transaction=True)
def test_races(make_project, leave, at_once):
    """Of two who decide at once one is told."""
    code = make_project()
    made, told = at_once(lambda n: leave(code, n), "office_head", "centre")
    assert len(made) == len(told) == 1
    assert ExitFact.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_races_with_moving_on(make_project, leave, advance, at_once):
    """Who moves the project on while it is being ended is told, or the other way round: never both."""
    code = make_project()

    def press(name):
        if name == "office_head":
            return leave(code, name, version=1)
        return advance(code, "intent", DAY, version=1)

    made, told = at_once(press, "office_head", "officer")
    assert len(made) == len(told) == 1
    assert Project.objects.get(code=code).version == 2
