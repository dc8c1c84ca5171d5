"""Move a planned item to another day, saying why."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from zhuchao.ledger.store import recording
from zhuchao.projects import selectors, store
from zhuchao.projects.engine import checks, rights
from zhuchao.projects.flows.refresh_projects import refresh_projects
from zhuchao.projects.models import ProjectState
from zhuchao.projects.selectors import money, plans
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def move_plan(
    *,
    actor: Actor,
    code: str,
    item: str,
    due_on: date,
    reason: str,
    amount_wan: Decimal | None = None,
    said_on: date | None = None,
) -> str:
    """The item is due on ``due_on`` from ``said_on`` (today) on; what was planned first stays and the slip is counted from
    it. ``amount_wan`` in 万元 changes a payment's sum. Gives the new text's fact code.

    Raises Refused when the actor may not work on the project, it is not pursued, there is no such item or it came
    about, nothing changes, no reason is given, or the day it was agreed lies ahead.
    """
    project = selectors.row_for(actor, code)
    if not rights.may_work(actor, project.office_code):
        raise forbidden("projects.owner-only", "只有牵头单位和促进中心可以调整该项目的计划")
    said = said_on or timezone.localdate()
    found = plans.item_of(project, item)
    wrong = [selectors.not_pursued(project)] if project.state != ProjectState.ACTIVE else []
    wrong += plans.not_open(found) + checks.reason_given("reason", "调整原因", reason)
    wrong += money.worth(amount_wan)[1]
    wrong += checks.day("said_on", said, today=timezone.localdate())
    if due_on == found.due_on and amount_wan in (None, found.amount_wan):
        wrong.append(Refusal("projects.no-change", "计划没有变化", "请填写新的日期或金额。", "due_on"))
    if wrong:
        raise Refused(*wrong)
    with recording(actor) as book:
        fact = store.plan_fact(
            project,
            found.what,
            item,
            said,
            due_on,
            side=found.side,
            amount_wan=found.amount_wan if amount_wan is None else amount_wan,
            title=found.title,
            reason=reason,
        )
        book.fact(fact)
        store.audit(
            book, project, "调整计划", {"due_on": [found.due_on, due_on], "reason": [None, reason.strip()]}
        )
        store.contact_noted(project, said)
        refresh_projects(actor=actor, codes=[code])
    return fact.code
