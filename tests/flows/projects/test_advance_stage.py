"""A stage is reached with its evidence, on its true day."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from zhuchao.projects.flows import advance_stage
from zhuchao.projects.models import Project, StageFact
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
DAY = date(2025, 2, 10)


def test_works(actors, make_project, advance):
    """With what the rules name, the project stands at the stage, and the values are on its row."""
    code = make_project()
    advance(code, "intent", DAY)
    project = Project.objects.get(code=code)
    assert (project.stage, project.stage_on) == ("intent", DAY)
    assert project.fields["total_wan"] == "12000"
    assert StageFact.objects.get(subject=code, what="intent").happened_on == DAY


def test_works_out_of_order(actors, make_project, advance):
    """A later stage may be recorded first: the project stands at the furthest complete one, nothing is invented."""
    code = make_project()
    advance(code, "registered", DAY)
    advance(code, "intent", DAY - timedelta(days=10))
    assert Project.objects.get(code=code).stage == "registered"
    assert not StageFact.objects.filter(subject=code, what="talks").exists()


def test_refuses_what_is_missing(actors, make_project):
    """Every missing item with its rule, field, article and next step, and nothing is written."""
    code = make_project()
    with pytest.raises(Refused) as refused:
        advance_stage(actor=actors["officer"], code=code, stage="intent", happened_on=DAY)
    told = {r.rule: r for r in refused.value.refusals}
    assert told.keys() == {"projects.needs.intent", "projects.needs.intent.industry"}
    assert {r.field for r in refused.value.refusals} == {
        "field_total_wan",
        "field_jobs",
        "field_policy_class",
    }
    assert all(r.article and r.next_step for r in refused.value.refusals)
    assert Project.objects.get(code=code).stage == "lead"


def test_refuses_a_stage_off_the_route_twice_or_ahead(actors, make_project, advance):
    """A leased project passes no 竣工; a stage is recorded once; tomorrow has not happened."""
    code = make_project()
    with pytest.raises(Refused, match="不在该项目的阶段路线上"):
        advance(code, "completed", DAY)
    advance(code, "intent", DAY)
    with pytest.raises(Refused, match="已由"):
        advance(code, "intent", DAY)
    with pytest.raises(Refused, match="晚于今天"):
        advance(code, "talks", timezone.localdate() + timedelta(days=1))


def test_refuses_a_stale_version(actors, make_project, advance):
    """Whoever saw an older state is told what happened since."""
    code = make_project()
    seen = Project.objects.get(code=code).version
    advance(code, "intent", DAY, version=seen)
    with pytest.raises(Refused, match="刚被他人办理"):
        advance(code, "talks", DAY, version=seen)


@pytest.mark.parametrize("name", ["other_officer", "leader", "assessor", "audit_admin"])
def test_forbids(actors, make_project, name):
    """Another office does not learn of it; leaders read only."""
    code = make_project()
    with pytest.raises(Refused) as refused:
        advance_stage(actor=actors[name], code=code, stage="intent", happened_on=DAY)
    assert refused.value.forbidden


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once(actors, make_project, paper, at_once):
    """One wins, the other is told; there is one fact."""
    code = make_project()

    def press(name):
        advance_stage(
            actor=actors[name],
            code=code,
            stage="intent",
            happened_on=DAY,
            fields={"total_wan": "5000", "jobs": "10", "policy_class": "allowed"},
            version=1,
        )
        return name

    made, told = at_once(press, "officer", "office_head")
    assert len(made) == len(told) == 1
    assert StageFact.objects.filter(subject=code, what="intent").count() == 1
