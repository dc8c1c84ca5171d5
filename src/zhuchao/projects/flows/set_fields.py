"""Change what is planned or known of a project."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from zhuchao.ledger.store import recording
from zhuchao.projects import selectors, store
from zhuchao.projects.engine import checks, rights
from zhuchao.projects.flows.refresh_projects import refresh_projects
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def set_fields(
    *,
    actor: Actor,
    code: str,
    fields: Mapping[str, object],
    happened_on: date | None = None,
    version: int | None = None,
) -> None:
    """The fields have these values from ``happened_on`` (today) on; what is the same already is left alone.

    Raises Refused when the actor may not work on the project, a value cannot be read, nothing changes, the day lies
    ahead, or somebody else acted meanwhile.
    """
    project = selectors.row_for(actor, code)
    if not rights.may_work(actor, project.office_code):
        raise forbidden("projects.owner-only", "只有牵头单位可以修改项目数据")
    today = timezone.localdate()
    day = happened_on or today
    given, wrong = checks.values(selectors.field_specs(), fields, klass=project.klass, form=project.form)
    wrong += checks.day("happened_on", day, today=today)
    changed = {name: v for name, v in given.items() if project.fields.get(name) != v}
    if not wrong and not changed:
        wrong = [Refusal("projects.no-change", "没有改动任何数据", "请修改后再提交。")]
    if wrong:
        raise Refused(*wrong)
    if version is not None:
        project.version = version
    with recording(actor) as book:
        told = {name: [project.fields.get(name), value] for name, value in changed.items()}
        store.act(book, project, "修改项目数据", on=day, changes=told)
        store.bring(book, project, on=day, fields=changed, papers=())
        refresh_projects(actor=actor, codes=[code])
