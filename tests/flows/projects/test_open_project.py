"""A project is taken into the books."""

from datetime import timedelta

import pytest
from django.utils import timezone

from zhuchao.projects import selectors
from zhuchao.projects.models import FieldFact, Project, StageFact
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors, make_project):
    """It stands at the first stage of its route, with dated attributes that figures can select by."""
    code = make_project(fields={"total_wan": "1,200", "jobs": 30})
    project = Project.objects.get(code=code)
    assert (project.office_code, project.stage, project.fields) == (
        "T1",
        "lead",
        {"total_wan": "1200", "jobs": "30"},
    )
    facts = {f.what: f.value["v"] for f in FieldFact.objects.filter(subject=code)}
    assert facts["office"] == "T1"
    assert facts["class"] == "emerging"
    assert StageFact.objects.get(subject=code).what == "lead"
    assert selectors.row_for(actors["officer"], code).name == "示例智能装备项目"


def test_works_for_another_office_by_the_centre(actors, make_project):
    """The centre opens projects for any office."""
    assert Project.objects.get(code=make_project("centre", office="T2")).office_code == "T2"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"company_name": ""}, "company_name"),
        ({"uscc": "91330106MA2CFLDG4X"}, "uscc"),
        ({"klass": "big"}, "klass"),
        ({"nature": ""}, "nature"),
        ({"form": "gift"}, "form"),
        ({"fields": {"total_wan": "许多"}}, "field_total_wan"),
        ({"fields": {"hq_level": "global"}}, "field_hq_level"),
        ({"fields": {"filing_code": "2101-330603"}}, "field_filing_code"),
    ],
)
def test_refuses(make_project, wrong, field):
    """Every wrong value names its field, and nothing is written."""
    with pytest.raises(Refused) as refused:
        make_project(**wrong)
    assert field in [r.field for r in refused.value.refusals]
    assert not Project.objects.exists()


def test_refuses_tomorrow_and_the_same_project_twice(make_project):
    """Tomorrow has not come; one company, one account: the refusal names the office that has it."""
    with pytest.raises(Refused, match="晚于今天"):
        make_project(opened_on=timezone.localdate() + timedelta(days=1))
    make_project()
    with pytest.raises(Refused, match="示例街道一"):
        make_project("other_officer")


@pytest.mark.parametrize("name", ["leader", "assessor", "system_admin", "audit_admin"])
def test_forbids(make_project, name):
    """Those who only read, and administrators, open nothing."""
    with pytest.raises(Refused) as refused:
        make_project(name)
    assert refused.value.forbidden


def test_forbids_for_an_office_outside_the_own_tree(make_project):
    """An officer opens for the own office and those below it."""
    with pytest.raises(Refused) as refused:
        make_project(office="T2")
    assert refused.value.forbidden
