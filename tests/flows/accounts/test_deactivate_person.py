"""Taking an account out of use."""

import pytest

from zhuchao.accounts import selectors
from zhuchao.accounts.flows import begin_session, deactivate_person
from zhuchao.accounts.models import Holding, LoginSession, Person
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors):
    """Holdings and log-ins end; the name can act no more."""
    begin_session(actor=actors["officer"], session_key="k1")
    deactivate_person(actor=actors["system_admin"], person="R-officer", reason="调离")
    assert not Person.objects.get(code="R-officer").is_active
    assert Holding.objects.get(person__code="R-officer").end is not None
    assert LoginSession.objects.get().ended_at is not None
    with pytest.raises(Refused):
        selectors.command_line_actor("officer")
    assert selectors.actor_by_code("R-officer", post_code="P-officer") is None


def test_refuses(actors, refuses, promises):
    """Open duties, the last administrator, oneself, twice."""
    admin = actors["system_admin"]
    promises.add("1", "T1", "P-officer")
    refuses(deactivate_person, match="1 项职责", actor=admin, person="R-officer")
    assert Holding.objects.get(person__code="R-officer").end is None
    refuses(deactivate_person, match="没有审计管理员", actor=admin, person="R-audit_admin")
    refuses(deactivate_person, match="本人", actor=admin, person="R-system_admin")
    deactivate_person(actor=admin, person="R-leader")
    refuses(deactivate_person, match="停用", actor=admin, person="R-leader")


def test_forbids(actors, refuses):
    """Only the system administrator."""
    for who in ("security_admin", "office_head"):
        refuses(deactivate_person, forbidden=True, actor=actors[who], person="R-officer")
