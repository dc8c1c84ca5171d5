"""Resetting a password."""

import pytest

from zhuchao.accounts import selectors
from zhuchao.accounts.flows import begin_session, deactivate_person, reset_password
from zhuchao.accounts.models import LoginSession

pytestmark = pytest.mark.django_db


def test_works(actors, district):
    """A one-time password, no session left, a message in the inbox."""
    begin_session(actor=actors["officer"], session_key="k1")
    made = reset_password(actor=actors["system_admin"], person="R-officer")
    person = district.people["officer"]
    person.refresh_from_db()
    assert person.check_password(made)
    assert selectors.must_change_password(actors["officer"])
    assert LoginSession.objects.get().ended_why == "口令已重置"
    assert "重置" in selectors.inbox(actors["officer"]).rows[0].title


def test_refuses(actors, refuses):
    """Not one's own, not of an account out of use, not of nobody."""
    admin = actors["system_admin"]
    refuses(reset_password, match="本人", actor=admin, person="R-system_admin")
    refuses(reset_password, match="没有编号", actor=admin, person="X")
    deactivate_person(actor=admin, person="R-officer")
    refuses(reset_password, match="停用", actor=admin, person="R-officer")


def test_forbids(actors, refuses):
    """Only the system administrator."""
    refuses(reset_password, forbidden=True, actor=actors["security_admin"], person="R-officer")
