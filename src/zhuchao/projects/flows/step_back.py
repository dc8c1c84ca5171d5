"""Take a project back from a stage it did not truly reach."""

from datetime import date

from django.utils import timezone

from zhuchao.ledger.flows import void_fact
from zhuchao.ledger.store import recording
from zhuchao.projects import selectors, store
from zhuchao.projects.engine import checks, rights
from zhuchao.projects.flows.refresh_projects import refresh_projects
from zhuchao.projects.models import ExitFact, StageFact
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def step_back(
    *, actor: Actor, code: str, fact: str, reason: str, note: str = "", happened_on: date | None = None
) -> None:
    """The head of the lead office or the centre voids a stage with a coded reason; the project stands where the rest of
    its facts put it.

    Raises Refused when the actor may not decide, the reason is none of ``projects.exit-reasons``, the stage is voided
    already, or somebody else acted meanwhile.
    """
    project = selectors.row_for(actor, code)
    if not rights.may_decide(actor, project.office_code):
        raise forbidden("projects.decide-right", "退回阶段由牵头单位负责人或促进中心决定")
    old = selectors.fact_of(project, fact, StageFact)
    today = timezone.localdate()
    day = happened_on or today
    reasons = selectors.choices("exit-reasons")
    wrong = checks.coded("reason", "退回原因", reason, reasons)
    wrong += checks.day("happened_on", day, today=today)
    if wrong:
        raise Refused(*wrong)
    with recording(actor) as book:
        store.act(book, project, "退回阶段", on=day, changes={"stage": [old.what, None]})
        why = "；".join(filter(None, (reasons[reason], note.strip())))
        void_fact(actor=actor, kind=old._meta.db_table, code=old.code, reason=why)
        book.fact(
            ExitFact(
                subject=project.code,
                what="stepped-back",
                happened_on=day,
                office_code=project.office_code,
                value={"reason": reason, "note": note.strip(), "from_stage": old.what},
            )
        )
        refresh_projects(actor=actor, codes=[code])
