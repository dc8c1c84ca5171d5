"""Who may do what with projects. Leaders and assessors read; duties belong to offices (design.md §2.5)."""

from collections.abc import Collection

from zhuchao.terms.actor import Actor, Role

_WORKERS = (Role.OFFICER, Role.OFFICE_HEAD, Role.DEPARTMENT, Role.CENTRE)


def may_open(actor: Actor, office: str) -> bool:
    """Officers open projects for their own office and those below; the centre for any office."""
    return actor.has(Role.CENTRE) or (actor.has(*_WORKERS) and office in actor.office_codes)


def may_work(actor: Actor, lead_office: str) -> bool:
    """Move on, add papers, contracts, money: the lead office, or the centre in its stead."""
    return may_open(actor, lead_office)


def may_help(actor: Actor, lead_office: str, assisting: Collection[str]) -> bool:
    """Add papers and note what happened: also an assisting office."""
    return may_work(actor, lead_office) or (
        actor.has(*_WORKERS) and not actor.office_codes.isdisjoint(assisting)
    )


def may_decide(actor: Actor, lead_office: str) -> bool:
    """Pass a stage without evidence, shelve, end, hand to another office: the head of the lead office or the centre."""
    return actor.has(Role.CENTRE) or (actor.has(Role.OFFICE_HEAD) and lead_office in actor.office_codes)


def sees(actor: Actor, lead_office: str, assisting: Collection[str]) -> bool:
    """The lead office, an assisting one, or whoever sees the district."""
    return actor.sees_office(lead_office) or (actor.is_staff and not actor.office_codes.isdisjoint(assisting))


def may_answer(actor: Actor, office: str) -> bool:
    """Speak for an office that was asked: somebody who works in it or above it; nobody in its stead."""
    return actor.has(*_WORKERS) and office in actor.office_codes
