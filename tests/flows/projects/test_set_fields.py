"""What is planned changes by dated facts."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from zhuchao.projects.flows import set_fields
from zhuchao.projects.models import FieldFact, Project
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors, make_project):
    """Only what changes becomes a fact, with what it was before; the row follows."""
    code = make_project(fields={"total_wan": "100", "jobs": "3"})
    set_fields(actor=actors["officer"], code=code, fields={"total_wan": "250", "jobs": "3"})
    changed = FieldFact.objects.filter(subject=code, what="total_wan").last()
    assert changed.value == {"v": "250", "was": "100"}
    assert FieldFact.objects.filter(subject=code, what="jobs").count() == 1
    assert Project.objects.get(code=code).fields["total_wan"] == "250"


def test_works_back_in_time(actors, make_project):
    """A value that held earlier does not take the place of a later one."""
    code = make_project(fields={"total_wan": "100"}, opened_on=date(2025, 5, 1))
    set_fields(actor=actors["officer"], code=code, fields={"total_wan": "80"}, happened_on=date(2025, 4, 1))
    assert Project.objects.get(code=code).fields["total_wan"] == "100"


def test_refuses(actors, make_project):
    """Nothing changed, a value that cannot be read, a day ahead."""
    code = make_project(fields={"jobs": "3"})
    with pytest.raises(Refused, match="没有改动"):
        set_fields(actor=actors["officer"], code=code, fields={"jobs": "3"})
    with pytest.raises(Refused, match="不是数字"):
        set_fields(actor=actors["officer"], code=code, fields={"jobs": "三"})
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(Refused, match="晚于今天"):
        set_fields(actor=actors["officer"], code=code, fields={"jobs": "4"}, happened_on=tomorrow)


@pytest.mark.parametrize("name", ["other_officer", "leader", "assessor"])
def test_forbids(actors, make_project, name):
    """Only the lead office and the centre."""
    with pytest.raises(Refused) as refused:
        set_fields(actor=actors[name], code=make_project(), fields={"jobs": "4"})
    assert refused.value.forbidden


@pytest.mark.django_db(transaction=True)
def test_two_at_once(actors, make_project, at_once):
    """Of two who saw the same version one wins."""
    code = make_project()

    def press(jobs):
        set_fields(actor=actors["officer"], code=code, fields={"jobs": jobs}, version=1)

    made, told = at_once(press, "4", "5")
    assert len(made) == len(told) == 1
