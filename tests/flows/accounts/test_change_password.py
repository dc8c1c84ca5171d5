"""Choosing a password of one's own."""

import pytest

from zhuchao.accounts import selectors
from zhuchao.accounts.flows import begin_session, change_password
from zhuchao.accounts.models import LoginSession
from zhuchao.terms.actor import Actor

pytestmark = pytest.mark.django_db
OLD, NEW = "示例-口令-2026", "示例-新口令-2026"


@pytest.fixture
def officer(actors, district):
    """The officer with a password that must be changed."""
    district.set_password("officer", OLD)
    person = district.people["officer"]
    person.must_change_password = True
    person.save()
    return actors["officer"]


def test_works(officer, district):
    """Other log-ins end, this one goes on, the duty to change is gone."""
    begin_session(actor=officer, session_key="here")
    begin_session(actor=officer, session_key="there")
    change_password(actor=officer, old=OLD, new=NEW, session_key="here")
    person = district.people["officer"]
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert not selectors.must_change_password(officer)
    assert LoginSession.objects.get(ended_at__isnull=True).session_key == "here"


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [("x", NEW, "原口令"), (OLD, OLD, "相同"), (OLD, "short", "至少10位"), (OLD, "Officer-2026", "登录名")],
)
def test_refuses(officer, refuses, district, old, new, why):
    """A wrong old one, the same one, one that breaks a rule."""
    refuses(change_password, match=why, actor=officer, old=old, new=new)
    district.people["officer"].refresh_from_db()
    assert district.people["officer"].check_password(OLD)


def test_forbids(db, refuses):
    """Nobody has no password."""
    refuses(change_password, forbidden=True, actor=Actor("", ""), old=OLD, new=NEW)
