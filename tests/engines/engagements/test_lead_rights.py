"""Who may do what with leads."""

import pytest

from zhuchao.engagements.engine import rights
from zhuchao.terms.actor import Actor, Role


def _actor(role):
    return Actor("p", "示例", home_office="A", office_codes=frozenset({"A"}), roles=frozenset({role}))


@pytest.mark.parametrize(
    ("role", "own", "other", "assign_own", "assign_other"),
    [
        (Role.OFFICER, True, False, False, False),
        (Role.OFFICE_HEAD, True, False, True, False),
        (Role.DEPARTMENT, True, False, False, False),
        (Role.CENTRE, True, True, True, True),
        (Role.LEADER, False, False, False, False),
        (Role.ASSESSOR, False, False, False, False),
        (Role.ENTERPRISE, False, False, False, False),
        (Role.SYSTEM_ADMIN, False, False, False, False),
    ],
)
def test_matrix(role, own, other, assign_own, assign_other):
    """Every role against its own and another office."""
    actor = _actor(role)
    assert (rights.may_open(actor, "A"), rights.may_open(actor, "B")) == (own, other)
    assert (rights.may_work(actor, "A"), rights.may_work(actor, "B")) == (own, other)
    assert (rights.may_assign(actor, "A"), rights.may_assign(actor, "B")) == (assign_own, assign_other)
