"""Writing plans and delays."""

import secrets
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from zhuchao.projects.models import DelayFact, DoneFact, PlanFact, Project


def new_item() -> str:
    """A name for a planned item; with its project it is unique."""
    return secrets.token_hex(6)


def plan_fact(
    project: Project,
    what: str,
    item: str,
    said_on: date,
    due_on: date,
    *,
    side: str = "",
    amount_wan: Decimal | None = None,
    **told: str,
) -> PlanFact:
    """One text of a planned item, said on that day; money is owed by the enterprise unless another is said."""
    return PlanFact(
        subject=project.code,
        what=what,
        happened_on=said_on,
        office_code=project.office_code,
        item=item,
        side=side or ("enterprise" if what == "money" else ""),
        due_on=due_on,
        amount_wan=amount_wan,
        value={k: v.strip() for k, v in told.items() if v.strip()},
    )


def done_fact(
    project: Project, what: str, item: str, on: date, *, evidence: Sequence[str], note: str
) -> DoneFact:
    """That the item came about."""
    return DoneFact(
        subject=project.code,
        what=what,
        happened_on=on,
        office_code=project.office_code,
        item=item,
        evidence=list(evidence),
        value={"note": note.strip()} if note.strip() else {},
    )


def delay_fact(
    project: Project,
    cause: str,
    side: str,
    since: date,
    until: date | None,
    *,
    blocking: str = "",
    note: str = "",
    evidence: Sequence[str] = (),
    replaces: str = "",
) -> DelayFact:
    """What holds the project up."""
    return DelayFact(
        subject=project.code,
        what=cause,
        happened_on=since,
        office_code=project.office_code,
        side=side,
        until=until,
        blocking=blocking,
        evidence=list(evidence),
        replaces=replaces,
        value={"note": note.strip()[:400]} if note.strip() else {},
    )
