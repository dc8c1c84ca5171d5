"""Papers are filed and withdrawn; what they were evidence of follows."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from zhuchao.projects.engine.papers import Paper
from zhuchao.projects.flows import add_paper, withdraw_paper
from zhuchao.projects.models import PaperFact, Project, ProjectOffice
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 1)


def test_add_works_and_withdraw_works(actors, make_project, advance):
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


def test_add_works_for_an_assisting_office(actors, make_project, paper):
    """The office that helps brings papers too."""
    code = make_project()
    ProjectOffice.objects.create(project=Project.objects.get(code=code), office_code="T2")
    add_paper(actor=actors["other_officer"], code=code, paper=paper("minutes", DAY, "other_officer"))
    assert PaperFact.objects.get(subject=code).office_code == "T1"


def test_add_refuses(actors, make_project, paper):
    """An unknown kind, no file, a date ahead: each with its field."""
    code = make_project()
    ahead = timezone.localdate() + timedelta(days=1)
    with pytest.raises(Refused) as refused:
        add_paper(actor=actors["officer"], code=code, paper=Paper("love-letter", ahead, "0" * 64))
    assert {r.field for r in refused.value.refusals} == {"kind", "paper_love-letter", "dated"}


def test_withdraw_refuses_without_reason_twice_or_of_another_project(actors, make_project, paper):
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
    """Another office and readers neither file nor withdraw."""
    code = make_project()
    brought = paper("minutes", DAY)
    add_paper(actor=actors["officer"], code=code, paper=brought)
    fact = PaperFact.objects.get(subject=code).code
    for press in (
        lambda: add_paper(actor=actors[name], code=code, paper=brought),
        lambda: withdraw_paper(actor=actors[name], code=code, fact=fact, reason="示例"),
    ):
        with pytest.raises(Refused) as refused:
            press()
        assert refused.value.forbidden
