"""Failed log-ins."""

import pytest

from zhuchao.accounts.flows import note_failed_login
from zhuchao.ledger import selectors as ledger
from zhuchao.terms.actor import SYSTEM

pytestmark = pytest.mark.django_db


def test_works(actors):
    """A known name is kept; what nobody is called may be a password and is not."""
    note_failed_login(actor=SYSTEM, login="officer", address="10.0.0.1")
    note_failed_login(actor=SYSTEM, login="示例-口令-2026")
    rows = ledger.audit_events(actors["audit_admin"], verb="登录失败").rows
    assert [(r.record, r.label) for r in rows] == [
        ("person:", "未知登录名"),
        ("person:R-officer", "示例officer"),
    ]


def test_refuses(db, refuses):
    """No name was typed."""
    refuses(note_failed_login, match="登录名", actor=SYSTEM, login=" ")


def test_forbids(actors, refuses):
    """Nobody writes failures into another's record."""
    refuses(note_failed_login, forbidden=True, actor=actors["officer"], login="leader")
