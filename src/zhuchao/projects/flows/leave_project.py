"""Set a project aside, or end it for good."""

from datetime import date
from typing import Literal

from zhuchao.ledger.store import recording
from zhuchao.projects import selectors, store
from zhuchao.projects.engine import checks
from zhuchao.projects.flows.refresh_projects import refresh_projects
from zhuchao.projects.selectors import exits
from zhuchao.terms.actor import Actor

_REASONS = {"shelved": "搁置原因", "ended": "终止原因"}


def leave_project(
    *,
    actor: Actor,
    code: str,
    what: Literal["shelved", "ended"],
    reason: str,
    happened_on: date | None = None,
    decided_by: str = "",
    note: str = "",
    version: int | None = None,
) -> str:
    """The project is set aside until it is resumed (``what`` is ``shelved``), or ended (``ended``): then it stays visible
    and in every cohort, and its open plan items close. ``reason`` is a code of ``projects.exit-reasons``, ``decided_by``
    who decided (the actor's post when not said), ``version`` what the person saw. Gives the code of the fact.

    Raises Refused when the actor may not decide, the reason is none of the rulebook's, the day lies ahead, the
    project's state does not allow it, or somebody else acted meanwhile.
    """
    wrong = checks.coded("reason", _REASONS[what], reason, selectors.choices("exit-reasons"))
    project, day = exits.leaving(actor, code, what, happened_on=happened_on, version=version, wrong=wrong)
    with recording(actor) as book:
        fact = store.leave(book, project, what, day, reason=reason, note=note, decided_by=decided_by)
        refresh_projects(actor=actor, codes=[code])
    return fact
