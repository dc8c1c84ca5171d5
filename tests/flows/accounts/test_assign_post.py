"""Letting a person hold a post."""

import datetime

import pytest

from zhuchao.accounts import selectors
from zhuchao.accounts.flows import assign_post, create_person, create_post, set_post_roles
from zhuchao.accounts.models import Holding
from zhuchao.terms.actor import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer(actors):
    """A person without a post."""
    return create_person(actor=actors["system_admin"], login="zhang.san", name="示例张三", code="R-new")[0]


def test_works(actors, newcomer):
    """The person acts with the post's roles and sight from the first day; colleagues see who holds it."""
    assign_post(actor=actors["security_admin"], person=newcomer, post="P-officer")
    actor = selectors.command_line_actor("zhang.san")
    assert (actor.post_code, actor.roles, actor.home_office) == ("P-officer", {Role.OFFICER}, "T1")
    holders = selectors.post(actors["centre"], "P-officer").holders
    assert holders == (("R-officer", "示例officer"), ("R-new", "示例张三"))


def test_works_from_a_day_to_come(actors, newcomer):
    """Until then the post gives nothing."""
    day = datetime.date.today() + datetime.timedelta(days=3)
    assign_post(actor=actors["security_admin"], person=newcomer, post="P-officer", start=day)
    assert not selectors.command_line_actor("zhang.san").roles


def test_refuses_exclusive_roles_over_all_holdings(actors, refuses, newcomer):
    """Administrators exclude each other and every business role, also in holdings to come."""
    admin = actors["security_admin"]
    refuses(assign_post, match="同一人", actor=admin, person="R-officer", post="P-audit_admin")
    refuses(assign_post, match="同一人", actor=admin, person="R-system_admin", post="P-audit_admin")
    refuses(assign_post, match="同一人", actor=admin, person="R-system_admin", post="P-officer")
    later = datetime.date.today() + datetime.timedelta(days=30)
    assign_post(actor=admin, person=newcomer, post="P-audit_admin", start=later)
    refuses(assign_post, match="同一人", actor=admin, person=newcomer, post="P-officer")


def test_refuses_twice_ended_or_backwards(actors, refuses, newcomer):
    """A post held already, an unknown post, an end before the start."""
    admin, day = actors["security_admin"], datetime.date.today()
    assign_post(actor=admin, person=newcomer, post="P-officer")
    refuses(assign_post, match="已任", actor=admin, person=newcomer, post="P-officer")
    refuses(assign_post, match="没有编号", actor=admin, person=newcomer, post="X")
    asked = {"person": newcomer, "post": "P-leader", "end": day - datetime.timedelta(days=1)}
    refuses(assign_post, match="早于", actor=admin, **asked)


def test_forbids(actors, refuses, newcomer):
    """Opening an account and empowering it take two people; nobody empowers themselves."""
    for who in ("system_admin", "audit_admin", "leader"):
        refuses(assign_post, forbidden=True, actor=actors[who], person=newcomer, post="P-officer")
    asked = {"person": "R-security_admin", "post": "P-officer"}
    refuses(assign_post, match="本人", forbidden=True, actor=actors["security_admin"], **asked)


@pytest.mark.django_db(transaction=True)
def test_races(actors, newcomer, at_once):
    """Two posts that exclude each other, assigned at once: one of them is refused."""
    code = create_post(actor=actors["system_admin"], office="D", name="示例审计岗")
    set_post_roles(actor=actors["security_admin"], post=code, roles=["audit_admin"])
    _, told = at_once(
        lambda post: assign_post(actor=actors["security_admin"], person=newcomer, post=post),
        "P-officer",
        code,
    )
    assert len(told) == 1
    assert "同一人" in str(told[0])
    assert Holding.objects.filter(person__code=newcomer).count() == 1
