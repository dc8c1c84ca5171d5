"""Plan a milestone, a payment or a duty of a project."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from zhuchao.ledger.store import recording
from zhuchao.projects import selectors, store
from zhuchao.projects.engine import checks, rights
from zhuchao.projects.engine.plans import STAGE_PREFIX, plan_faults
from zhuchao.projects.flows.refresh_projects import refresh_projects
from zhuchao.projects.models import ProjectState
from zhuchao.projects.selectors import money, plans
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def set_plan(
    *,
    actor: Actor,
    code: str,
    what: str,
    due_on: date,
    title: str = "",
    stage: str = "",
    side: str = "",
    amount_wan: Decimal | None = None,
    said_on: date | None = None,
    note: str = "",
) -> str:
    """``what`` is milestone, money (``amount_wan`` in 万元 by that day) or duty (``side`` owes it); gives the item. A
    milestone may be a ``stage`` of the route, which then needs no title and is met when the stage is reached.
    ``said_on`` is the day it was agreed (today when not said).

    Raises Refused when the actor may not work on the project, it is not pursued, the kind, title, side or sum is
    missing or wrong, the stage is off the route or planned already, or the day it was agreed lies ahead.
    """
    project = selectors.row_for(actor, code)
    if not rights.may_work(actor, project.office_code):
        raise forbidden("projects.owner-only", "只有牵头单位和促进中心可以安排该项目的计划")
    said = said_on or timezone.localdate()
    wrong = [selectors.not_pursued(project)] if project.state != ProjectState.ACTIVE else []
    by_stage = what == "milestone" and bool(stage)
    if by_stage:
        wrong += plans.stage_planned(project, stage)
        title = title.strip() or selectors.choices("stages").get(stage, stage)
    wrong += plan_faults(
        what=what, title=title, side=side, amount_wan=amount_wan, sides=selectors.choices("sides")
    )
    wrong += money.worth(amount_wan)[1]
    wrong += checks.day("said_on", said, today=timezone.localdate())
    if wrong:
        raise Refused(*wrong)
    item = STAGE_PREFIX + stage if by_stage else store.new_item()
    with recording(actor) as book:
        fact = store.plan_fact(
            project, what, item, said, due_on, side=side, amount_wan=amount_wan, title=title, note=note
        )
        book.fact(fact)
        store.audit(book, project, "安排计划", {"title": [None, title.strip()], "due_on": [None, due_on]})
        store.contact_noted(project, said)
        refresh_projects(actor=actor, codes=[code])
    return item
