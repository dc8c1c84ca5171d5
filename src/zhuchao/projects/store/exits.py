"""Writing exits and returns."""

from datetime import date

from zhuchao.ledger.store import Book
from zhuchao.projects.engine.exits import state_after
from zhuchao.projects.models import ExitFact, Project
from zhuchao.projects.store.acts import act

_VERBS = {"shelved": "搁置项目", "ended": "终止项目", "resumed": "恢复推进"}


def leave(book: Book, project: Project, what: str, on: date, *, decided_by: str = "", **told: str) -> str:
    """Take the project's next version in its new state and write down why and who decided (the actor's post when not
    said); gives the fact's code."""
    state = state_after(what)
    act(
        book,
        project,
        _VERBS[what],
        on=on,
        changes={"state": [project.state, state], "reason": [None, told.get("reason", "")]},
        state=state,
    )
    told["decided_by"] = decided_by.strip() or book.actor.post_name or book.actor.person_name
    value = {k: v.strip() for k, v in told.items() if v.strip()} | {"from_stage": project.stage}
    return book.fact(
        ExitFact(
            subject=project.code,
            what=what,
            happened_on=on,
            office_code=project.office_code,
            value=value,
        )
    )
