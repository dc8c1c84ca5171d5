"""Take up again a project that was set aside or ended."""

from datetime import date

from zhuchao.ledger.store import recording
from zhuchao.projects import store
from zhuchao.projects.engine import checks
from zhuchao.projects.flows.refresh_projects import refresh_projects
from zhuchao.projects.selectors import exits
from zhuchao.terms.actor import Actor


def resume_project(
    *,
    actor: Actor,
    code: str,
    note: str,
    happened_on: date | None = None,
    decided_by: str = "",
    version: int | None = None,
) -> str:
    """The project is pursued again from where it stood; ``note`` says why, ``decided_by`` who decided (the actor's post
    when not said).

    Raises Refused when the actor may not decide, no reason is given, the day lies ahead, the project is being
    pursued, or somebody else acted meanwhile.
    """
    wrong = checks.reason_given("note", "恢复推进的理由", note)
    project, day = exits.leaving(
        actor, code, "resumed", happened_on=happened_on, version=version, wrong=wrong
    )
    with recording(actor) as book:
        fact = store.leave(book, project, "resumed", day, note=note, decided_by=decided_by)
        refresh_projects(actor=actor, codes=[code])
    return fact
