"""Let a project pass a stage without all its evidence, on the word of the head."""

from datetime import date

from django.utils import timezone

from zhuchao.ledger.store import recording
from zhuchao.projects import selectors, store
from zhuchao.projects.engine import checks, rights
from zhuchao.projects.flows.refresh_projects import refresh_projects
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def override_stage(
    *,
    actor: Actor,
    code: str,
    stage: str,
    happened_on: date,
    reason: str,
    version: int | None = None,
) -> None:
    """The head of the lead office or the centre passes the stage; every missing item is written down as waived, with
    the reason. A waiver lets the project go on; figures that ask for the evidence itself do not count it.

    Raises Refused when the actor may not decide, no reason is given, nothing is missing, the stage is off the route,
    recorded already or ahead of today, or somebody else acted meanwhile.
    """
    project = selectors.row_for(actor, code)
    if not rights.may_decide(actor, project.office_code):
        raise forbidden(
            "projects.override-right", "缺材料放行由牵头单位负责人或促进中心决定", "请提请本单位负责人办理。"
        )
    wrong = checks.day("happened_on", happened_on, today=timezone.localdate())
    wrong += checks.reason_given("reason", "放行理由", reason) + selectors.stage_faults(project, stage)
    if wrong:
        raise Refused(*wrong)
    lacking = selectors.lacking(project, stage, on=happened_on)
    if not lacking:
        raise Refused(
            Refusal("projects.nothing-missing", "该阶段不缺材料，不需要放行", "请直接推进阶段。", "stage")
        )
    if version is not None:
        project.version = version
    with recording(actor) as book:
        labels = "、".join(m.label for m in lacking)
        store.act(
            book,
            project,
            "缺材料放行",
            on=happened_on,
            changes={"stage": [project.stage, stage], "waived": [None, labels]},
        )
        for each in lacking:
            book.fact(store.waiver_fact(project, each.need.item, happened_on, stage, reason.strip()))
        book.fact(store.stage_fact(project, stage, happened_on, override=reason.strip()))
        refresh_projects(actor=actor, codes=[code])
