"""Exports leave a trace."""

import pytest

from zhuchao.ledger.flows import note_export
from zhuchao.ledger.models import AuditEvent
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors, own_home):
    """Who, which list, how many rows, which filters."""
    note_export(actor=actors["officer"], list_id="leads", title="线索", rows=3, query={"state": "open"})
    event = AuditEvent.objects.get(verb="导出")
    assert (event.record, event.actor_code, event.office_code) == ("list:leads", "R-officer", "T1")
    assert event.changes == {"rows": [None, 3], "query": [None, {"state": "open"}]}


def test_refuses_without_a_list(actors):
    """An export of nothing is no export."""
    with pytest.raises(Refused, match="列表"):
        note_export(actor=actors["officer"], list_id=" ", title="", rows=0)


def test_forbids_nobody():
    """Nobody exports without a log-in."""
    with pytest.raises(Refused) as refused:
        note_export(actor=Actor("", ""), list_id="leads", title="线索", rows=1)
    assert refused.value.forbidden
