"""What holds a project up is noted."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from zhuchao.projects.flows import leave_project, note_delay
from zhuchao.projects.models import DelayFact, Project, ProjectOffice
from zhuchao.projects.selectors import delays
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
SINCE = date(2025, 6, 1)


@pytest.fixture
def hold(actors):
    """``hold(code, actor="officer", **given)``: land not handed over since 2025-06-01."""

    def held(code, actor="officer", **given):
        return note_delay(actor=actors[actor], code=code, **({"cause": "land", "since": SINCE} | given))

    return held


def test_works(actors, make_project, hold):
    """The side is the cause's unless another is said; causes overlap and days are counted by side."""
    code = make_project()
    hold(code, blocking="B1", note="指标未下达")
    hold(code, cause="approval", since=date(2025, 6, 5), until=date(2025, 6, 20))
    hold(code, cause="owner-funds", since=date(2025, 6, 10), until=date(2025, 6, 14))
    hold(code, cause="other", side="government", since=date(2025, 5, 1), until=date(2025, 5, 2))
    found = delays.delays(actors["officer"], code, today=date(2025, 6, 30))
    assert found.days_by_side == {"government": 32, "enterprise": 5}
    assert [(d.cause_name, d.blocking_name, d.days) for d in found.open] == [
        ("土地未交付或指标未落实", "示例区发展和改革局", 30)
    ]
    assert Project.objects.get(code=code).blocked_since == SINCE


def test_works_for_an_assisting_office(make_project, hold):
    """The office that helps notes it too."""
    code = make_project()
    ProjectOffice.objects.create(project=Project.objects.get(code=code), office_code="T2")
    hold(code, "other_officer")
    assert DelayFact.objects.get().office_code == "T1"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"cause": "weather"}, "cause"),
        ({"side": "nobody"}, "side"),
        ({"blocking": "NOWHERE"}, "blocking"),
        ({"since": timezone.localdate() + timedelta(days=1)}, "since"),
        ({"until": date(2025, 5, 31)}, "until"),
        ({"until": timezone.localdate() + timedelta(days=1)}, "until"),
        ({"evidence": ["1" * 64]}, "evidence"),
    ],
)
def test_refuses(make_project, hold, given, field):
    """Codes are the rulebook's, the office stands, the days are in order."""
    with pytest.raises(Refused) as refused:
        hold(make_project(), **given)
    assert [r.field for r in refused.value.refusals] == [field]


def test_refuses_after_the_end(actors, make_project, hold):
    """An ended project is held up no more."""
    code = make_project()
    leave_project(
        what="ended", actor=actors["office_head"], code=code, reason="funds", happened_on=date(2025, 5, 1)
    )
    with pytest.raises(Refused, match="终止"):
        hold(code)


@pytest.mark.parametrize("name", ["other_officer", "leader", "department"])
def test_forbids(make_project, hold, name):
    """Only those who work on it."""
    code = make_project()
    with pytest.raises(Refused) as refused:
        hold(code, name)
    assert refused.value.forbidden
