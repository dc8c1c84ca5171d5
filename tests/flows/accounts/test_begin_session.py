"""Noting a log-in."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from zhuchao.accounts import selectors
from zhuchao.accounts.flows import begin_session, end_session
from zhuchao.ledger.models import AuditEvent
from zhuchao.terms.actor import Actor

pytestmark = pytest.mark.django_db


def browser():
    """A browser's session in the database; gives its key."""
    store = SessionStore()
    store["x"] = 1
    store.save()
    return store.session_key


def test_works_within_the_limit(actors):
    """Two at once; the third ends the oldest, whose browser session is gone."""
    keys = [browser() for _ in range(3)]
    ended = [begin_session(actor=actors["officer"], session_key=k, address="10.0.0.1") for k in keys]
    assert ended == [0, 0, 1]
    assert selectors.session_state(actors["officer"], keys[0]) is selectors.SessionState.ENDED
    assert "超过同时登录数" in selectors.why_ended(keys[0])
    assert not Session.objects.filter(session_key=keys[0]).exists()
    assert [s.current for s in selectors.my_sessions(actors["officer"], session_key=keys[2])] == [True, False]
    assert AuditEvent.objects.filter(verb="登录").count() == 3
    assert selectors.my_sessions(actors["office_head"]) == []


def test_works_once_for_a_session(actors):
    """Noting it again changes nothing."""
    for _ in range(2):
        assert begin_session(actor=actors["officer"], session_key="k") == 0
    assert AuditEvent.objects.filter(verb="登录").count() == 1


def test_refuses(actors, refuses):
    """No key, another's key, a key that was ended."""
    refuses(begin_session, match="失效", actor=actors["officer"], session_key="")
    begin_session(actor=actors["officer"], session_key="k")
    refuses(begin_session, match="失效", actor=actors["leader"], session_key="k")
    end_session(actor=actors["officer"], session_key="k")
    refuses(begin_session, match="失效", actor=actors["officer"], session_key="k")


def test_forbids(db, refuses):
    """Nobody logs in as nobody."""
    refuses(begin_session, forbidden=True, actor=Actor("", ""), session_key="k")
