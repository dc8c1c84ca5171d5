"""Who sees what by role, and how the product says no."""

import pytest

from zhuchao.terms.actor import ADMIN_ROLES, SYSTEM, Actor, Role
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def an_actor(*roles: Role) -> Actor:
    return Actor("p1", "张三（示例）", "post", "岗位", "town-a", frozenset({"town-a"}), frozenset(roles))


def test_an_officer_sees_own_offices_only() -> None:
    officer = an_actor(Role.OFFICER)
    assert officer.sees_office("town-a")
    assert not officer.sees_office("town-b")


@pytest.mark.parametrize("role", [Role.CENTRE, Role.LEADER, Role.ASSESSOR])
def test_district_wide_roles_see_every_office(role: Role) -> None:
    assert an_actor(role).sees_office("town-b")


@pytest.mark.parametrize("role", [*sorted(ADMIN_ROLES), Role.ENTERPRISE])
def test_administrators_and_enterprises_see_no_office_even_their_own(role: Role) -> None:
    assert not an_actor(role).is_staff
    assert not an_actor(role).sees_office("town-a")


def test_the_system_itself_holds_no_administrator_role() -> None:
    assert SYSTEM.roles.isdisjoint(ADMIN_ROLES)


def test_a_refusal_without_a_next_step_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="next step"):
        Refusal(rule="r", reason="不行", next_step="")


def test_a_refusal_reads_as_a_sentence_with_its_article() -> None:
    refusal = Refusal("r", "缺公平竞争审查意见", "由起草部门出具后上传。", article="公平竞争审查条例第十三条")
    assert str(refusal) == "缺公平竞争审查意见（公平竞争审查条例第十三条）。由起草部门出具后上传。"
    assert str(Refused(refusal, refusal)).count("由起草部门") == 2


def test_a_missing_right_is_told_apart_from_a_rule() -> None:
    assert forbidden("r", "没有权限").forbidden
    assert not Refused(Refusal("r", "不行", "改。")).forbidden
