"""Exports leave a trace."""

import pytest

from zhuchao.ledger.flows import note_export
from zhuchao.ledger.models import AuditEvent
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors, own_home):
    """Who, which list, how many rows, which filters."""
    note_export(
        actor=actors["officer"],
        list_id="leads",
        title="线索",
        rows=3,
        query={"state": "open"},
        columns=["name"],
        kind="xlsx",
    )
    event = AuditEvent.objects.get(verb="导出")
    assert (event.record, event.actor_code, event.office_code) == ("list:leads", "R-officer", "T1")
    assert event.changes == {
        "rows": [None, 3],
        "query": [None, {"state": "open"}],
        "columns": [None, ["name"]],
        "kind": [None, "xlsx"],
    }


def test_refuses_without_a_list(actors):
    """An export of nothing is no export."""
    with pytest.raises(Refused, match="列表"):
        note_export(actor=actors["officer"], list_id=" ", title="", rows=0)


def test_forbids_nobody():
    """Nobody exports without a log-in."""
    with pytest.raises(Refused) as refused:
        note_export(actor=Actor("", ""), list_id="leads", title="线索", rows=1)
    assert refused.value.forbidden


def test_works_through_the_slot(actors, own_home):
    """The list says that it was exported and the ledger hears it."""
    from zhuchao import slots
    from zhuchao.slots import Slot

    said = {"list_id": "leads", "title": "线索", "rows": 1, "filters": {}, "columns": ["name"], "kind": "csv"}
    assert len(list(slots.ask(Slot.NOTICE, actors["officer"], topic="exported", **said))) >= 1
    assert AuditEvent.objects.filter(verb="导出").count() == 1
