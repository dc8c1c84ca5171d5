"""The day of a stage is corrected by a new fact; the old one stays."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from zhuchao.ledger.flows import void_fact
from zhuchao.ledger.selectors import known_facts
from zhuchao.projects.flows import correct_stage
from zhuchao.projects.models import Project, StageFact
from zhuchao.terms.actor import SYSTEM
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
DAY = date(2025, 2, 10)
RIGHT = date(2025, 2, 3)
WHY = "示例：签到表上是三日"


@pytest.fixture
def reached(make_project, advance):
    """A project at 意向 and the code of the fact that says so."""
    code = make_project()
    advance(code, "intent", DAY)
    return code, StageFact.objects.get(subject=code, what="intent").code


def correct(actors, reached, name="officer", **given):
    code, fact = reached
    told = {"happened_on": RIGHT, "reason": WHY} | given
    return correct_stage(actor=actors[name], code=code, fact=fact, **told)


def test_works(actors, reached):
    """The row shows the right day; what was known before the correction still shows the old one."""
    code, fact = reached
    before = timezone.now()
    new = correct(actors, reached)
    assert StageFact.objects.get(code=new).replaces == fact
    assert Project.objects.get(code=code).stage_on == RIGHT
    days = known_facts(SYSTEM, StageFact).filter(subject=code, what="intent")
    then = known_facts(SYSTEM, StageFact, known_at=before).filter(subject=code, what="intent")
    assert [f.happened_on for f in days] == [RIGHT]
    assert [f.happened_on for f in then] == [DAY]


def test_refuses_the_same_day_a_coming_day_and_no_reason(actors, reached):
    """All of it at once, and nothing is written."""
    with pytest.raises(Refused, match="日期没有变化"):
        correct(actors, reached, happened_on=DAY)
    with pytest.raises(Refused) as refused:
        correct(actors, reached, happened_on=timezone.localdate() + timedelta(days=1), reason=" ")
    assert len(refused.value.refusals) == 2
    assert StageFact.objects.filter(subject=reached[0], what="intent").count() == 1


def test_refuses_what_was_corrected_or_voided_already(actors, reached, make_project):
    """Only what stands is corrected, on its own project."""
    other = make_project(name="示例另一个项目")
    with pytest.raises(Refused, match="没有这条记录"):
        correct(actors, (other, reached[1]))
    new = correct(actors, reached)
    with pytest.raises(Refused, match=r"已由.*更正"):
        correct(actors, reached, happened_on=date(2025, 2, 4))
    void_fact(actor=actors["office_head"], kind="projects_stagefact", code=new, reason="示例：误录")
    with pytest.raises(Refused, match="已作废"):
        correct(actors, (reached[0], new), happened_on=date(2025, 2, 4))


@pytest.mark.parametrize("name", ["other_officer", "leader", "assessor", "audit_admin"])
def test_forbids(actors, reached, name):
    """Another office and readers correct nothing."""
    with pytest.raises(Refused) as refused:
        correct(actors, reached, name)
    assert refused.value.forbidden


@pytest.mark.django_db(transaction=True)
def test_races(actors, reached, at_once):
    """Two corrections at once: one stands, the other is told."""

    def press(name):
        return correct(actors, reached, name, happened_on=RIGHT if name == "officer" else date(2025, 2, 4))

    made, told = at_once(press, "officer", "office_head")
    assert len(made) == len(told) == 1
    assert known_facts(SYSTEM, StageFact).filter(subject=reached[0], what="intent").count() == 1
