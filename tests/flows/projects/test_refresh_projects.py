"""Rows follow the facts."""

from datetime import date

import pytest

from zhuchao.ledger.flows import void_fact
from zhuchao.projects.flows import refresh_projects
from zhuchao.projects.models import Project, StageFact
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
DAY = date(2025, 2, 10)


def test_works_after_a_fact_is_voided(actors, make_project, advance):
    """A voided stage takes the row back at once, without anybody asking."""
    code = make_project()
    advance(code, "intent", DAY)
    fact = StageFact.objects.get(subject=code, what="intent")
    void_fact(actor=actors["officer"], kind=fact._meta.db_table, code=fact.code, reason="示例：录错")
    assert Project.objects.get(code=code).stage == "lead"


def test_works_on_rows_that_drifted(actors, make_project, advance):
    """Whatever stands in the row, the facts decide."""
    code = make_project()
    advance(code, "intent", DAY)
    Project.objects.filter(code=code).update(stage="listed", amount_wan=5, fields={})
    assert refresh_projects(actor=actors["centre"], codes=[code, code]) == 1
    project = Project.objects.get(code=code)
    assert (project.stage, project.amount_wan) == ("intent", None)
    assert project.fields["jobs"] == "80"


def test_refuses_nothing_for_unknown_codes(actors):
    """A code that is none of ours changes nothing."""
    assert refresh_projects(actor=actors["centre"], codes=["XM0000-000000"]) == 1
    assert not Project.objects.exists()


def test_forbids(actors):
    """Administrators do not touch business records."""
    with pytest.raises(Refused) as refused:
        refresh_projects(actor=actors["system_admin"], codes=[])
    assert refused.value.forbidden
