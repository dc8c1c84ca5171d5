"""Record that something no longer holds a project up."""

from datetime import date

from django.utils import timezone

from zhuchao.ledger.store import recording
from zhuchao.projects import selectors, store
from zhuchao.projects.engine import rights
from zhuchao.projects.engine.delays import until_faults
from zhuchao.projects.flows.refresh_projects import refresh_projects
from zhuchao.projects.selectors import delays
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def end_delay(*, actor: Actor, code: str, fact: str, until: date, note: str = "") -> str:
    """The cause noted by ``fact`` held the project up to ``until``, that day included: a correction of it, whose code is
    given.

    Raises Refused when the actor may not, the cause is over already, or the day is before its first or ahead.
    """
    project = selectors.row_for(actor, code)
    if not rights.may_help(actor, project.office_code, selectors.assisting(project)):
        raise forbidden("projects.help-right", "只有牵头单位和协助单位可以登记受阻解除")
    found = delays.open_delay(project, fact)
    if wrong := until_faults(found.happened_on, until, today=timezone.localdate()):
        raise Refused(*wrong)
    said = "；".join(filter(None, (str(found.value.get("note", "")), note.strip())))
    with recording(actor) as book:
        corrected = book.fact(
            store.delay_fact(
                project,
                found.what,
                found.side,
                found.happened_on,
                until,
                blocking=found.blocking,
                note=said,
                evidence=found.evidence,
                replaces=found.code,
            )
        )
        store.audit(book, project, "受阻解除", {"until": [None, until]})
        store.contact_noted(project, until)
        refresh_projects(actor=actor, codes=[code])
    return corrected
