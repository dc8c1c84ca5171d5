"""What a project lacks for a stage: the one answer behind page, API, command line and board."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from zhuchao.projects.engine.needs import Held, Missing, label, missing
from zhuchao.projects.engine.standing import next_stage
from zhuchao.projects.models import Project
from zhuchao.projects.selectors import rules
from zhuchao.projects.selectors.held import Record, of_facts, record
from zhuchao.projects.selectors.projects import row_for
from zhuchao.projects.selectors.whole import Whole
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


@dataclass(frozen=True, slots=True)
class MissingItem:
    """One thing that is missing for a stage. ``blocks`` False: the rule only warns (待核)."""

    rule: str
    kind: str
    item: str
    label: str
    article: str
    next_step: str
    field: str
    blocks: bool


@dataclass(frozen=True, slots=True)
class StageNeeds:
    """A stage with what it still needs, what it has, and what the head let it pass without."""

    stage: str
    stage_name: str
    missing: tuple[MissingItem, ...]
    met: tuple[str, ...]
    waived: tuple[str, ...]


def for_stage(
    project: Project,
    stage: str,
    *,
    on: date | None = None,
    known: Record | None = None,
    more: Held | None = None,
) -> list[Missing]:
    """What the project lacks for the stage by the rules of the day, given what it has and ``more`` that is brought
    along now."""
    held = (known or record(project.code)).held(stage)
    if more is not None:
        held = _joined(held, more)
    needed = rules.needs(stage, klass=project.klass, form=project.form, on=on)
    return missing(needed, held, rules.words(on=on))


def _joined(held: Held, more: Held) -> Held:
    return replace(
        held,
        fields={*held.fields, *more.fields},
        papers={*held.papers, *more.papers},
        contracts={*held.contracts, *more.contracts},
        money=held.money or more.money,
        waived={*held.waived, *more.waived},
    )


def refusals(found: Collection[Missing], stage_name: str) -> list[Refusal]:
    """The refusals of those that block."""
    return [m.refusal(stage_name) for m in found if m.need.blocks]


def missing_of(its: Whole) -> StageNeeds | None:
    """What a project that was read already needs for its next stage; None at the end of its route."""
    project = its.project
    target = next_stage(rules.route(project.klass, project.form), project.stage)
    known = of_facts([its.code], its.history.standing)[its.code]
    return stage_needs(project, target, known=known) if target else None


def missing_for_next(
    actor: Actor, code: str, *, stage: str = "", on: date | None = None
) -> StageNeeds | None:
    """What the project needs for its next stage (or the one named); None at the end of its route.

    Raises Refused when the actor may not see the project or the stage is not on its route.
    """
    project = row_for(actor, code)
    way = rules.route(project.klass, project.form)
    if stage and stage not in way:
        raise off_route(project, stage, way)
    target = stage or next_stage(way, project.stage)
    return stage_needs(project, target, on=on) if target else None


def stage_needs(
    project: Project, stage: str, *, on: date | None = None, known: Record | None = None
) -> StageNeeds:
    """The needs of a stage split into missing and met."""
    day = on or timezone.localdate()
    names = rules.choices("stages", on=day)
    its = known or record(project.code)
    lacking = for_stage(project, stage, on=day, known=its)
    needed = rules.needs(stage, klass=project.klass, form=project.form, on=day)
    words = rules.words(on=day)
    unmet = {m.need for m in missing(needed, its.held(), words)}
    lacked = {m.need for m in lacking}
    name = names.get(stage, stage)
    return StageNeeds(
        stage,
        name,
        tuple(_item(m, name) for m in lacking),
        tuple(label(n, words) for n in needed if n not in unmet),
        tuple(label(n, words) for n in needed if n in unmet and n not in lacked),
    )


def _item(found: Missing, stage_name: str) -> MissingItem:
    told = found.refusal(stage_name)
    return MissingItem(
        told.rule,
        found.need.kind,
        found.need.item,
        found.label,
        told.article,
        told.next_step,
        told.field,
        found.need.blocks,
    )


def off_route(project: Project, stage: str, way: tuple[str, ...]) -> Refused:
    """The refusal for a stage that such a project does not pass."""
    names = rules.choices("stages")
    listed = "、".join(names.get(s, s) for s in way)
    return Refused(
        Refusal(
            "projects.route",
            f"“{names.get(stage, stage)}”不在该项目的阶段路线上",
            f"该项目依次经过：{listed}。",
            "stage",
            "项目的阶段路线",
        )
    )
