"""Who may do what in accounts: three administrators of separate powers (domain.md E7)."""

from zhuchao.terms.actor import ADMIN_ROLES, ROLE_NAMES, Actor, Role
from zhuchao.terms.refusal import forbidden


def need(actor: Actor, *roles: Role, to: str) -> None:
    """Refused unless the actor holds one of the roles; ``to`` says what was tried, as a Chinese phrase."""
    if actor.has(*roles):
        return
    names = "、".join(ROLE_NAMES[r] for r in roles)
    raise forbidden(f"accounts.only-{roles[0]}", f"{to}由{names}办理", f"请联系{names}。")


def need_person(actor: Actor, *, to: str) -> None:
    """Refused unless somebody is behind the actor: what belongs to a person's desk needs a person."""
    if not actor.person_code:
        raise forbidden("accounts.nobody", f"{to}需要先登录", "请登录后重试。")


def exclusion_fault(roles: frozenset[Role]) -> str:
    """Why one person may not have these roles together, as a Chinese sentence; empty when they may.

    The administrators' roles exclude each other and every business role.
    """
    admin = sorted(roles & ADMIN_ROLES)
    if not admin or len(roles) == 1:
        return ""
    others = sorted(roles - {admin[0]})
    named = "、".join(ROLE_NAMES[r] for r in others)
    return f"“{ROLE_NAMES[admin[0]]}”与“{named}”不能由同一人担任"
