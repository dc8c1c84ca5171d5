"""An import is taken back as a whole."""

import pytest
from ledger_files import row, workbook

from zhuchao.ledger.models import FactState
from zhuchao.projects.flows import (
    import_ledger,
    link_engagement,
    receive_ledger,
    set_fields,
    undo_import,
)
from zhuchao.projects.models import Project, StageFact
from zhuchao.projects.selectors import imports
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def imported(actors):
    """Three projects of a 台账."""
    rows = [row(n) for n in range(1, 4)]
    code = receive_ledger(actor=actors["officer"], name="台账.xlsx", chunks=[workbook(rows)])
    import_ledger(actor=actors["officer"], code=code)
    return code


def undo(actors, code, name="officer", reason="示例：导错表"):
    return undo_import(actor=actors[name], code=code, reason=reason)


def test_works(actors, imported):
    """Every fact is voided and stays; lists have none of the projects."""
    assert undo(actors, imported) == 3
    assert not Project.objects.exists()
    facts = StageFact.objects.values_list("code", flat=True)
    assert FactState.objects.filter(state="voided", fact_code__in=facts).count() == len(facts)
    assert imports.find_imports(actors["officer"]).rows[0].state == "undone"


def test_refuses_without_reason_twice_or_after_somebody_worked(actors, imported):
    """What was worked on since is named."""
    with pytest.raises(Refused, match="撤销理由"):
        undo(actors, imported, reason=" ")
    project = Project.objects.get(name="示例台账项目2")
    set_fields(actor=actors["officer"], code=project.code, fields={"jobs": "99"})
    with pytest.raises(Refused, match="示例台账项目2"):
        undo(actors, imported)


def test_refuses_after_a_meeting_was_joined(actors, imported, make_meeting):
    """A join is work too, though it is no fact."""
    project = Project.objects.get(name="示例台账项目1")
    link_engagement(actor=actors["officer"], code=project.code, engagement=make_meeting())
    with pytest.raises(Refused, match="示例台账项目1"):
        undo(actors, imported)


def test_refuses_twice(actors, imported):
    """Once."""
    undo(actors, imported)
    with pytest.raises(Refused, match="已撤销"):
        undo(actors, imported)


@pytest.mark.parametrize("name", ["other_head", "leader", "audit_admin"])
def test_forbids(actors, imported, name):
    """The importer, the head of the office, the centre."""
    with pytest.raises(Refused) as refused:
        undo(actors, imported, name)
    assert refused.value.forbidden


@pytest.mark.django_db(transaction=True)
def test_two_at_once(actors, imported, at_once):
    """One takes it back, the other is told."""
    made, told = at_once(lambda name: undo(actors, imported, name), "officer", "office_head")
    assert len(made) == len(told) == 1
