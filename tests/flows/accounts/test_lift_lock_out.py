"""Lifting a lock-out."""

import pytest
from axes.models import AccessAttempt

from zhuchao.accounts import selectors
from zhuchao.accounts.flows import lift_lock_out
from zhuchao.ledger.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def wrong():
    """Note wrong passwords for a log-in name."""

    def note(login, failures=5, address="10.0.0.9"):
        AccessAttempt.objects.create(username=login, ip_address=address, failures_since_start=failures)

    return note


def test_works(actors, wrong):
    """Every address is forgotten, another person stays locked, the inbox says so."""
    wrong("officer")
    wrong("officer", address="10.0.0.8", failures=2)
    wrong("centre")
    wrong("示例口令打错了地方", failures=1)
    shown = {(r.login, r.failures, r.locked) for r in selectors.lock_outs(actors["security_admin"])}
    assert shown == {
        ("officer", 5, True),
        ("officer", 2, False),
        ("centre", 5, True),
        ("（没有这个登录名）", 1, False),
    }
    lift_lock_out(actor=actors["security_admin"], person="R-officer")
    assert not AccessAttempt.objects.filter(username="officer").exists()
    assert AccessAttempt.objects.filter(username="centre").exists()
    assert "解除" in selectors.inbox(actors["officer"]).rows[0].title
    assert AuditEvent.objects.get(verb="解除锁定").record == "person:R-officer"


def test_refuses(actors, refuses):
    """Nobody is locked, nobody has the code."""
    refuses(lift_lock_out, match="没有被锁定", actor=actors["security_admin"], person="R-officer")
    refuses(lift_lock_out, match="没有编号", actor=actors["security_admin"], person="R-nobody")


def test_forbids(actors, refuses, wrong):
    """Only the security administrator, who alone sees the list."""
    wrong("officer")
    for name in ("system_admin", "audit_admin", "centre", "officer"):
        refuses(lift_lock_out, forbidden=True, actor=actors[name], person="R-officer")
        assert selectors.lock_outs(actors[name]) == []
