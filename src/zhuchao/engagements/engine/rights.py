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


def may_sign(actor: Actor, office: str) -> bool:
    """Agree to a split of credit for an office: its head, nobody in their stead."""
    return actor.has(Role.OFFICE_HEAD) and office in actor.office_codes


def may_release(actor: Actor) -> bool:
    """Free a company whose claim has lapsed: the centre, which keeps 首报首谈."""
    return actor.has(Role.CENTRE)


def may_keep_introducer(actor: Actor, office: str) -> bool:
    """Introducers and agency contracts are kept by an office; the centre acts in its stead."""
    return may_open(actor, office)
