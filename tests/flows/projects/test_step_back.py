"""The head takes a project back from a stage that was not truly reached."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from zhuchao.ledger.models import AuditEvent
from zhuchao.projects import selectors
from zhuchao.projects.flows import advance_stage, step_back
from zhuchao.projects.models import ExitFact, Project, StageFact
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
DAY = date(2025, 2, 10)


@pytest.fixture
def reached(make_project, advance):
    """A project at 洽谈 and the code of the fact that says so."""
    code = make_project()
    advance(code, "intent", DAY)
    advance(code, "talks", DAY + timedelta(days=5))
    return code, StageFact.objects.get(subject=code, what="talks").code


def back(actors, reached, name="office_head", **given):
    code, fact = reached
    step_back(actor=actors[name], code=code, fact=fact, **({"reason": "market", "note": "示例"} | given))


def test_works(actors, reached):
    """The project stands where its other facts put it; the stage shows as voided with the reason."""
    code, fact = reached
    back(actors, reached)
    assert Project.objects.get(code=code).stage == "intent"
    left = ExitFact.objects.get(subject=code)
    assert (left.what, left.value["from_stage"], left.value["reason"]) == ("stepped-back", "talks", "market")
    told = {s.code: s for s in selectors.timeline(actors["officer"], code)}
    assert told[fact].standing == "voided"
    assert "示例" in told[fact].judged_reason
    assert AuditEvent.objects.filter(verb="退回阶段", record=f"project:{code}").exists()


def test_works_and_may_be_reached_again(actors, reached):
    """The papers stayed: the stage is recorded anew on its true day."""
    code, _ = reached
    back(actors, reached)
    day = DAY + timedelta(days=20)
    advance_stage(actor=actors["officer"], code=code, stage="talks", happened_on=day)
    project = Project.objects.get(code=code)
    assert (project.stage, project.stage_on) == ("talks", day)


def test_refuses_without_a_coded_reason_or_ahead(actors, reached):
    """Both at once, and nothing is written."""
    with pytest.raises(Refused) as refused:
        back(actors, reached, reason="whim", happened_on=timezone.localdate() + timedelta(days=1))
    assert {r.field for r in refused.value.refusals} == {"reason", "happened_on"}
    assert Project.objects.get(code=reached[0]).stage == "talks"


def test_refuses_twice(actors, reached):
    """What was taken back is not taken back again."""
    back(actors, reached)
    with pytest.raises(Refused, match="已作废"):
        back(actors, reached)
    assert ExitFact.objects.filter(subject=reached[0]).count() == 1


@pytest.mark.parametrize("name", ["officer", "other_head", "leader", "assessor", "audit_admin"])
def test_forbids(actors, reached, name):
    """An officer does not take the own project back."""
    with pytest.raises(Refused) as refused:
        back(actors, reached, name)
    assert refused.value.forbidden


@pytest.mark.django_db(transaction=True)
def test_races(actors, reached, at_once):
    """Two heads at once: one takes it back, the other is told."""
    made, told = at_once(lambda name: back(actors, reached, name), "office_head", "centre")
    assert len(made) == len(told) == 1
    assert ExitFact.objects.filter(subject=reached[0]).count() == 1
