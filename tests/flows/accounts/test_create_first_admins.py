"""Appointing the first administrators."""

import threading

import pytest
from django.db import connections

from zhuchao.accounts import selectors
from zhuchao.accounts.flows import create_first_admins, create_office
from zhuchao.accounts.models import Person
from zhuchao.terms.actor import SYSTEM, Role
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works():
    """Three people, three powers, three passwords to be changed; they can begin to work."""
    made = create_first_admins(actor=SYSTEM)
    roles = {login: selectors.command_line_actor(login).roles for login in made}
    assert roles == {
        "sysadmin": {Role.SYSTEM_ADMIN},
        "secadmin": {Role.SECURITY_ADMIN},
        "audadmin": {Role.AUDIT_ADMIN},
    }
    for login, password in made.items():
        person = Person.objects.get(login=login)
        assert person.check_password(password)
        assert person.must_change_password
    actor = selectors.command_line_actor("sysadmin")
    create_office(actor=actor, code="D", name="示例区", kind="leadership")


def test_refuses_twice(refuses):
    """Only an empty home gets its first administrators."""
    create_first_admins(actor=SYSTEM)
    refuses(create_first_admins, match="不能再次", actor=SYSTEM)
    assert Person.objects.count() == 3


def test_forbids(actors, refuses):
    """No person appoints first administrators."""
    refuses(create_first_admins, forbidden=True, actor=actors["system_admin"])


@pytest.mark.django_db(transaction=True)
def test_races():
    """Two set-ups at once appoint three, not six."""
    start, told, made = threading.Barrier(2), [], []

    def press():
        try:
            start.wait()
            made.append(create_first_admins(actor=SYSTEM))
        except Refused as refused:
            told.append(str(refused))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(made), len(told)) == (1, 1)
    assert Person.objects.count() == 3
