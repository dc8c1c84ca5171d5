"""Correct the day on which a stage was reached."""

from datetime import date

from django.utils import timezone

from zhuchao.ledger.store import recording
from zhuchao.projects import selectors, store
from zhuchao.projects.engine import checks, rights
from zhuchao.projects.flows.refresh_projects import refresh_projects
from zhuchao.projects.models import StageFact
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def correct_stage(*, actor: Actor, code: str, fact: str, happened_on: date, reason: str) -> str:
    """A new fact takes the place of the old one, which stays and shows; gives the new fact's code.

    Raises Refused when the actor may not work on the project, the day is the same or lies ahead, no reason is given, or
    the fact was corrected or voided already.
    """
    project = selectors.row_for(actor, code)
    if not rights.may_work(actor, project.office_code):
        raise forbidden("projects.owner-only", "只有牵头单位和促进中心可以更正阶段日期")
    old = selectors.fact_of(project, fact, StageFact)
    wrong = checks.day("happened_on", happened_on, today=timezone.localdate())
    wrong += checks.reason_given("reason", "更正理由", reason)
    if happened_on == old.happened_on:
        wrong.append(
            Refusal("projects.same-day", "日期没有变化", "请填写正确的日期，或不作更正。", "happened_on")
        )
    if wrong:
        raise Refused(*wrong)
    with recording(actor) as book:
        told = [str(old.happened_on), str(happened_on)]
        store.act(book, project, "更正阶段日期", on=happened_on, changes={old.what: told})
        new = store.stage_fact(project, old.what, happened_on, **(old.value | {"note": reason.strip()}))
        new.replaces = old.code
        new.evidence = list(old.evidence)
        kept = book.fact(new)
        refresh_projects(actor=actor, codes=[code])
    return kept
