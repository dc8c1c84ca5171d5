"""What held a project up is over."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from zhuchao.projects.flows import end_delay, note_delay
from zhuchao.projects.models import DelayFact, Project
from zhuchao.projects.selectors import delays
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
SINCE = date(2025, 6, 1)


@pytest.fixture
def held(actors, make_project):
    """(project, fact): land not handed over since 2025-06-01."""
    code = make_project()
    return code, note_delay(actor=actors["officer"], code=code, cause="land", since=SINCE, note="指标未下达")


@pytest.fixture
def over(actors):
    """``over(code, fact, actor="officer", **given)``: on 2025-06-30."""

    def ended(code, fact, actor="officer", **given):
        values = {"until": date(2025, 6, 30), "note": "指标已下达"}
        return end_delay(actor=actors[actor], code=code, fact=fact, **(values | given))

    return ended


def test_works(actors, held, over):
    """A correction of the entry says until when; the entry itself stays."""
    corrected = over(*held)
    found = delays.delays(actors["officer"], held[0])
    assert (found.open, found.days_by_side) == ([], {"government": 30})
    assert (found.causes[0].code, found.causes[0].note) == (corrected, "指标未下达；指标已下达")
    assert DelayFact.objects.get(code=corrected).replaces == held[1]
    assert Project.objects.get(code=held[0]).blocked_since is None


@pytest.mark.parametrize("until", [SINCE - timedelta(days=1), timezone.localdate() + timedelta(days=1)])
def test_refuses(held, over, until):
    """Not before it began, not ahead."""
    with pytest.raises(Refused) as refused:
        over(*held, until=until)
    assert [r.field for r in refused.value.refusals] == ["until"]


def test_refuses_twice(held, over):
    """What is over is over, by the old entry and by the new one."""
    corrected = over(*held)
    for fact in (held[1], corrected, "nothing"):
        with pytest.raises(Refused):
            over(held[0], fact)


@pytest.mark.parametrize("name", ["other_officer", "leader"])
def test_forbids(held, over, name):
    """Only those who work on it."""
    with pytest.raises(Refused) as refused:
        over(*held, name)
    assert refused.value.forbidden


@pytest.mark.django_db(transaction=True)
def test_races(held, over, at_once):
    """Two end it at once: one is told."""
    made, told = at_once(lambda n: over(*held, n), "officer", "centre")
    assert len(made) == len(told) == 1
    assert DelayFact.objects.count() == 2
