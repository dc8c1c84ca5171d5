"""A log-in in use, or idle."""

import sqlite3
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from zhuchao.accounts import selectors
from zhuchao.accounts.flows import begin_session, touch_session
from zhuchao.accounts.models import LoginSession
from zhuchao.terms.actor import Actor

pytestmark = pytest.mark.django_db
State = selectors.SessionState


@pytest.fixture
def session(actors):
    """A log-in of the officer."""
    begin_session(actor=actors["officer"], session_key="k")


def seen_ago(**ago):
    LoginSession.objects.update(last_seen_at=timezone.now() - timedelta(**ago))


def test_works(actors, session, django_assert_num_queries):
    """Fresh: one query and no write. After a minute the sight is written down."""
    with django_assert_num_queries(1):
        assert touch_session(actor=actors["officer"], session_key="k") is State.ALIVE
    seen_ago(minutes=5)
    assert touch_session(actor=actors["officer"], session_key="k") is State.ALIVE
    assert timezone.now() - LoginSession.objects.get().last_seen_at < timedelta(minutes=1)
    assert touch_session(actor=actors["officer"], session_key="new") is State.UNKNOWN


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="on PostgreSQL writers do not wait for each other")
def test_reading_goes_on_while_another_writes(actors, session):
    """While somebody else's long transaction holds the one write SQLite allows, a log-in stays alive without
    waiting for it, and the sight is written down later."""
    seen_ago(minutes=5)
    before = LoginSession.objects.get().last_seen_at
    with sqlite3.connect(connection.settings_dict["NAME"]) as other:
        other.execute("BEGIN IMMEDIATE")
        assert touch_session(actor=actors["officer"], session_key="k") is State.ALIVE
        other.rollback()
    assert LoginSession.objects.get().last_seen_at == before
    assert touch_session(actor=actors["officer"], session_key="k") is State.ALIVE
    assert LoginSession.objects.get().last_seen_at > before


def test_refuses_after_half_an_hour(actors, refuses, session):
    """Idle for too long it ends for good, and says why."""
    seen_ago(minutes=31)
    for _ in range(2):
        refuses(touch_session, match="登录已结束", actor=actors["officer"], session_key="k")
    assert selectors.why_ended("k") == "长时间没有操作"


def test_refuses_anothers_session(actors, refuses, session):
    """A key is good for its person only."""
    refuses(touch_session, actor=actors["leader"], session_key="k")
    assert LoginSession.objects.get().ended_at is None


def test_forbids(refuses, session):
    """Nobody goes on."""
    refuses(touch_session, forbidden=True, actor=Actor("", ""), session_key="k")
