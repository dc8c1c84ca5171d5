"""Projects follow when duties are handed over or offices are merged."""

import pytest

from zhuchao import slots
from zhuchao.projects.flows import leave_project, reassign_projects
from zhuchao.projects.models import FieldFact, Project
from zhuchao.slots import Slot
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["officer", "other_officer", "centre", "security_admin"])
def test_works(actors, make_project, name):
    """By either side of the hand-over, or by who orders it; each project's office is a dated fact."""
    codes = [make_project(), make_project(name="示例另一个项目")]
    reassign_projects(actor=actors[name], codes=codes, office="T2", post="P-other_officer")
    assert set(Project.objects.values_list("office_code", "post_code")) == {("T2", "P-other_officer")}
    assert FieldFact.objects.filter(what="office", value__v="T2").count() == 2


def test_works_through_the_book_of_duties(actors, make_project):
    """Accounts finds every project of an office that is not ended and gives them away."""
    code, over = make_project(), make_project(name="示例终止的项目")
    leave_project(what="ended", actor=actors["office_head"], code=over, reason="market", note="示例")
    (book,) = (e.answer for e in slots.entries(Slot.DUTY) if e.name == "projects")
    assert [d.code for d in book(actors["centre"], "T1")] == [code]
    book.reassign(actors["centre"], [code], "T2", "")
    assert book(actors["centre"], "T1") == []
    assert [d.code for d in book(actors["centre"], "T2")] == [code]


def test_refuses_all_when_one_was_ended(actors, make_project):
    """All or none."""
    code, over = make_project(), make_project(name="示例终止的项目")
    leave_project(what="ended", actor=actors["office_head"], code=over, reason="market", note="示例")
    with pytest.raises(Refused, match="已终止"):
        reassign_projects(actor=actors["centre"], codes=[code, over], office="T2")
    assert Project.objects.get(code=code).office_code == "T1"


def test_forbids_whoever_has_no_part_in_it(actors, make_project):
    """Neither side of the hand-over."""
    code = make_project()
    for name in ("other_officer", "audit_admin"):
        with pytest.raises(Refused) as refused:
            reassign_projects(actor=actors[name], codes=[code], office="C")
        assert refused.value.forbidden
