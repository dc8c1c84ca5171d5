"""Take up again a project that was set aside or ended."""

from datetime import date

from django.utils import timezone

from zhuchao.ledger.store import recording
from zhuchao.projects import selectors, store
from zhuchao.projects.engine import checks, rights
from zhuchao.projects.engine.exits import exit_faults
from zhuchao.projects.flows.refresh_projects import refresh_projects
from zhuchao.projects.selectors import exits
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


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
    project = selectors.row_for(actor, code)
    if not rights.may_decide(actor, project.office_code):
        raise forbidden(
            "projects.exit-right", "恢复推进由牵头单位负责人或促进中心决定", "请提请本单位负责人办理。"
        )
    day = happened_on or timezone.localdate()
    wrong = exit_faults("resumed", project.state, project.get_state_display())
    wrong += checks.reason_given("note", "恢复推进的理由", note)
    wrong += checks.day("happened_on", day, today=timezone.localdate()) + exits.in_order(project, day)
    if wrong:
        raise Refused(*wrong)
    if version is not None:
        project.version = version
    with recording(actor) as book:
        fact = store.leave(
            book,
            project,
            "resumed",
            day,
            note=note,
            decided_by=decided_by,
        )
        refresh_projects(actor=actor, codes=[code])
    return fact
