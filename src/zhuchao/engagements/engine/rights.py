"""Who may do what with leads. Leaders and assessors read; duties belong to offices (design.md §2.5)."""

from zhuchao.terms.actor import Actor, Role

_WORKERS = (Role.OFFICER, Role.OFFICE_HEAD, Role.DEPARTMENT, Role.CENTRE)


def may_open(actor: Actor, office: str) -> bool:
    """Officers open leads for their own office and those below; the centre for any office."""
    return actor.has(Role.CENTRE) or (actor.has(*_WORKERS) and office in actor.office_codes)


def may_work(actor: Actor, owner: str) -> bool:
    """Answer, judge and close: the owner office, or the centre in its stead."""
    return may_open(actor, owner)


def may_assign(actor: Actor, owner: str) -> bool:
    """Pass on: the head of the owner office, or the centre."""
    return actor.has(Role.CENTRE) or (actor.has(Role.OFFICE_HEAD) and owner in actor.office_codes)
