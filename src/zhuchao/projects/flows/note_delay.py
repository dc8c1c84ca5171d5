"""Note what holds a project up."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from zhuchao.ledger.store import recording
from zhuchao.projects import selectors, store
from zhuchao.projects.engine import rights
from zhuchao.projects.engine.delays import delay_faults
from zhuchao.projects.flows.refresh_projects import refresh_projects
from zhuchao.projects.selectors import contracts, delays, exits
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def note_delay(
    *,
    actor: Actor,
    code: str,
    cause: str,
    since: date,
    until: date | None = None,
    side: str = "",
    blocking: str = "",
    note: str = "",
    evidence: Sequence[str] = (),
) -> str:
    """The cause (a code of ``projects.delay-causes``) holds the project up from ``since`` to ``until`` (None: still); gives
    the fact's code. ``side`` is whose it is (the rulebook's for the cause when not said), ``blocking`` the office
    that must act. Several causes may hold at once. Lead and assisting offices note them.

    Raises Refused when the actor may not, cause, side or office is unknown, the days are out of order, ahead or
    after the project's end, or a file is not kept.
    """
    project = selectors.row_for(actor, code)
    if not rights.may_help(actor, project.office_code, selectors.assisting(project)):
        raise forbidden("projects.help-right", "只有牵头单位和协助单位可以登记该项目的受阻原因")
    whose = delays.side_of(cause, side)
    wrong = delay_faults(
        cause=cause,
        side=whose,
        since=since,
        until=until,
        causes=selectors.choices("delay-causes"),
        sides=selectors.choices("sides"),
        today=timezone.localdate(),
    )
    wrong += delays.blocking_faults(blocking) + contracts.file_faults(evidence)
    wrong += exits.ended_before(project, since, "since")
    if wrong:
        raise Refused(*wrong)
    with recording(actor) as book:
        fact = book.fact(
            store.delay_fact(
                project, cause, whose, since, until, blocking=blocking, note=note, evidence=evidence
            )
        )
        store.audit(book, project, "登记受阻原因", {"cause": [None, cause], "until": [None, until]})
        store.contact_noted(project, since)
        refresh_projects(actor=actor, codes=[code])
    return fact
