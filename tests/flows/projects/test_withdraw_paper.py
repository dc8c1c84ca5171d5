"""A paper is withdrawn; what it was evidence of follows."""

from datetime import date

import pytest

from zhuchao.projects.engine.papers import Paper
from zhuchao.projects.flows import add_paper, withdraw_paper
from zhuchao.projects.models import PaperFact, Project
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 1)


def test_works(actors, make_project, advance):
    """Withdrawn evidence takes the stage back; the new paper brings it forward again."""
    code = make_project()
    advance(code, "intent", DAY)
    advance(code, "talks", DAY)
    assert Project.objects.get(code=code).stage == "talks"
    minutes = PaperFact.objects.get(subject=code, what="minutes")
    withdraw_paper(actor=actors["officer"], code=code, fact=minutes.code, reason="示例：日期有误")
    assert Project.objects.get(code=code).stage == "intent"
    add_paper(actor=actors["officer"], code=code, paper=Paper("minutes", DAY, minutes.evidence[0]))
    assert Project.objects.get(code=code).stage == "talks"


def test_refuses_without_reason_twice_or_of_another_project(actors, make_project, paper):
    """A reason is given, once, on the project's own paper."""
    code, other = make_project(), make_project(name="示例另一个项目")
    add_paper(actor=actors["officer"], code=code, paper=paper("minutes", DAY))
    fact = PaperFact.objects.get(subject=code).code
    with pytest.raises(Refused, match="没有这条记录"):
        withdraw_paper(actor=actors["officer"], code=other, fact=fact, reason="示例")
    with pytest.raises(Refused, match="理由"):
        withdraw_paper(actor=actors["officer"], code=code, fact=fact, reason=" ")
    withdraw_paper(actor=actors["officer"], code=code, fact=fact, reason="示例：作废")
    with pytest.raises(Refused, match="已作废"):
        withdraw_paper(actor=actors["officer"], code=code, fact=fact, reason="示例：再作废")


@pytest.mark.parametrize("name", ["other_officer", "leader", "audit_admin"])
def test_forbids(actors, make_project, paper, name):
    """Another office and readers withdraw nothing."""
    code = make_project()
    add_paper(actor=actors["officer"], code=code, paper=paper("minutes", DAY))
    fact = PaperFact.objects.get(subject=code).code
    with pytest.raises(Refused) as refused:
        withdraw_paper(actor=actors[name], code=code, fact=fact, reason="示例")
    assert refused.value.forbidden
