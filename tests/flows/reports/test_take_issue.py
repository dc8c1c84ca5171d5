"""A file of an issue leaves the system, and the log of exports knows."""

import pytest

from zhuchao.ledger.models import AuditEvent
from zhuchao.reports import flows
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("kind", "suffix"), [("word", "docx"), ("annex", "xlsx")])
def test_works_and_is_noted(issue, actors, kind, suffix):
    """Both files; who took which with how many rows."""
    code = issue("issued")
    made, name = flows.take_issue(actor=actors["leader"], code=code, kind=kind)
    assert made[:2] == b"PK" and name.endswith(suffix)
    noted = AuditEvent.objects.filter(verb="导出").get()
    assert noted.changes["kind"] == [None, suffix] and noted.changes["rows"] == [None, 10]
    assert noted.changes["query"][1]["issue"] == code


def test_refuses_another_kind(issue, actors):
    """There are two files and no third."""
    with pytest.raises(Refused, match="没有“pdf”这样的文件"):
        flows.take_issue(actor=actors["leader"], code=issue(), kind="pdf")
    assert not AuditEvent.objects.filter(verb="导出").exists()


@pytest.mark.parametrize("name", ["officer", "audit_admin"])
def test_forbids(issue, actors, name):
    """Other offices and administrators take nothing."""
    with pytest.raises(Refused) as refused:
        flows.take_issue(actor=actors[name], code=issue(), kind="word")
    assert refused.value.forbidden
