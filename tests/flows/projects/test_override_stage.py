"""The head lets a project pass without all its evidence, and says why."""

from datetime import date

import pytest

from zhuchao.projects import selectors
from zhuchao.projects.flows import override_stage
from zhuchao.projects.models import Project, StageFact, WaiverFact
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
DAY = date(2025, 2, 10)
WHY = "示例：投资方月底前补交，先行推进"


def override(actors, code, name="office_head", **given):
    override_stage(
        actor=actors[name], code=code, **({"stage": "intent", "happened_on": DAY, "reason": WHY} | given)
    )


def test_works(actors, make_project):
    """The stage is reached; every item it lacked stands as waived, with the reason, and is no longer missing."""
    code = make_project()
    override(actors, code)
    assert Project.objects.get(code=code).stage == "intent"
    assert {w.what for w in WaiverFact.objects.filter(subject=code)} == {"total_wan", "jobs", "policy_class"}
    assert StageFact.objects.get(subject=code, what="intent").value["override"] == WHY
    found = selectors.missing_for_next(actors["officer"], code, stage="intent")
    assert found.missing == ()


def test_refuses_without_a_reason_or_without_need(actors, make_project, advance):
    """A reason is given; what lacks nothing needs no word of the head."""
    code = make_project(fields={"total_wan": "100", "jobs": "3", "policy_class": "allowed"})
    with pytest.raises(Refused, match="没有填写放行理由"):
        override(actors, code, reason=" ")
    with pytest.raises(Refused, match="不缺材料"):
        override(actors, code)


def test_refuses_a_stage_known_already(actors, make_project):
    """Once is enough."""
    code = make_project()
    override(actors, code)
    with pytest.raises(Refused, match="已由"):
        override(actors, code)


@pytest.mark.parametrize("name", ["officer", "other_head", "leader", "audit_admin"])
def test_forbids(actors, make_project, name):
    """An officer cannot let the own project pass."""
    code = make_project()
    with pytest.raises(Refused) as refused:
        override(actors, code, name)
    assert refused.value.forbidden


@pytest.mark.django_db(transaction=True)
def test_two_heads_at_once(actors, make_project, at_once):
    """One wins, the other is told."""
    code = make_project()
    made, told = at_once(lambda name: override(actors, code, name, version=1), "office_head", "centre")
    assert len(made) == len(told) == 1
    assert StageFact.objects.filter(subject=code, what="intent").count() == 1
