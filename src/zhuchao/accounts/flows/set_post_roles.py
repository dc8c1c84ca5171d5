"""Decide what a post opens."""

from collections.abc import Sequence

from django.utils import timezone

from zhuchao.accounts.engine import rights
from zhuchao.accounts.models import Person
from zhuchao.accounts.store import found, holdings
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import ROLE_NAMES, Actor, Role
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def set_post_roles(*, actor: Actor, post: str, roles: Sequence[str]) -> None:
    """The security administrator gives a post exactly these roles (codes of ``Role``).

    Raises Refused when the actor is not the security administrator or holds the post, a role is
    unknown, the roles exclude each other for the post or for anybody who holds it, or an
    administrator's role would have nobody left.
    """
    rights.need(actor, Role.SECURITY_ADMIN, to="设定岗位权限")
    with recording(actor) as book:
        today = timezone.localdate()
        row = found.living_post(post, today)
        if unknown := sorted(set(roles) - set(Role)):
            raise Refused(
                Refusal(
                    "accounts.unknown-role", f"没有“{'、'.join(unknown)}”角色", "请从角色中选择。", "roles"
                )
            )
        wanted = sorted(set(roles))
        if fault := rights.exclusion_fault(frozenset(Role(r) for r in wanted)):
            raise Refused(
                Refusal("accounts.exclusive-roles", fault, "请把管理员角色放在单独的岗位上。", "roles")
            )
        held = holdings.open_holdings(today).filter(post=row)
        holders = Person.objects.select_for_update().filter(pk__in=held.values("person_id")).order_by("pk")
        for person in holders:
            if person.code == actor.person_code:
                raise forbidden(
                    "accounts.own-roles", "不能为本人所任岗位设定权限", "请由另一名安全管理员办理。"
                )
            holdings.check_exclusion(person, today, without=row, plus=wanted)
        holdings.check_admin_left(row, None, today, keeps=wanted)
        before, row.roles = row.roles, wanted
        row.save(update_fields=["roles"])
        label = f"{row.office.name}{row.name}：{'、'.join(ROLE_NAMES[Role(r)] for r in wanted) or '无'}"
        book.audit("设定岗位权限", f"post:{post}", label, changes={"roles": [before, wanted]})
