"""Set a project aside."""

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


def shelve_project(
    *,
    actor: Actor,
    code: str,
    reason: str,
    happened_on: date | None = None,
    decided_by: str = "",
    note: str = "",
    version: int | None = None,
) -> str:
    """The project is set aside until it is resumed. ``reason`` is a code of
    ``projects.exit-reasons``, ``decided_by`` who decided (the actor's post when not said), ``version`` what the person saw.

    Raises Refused when the actor may not decide, the reason is none of the rulebook's, the day lies ahead, the
    project's state does not allow it, or somebody else acted meanwhile.
    """
    project = selectors.row_for(actor, code)
    if not rights.may_decide(actor, project.office_code):
        raise forbidden(
            "projects.exit-right", "项目搁置由牵头单位负责人或促进中心决定", "请提请本单位负责人办理。"
        )
    day = happened_on or timezone.localdate()
    wrong = exit_faults("shelved", project.state, project.get_state_display())
    wrong += checks.coded("reason", "搁置原因", reason, selectors.choices("exit-reasons"))
    wrong += checks.day("happened_on", day, today=timezone.localdate()) + exits.in_order(project, day)
    if wrong:
        raise Refused(*wrong)
    if version is not None:
        project.version = version
    with recording(actor) as book:
        fact = store.leave(
            book,
            project,
            "shelved",
            day,
            reason=reason,
            note=note,
            decided_by=decided_by,
        )
        refresh_projects(actor=actor, codes=[code])
    return fact
