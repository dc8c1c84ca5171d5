"""Ending a log-in."""

import pytest

from zhuchao.accounts import selectors
from zhuchao.accounts.flows import begin_session, end_session
from zhuchao.accounts.models import LoginSession
from zhuchao.ledger.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(actors):
    """A log-in of the officer, as the list of one's own sessions names it."""
    begin_session(actor=actors["officer"], session_key="k")
    return selectors.my_sessions(actors["officer"])[0].code


def test_works(actors, session):
    """Logging out."""
    end_session(actor=actors["officer"], session_key="k")
    assert LoginSession.objects.get().ended_why == "本人退出"
    assert AuditEvent.objects.filter(verb="退出").count() == 1


def test_works_for_the_security_administrator(actors, session):
    """Who may end anybody's."""
    code = selectors.my_sessions(actors["security_admin"], person="R-officer")[0].code
    end_session(actor=actors["security_admin"], code=code)
    assert LoginSession.objects.get().ended_why == "安全管理员结束"


def test_refuses(actors, refuses, session):
    """Over already, or never there."""
    end_session(actor=actors["officer"], code=session)
    refuses(end_session, match="已结束", actor=actors["officer"], code=session)
    refuses(end_session, match="已结束", actor=actors["officer"], code="abc")


def test_forbids(actors, refuses, session):
    """Not anybody else's; nor are they listed."""
    refuses(end_session, forbidden=True, actor=actors["office_head"], code=session)
    assert selectors.my_sessions(actors["office_head"], person="R-officer") == []
