"""Who holds what, counted over all present and coming holdings."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from zhuchao.accounts.engine.rights import exclusion_fault
from zhuchao.accounts.models import Holding, Person, Post
from zhuchao.terms.actor import ADMIN_ROLES, ROLE_NAMES, Role
from zhuchao.terms.refusal import Refusal, Refused


def open_holdings(day: date) -> QuerySet[Holding]:
    """Holdings that last on the day or begin later."""
    return Holding.objects.filter(Q(end__isnull=True) | Q(end__gte=day))


def check_exclusion(person: Person, day: date, *, without: Post | None = None, plus: Iterable[str]) -> None:
    """Refused when the person's roles, of all present and coming holdings with ``plus`` added, exclude
    each other. ``without`` leaves out a post whose roles are being replaced by ``plus``."""
    held = open_holdings(day).filter(person=person).select_related("post")
    roles = {Role(r) for h in held if h.post_id != (without.pk if without else None) for r in h.post.roles}
    if fault := exclusion_fault(frozenset(roles | {Role(r) for r in plus})):
        raise Refused(
            Refusal(
                "accounts.exclusive-roles",
                f"“{person.name}”：{fault}",
                "请换一个人担任，或先终止其原岗位。",
                "roles",
            )
        )


def other_holders(post: Post, person: Person, after: date) -> QuerySet[Holding]:
    """Other active people who hold the post beyond the day."""
    beyond = Holding.objects.filter(Q(end__isnull=True) | Q(end__gt=after), post=post, start__lte=after)
    return beyond.filter(person__is_active=True).exclude(person=person)


def check_admin_left(post: Post, person: Person | None, after: date, *, keeps: Iterable[str] = ()) -> None:
    """Refused when an administrator's role of the post would have nobody left.

    ``person`` leaves the post; None when the post itself loses its roles except those it ``keeps``.
    """
    lost = {Role(r) for r in post.roles} & ADMIN_ROLES - {Role(r) for r in keeps}
    if not lost:
        return
    lasting = Holding.objects.filter(Q(end__isnull=True) | Q(end__gt=after), start__lte=after)
    left: set[str] = set()
    for held in lasting.filter(person__is_active=True).select_related("post"):
        mine = held.post_id == post.pk and (person is None or held.person_id == person.pk)
        if not mine:
            left |= set(held.post.roles)
    if bare := sorted(lost - left):
        raise Refused(
            Refusal(
                "accounts.last-admin",
                f"此后将没有{ROLE_NAMES[bare[0]]}",
                f"请先任命另一名{ROLE_NAMES[bare[0]]}。",
                article="GB/T 22239-2019 安全管理中心（待核）",
            )
        )
