"""Record that a project reached a stage, with the evidence that the rules of that day ask for."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils import timezone

from zhuchao.ledger.store import recording
from zhuchao.projects import selectors, store
from zhuchao.projects.engine import checks, rights
from zhuchao.projects.engine.papers import Paper
from zhuchao.projects.flows.refresh_projects import refresh_projects
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def advance_stage(
    *,
    actor: Actor,
    code: str,
    stage: str,
    happened_on: date,
    fields: Mapping[str, object] | None = None,
    papers: Sequence[Paper] = (),
    note: str = "",
    version: int | None = None,
) -> None:
    """The project reached ``stage`` on ``happened_on``; ``fields`` and ``papers`` (their files kept already) are what is
    brought along. ``version`` is the version that the person saw (the present one when not said).

    Raises Refused with every missing item (its rule, field, article and next step) by the rules in force on
    ``happened_on``, for a stage off the project's route, recorded already, or ahead of today, for values that cannot be
    read, when the project is not pursued, or when somebody else acted on it meanwhile.
    """
    project = selectors.row_for(actor, code)
    if not rights.may_work(actor, project.office_code):
        raise forbidden("projects.owner-only", "只有牵头单位可以推进该项目")
    today = timezone.localdate()
    given, wrong = checks.values(
        selectors.field_specs(), fields or {}, klass=project.klass, form=project.form
    )
    wrong += checks.day("happened_on", happened_on, today=today)
    wrong += selectors.paper_faults(papers) + selectors.stage_faults(project, stage)
    wrong += selectors.still_missing(project, stage, on=happened_on, fields=given, papers=papers)
    if wrong:
        raise Refused(*wrong)
    if version is not None:
        project.version = version
    with recording(actor) as book:
        store.act(book, project, "推进阶段", on=happened_on, changes={"stage": [project.stage, stage]})
        store.bring(book, project, on=happened_on, fields=given, papers=papers)
        book.fact(store.stage_fact(project, stage, happened_on, **({"note": note} if note else {})))
        refresh_projects(actor=actor, codes=[code])
