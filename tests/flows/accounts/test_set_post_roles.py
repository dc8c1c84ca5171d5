"""Deciding what a post opens."""

import pytest

from zhuchao.accounts.flows import assign_post, create_post, set_post_roles
from zhuchao.ledger.models import AuditEvent
from zhuchao.terms.actor import Role

pytestmark = pytest.mark.django_db


def test_works(actors, district):
    """The holder acts with the new roles at once."""
    set_post_roles(actor=actors["security_admin"], post="P-officer", roles=["office_head", "officer"])
    assert district.actor("officer").roles == {Role.OFFICER, Role.OFFICE_HEAD}
    assert AuditEvent.objects.get(verb="设定岗位权限").changes == {
        "roles": [["officer"], ["office_head", "officer"]]
    }


def test_refuses_roles_that_exclude_each_other(actors, refuses):
    """On one post, and over all posts a person holds."""
    admin = actors["security_admin"]
    for roles in (["officer", "system_admin"], ["system_admin", "audit_admin"]):
        refuses(set_post_roles, match="同一人", actor=admin, post="P-officer", roles=roles)
    code = create_post(actor=actors["system_admin"], office="T1", name="示例岗")
    assign_post(actor=admin, person="R-officer", post=code)
    refuses(set_post_roles, match="同一人", actor=admin, post=code, roles=["audit_admin"])
    set_post_roles(actor=admin, post=code, roles=["department"])


def test_refuses_an_unknown_role_and_the_last_administrator(actors, refuses):
    """No role is invented; no power is left without a person."""
    admin = actors["security_admin"]
    refuses(set_post_roles, match="角色", actor=admin, post="P-officer", roles=["king"])
    refuses(set_post_roles, match="没有系统管理员", actor=admin, post="P-system_admin", roles=[])


def test_forbids(actors, refuses):
    """Separate powers; and nobody decides their own rights."""
    for who in ("system_admin", "audit_admin", "leader"):
        refuses(set_post_roles, forbidden=True, actor=actors[who], post="P-officer", roles=["leader"])
    refuses(
        set_post_roles,
        match="本人",
        forbidden=True,
        actor=actors["security_admin"],
        post="P-security_admin",
        roles=["leader"],
    )
