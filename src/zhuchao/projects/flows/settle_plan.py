"""Record that a planned item came about."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from zhuchao.ledger.store import recording
from zhuchao.projects import selectors, store
from zhuchao.projects.engine import checks, rights
from zhuchao.projects.engine.plans import by_itself
from zhuchao.projects.flows.refresh_projects import refresh_projects
from zhuchao.projects.selectors import contracts, exits, plans
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def settle_plan(
    *,
    actor: Actor,
    code: str,
    item: str,
    done_on: date,
    evidence: Sequence[str] = (),
    note: str = "",
) -> str:
    """A milestone or a duty came about on ``done_on``; gives the fact's code. ``evidence`` are kept files (sha-256).
    Payments and stages are met by their vouchers and stage facts and are not settled here.

    Raises Refused when the actor may not work on the project, there is no such item, it came about already or is
    met by itself, the day lies ahead or after the project's end, or a file is not kept.
    """
    project = selectors.row_for(actor, code)
    if not rights.may_work(actor, project.office_code):
        raise forbidden("projects.owner-only", "只有牵头单位和促进中心可以登记计划完成情况")
    found = plans.item_of(project, item)
    wrong = by_itself(found) or plans.not_open(found)
    wrong += contracts.file_faults(evidence) + exits.ended_before(project, done_on, "done_on")
    wrong += checks.day("done_on", done_on, today=timezone.localdate())
    if wrong:
        raise Refused(*wrong)
    with recording(actor) as book:
        fact = book.fact(store.done_fact(project, found.what, item, done_on, evidence=evidence, note=note))
        store.audit(book, project, "登记计划完成", {found.title: [None, done_on]})
        store.contact_noted(project, done_on)
        refresh_projects(actor=actor, codes=[code])
        book.afterwards(lambda: plans.settled_once(project, found, but=fact))
    return fact
