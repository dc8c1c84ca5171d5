"""What stands against an act on a project: asked by flows before they write."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from zhuchao.ledger.models import Fact, fact_model
from zhuchao.ledger.selectors import kept_files, known_facts
from zhuchao.projects.engine import checks
from zhuchao.projects.engine.needs import Held, Missing
from zhuchao.projects.engine.papers import Paper
from zhuchao.projects.models import Project, ProjectFact, ProjectState, StageFact
from zhuchao.projects.selectors import rules
from zhuchao.projects.selectors.missing import for_stage, off_route, refusals
from zhuchao.terms.actor import SYSTEM
from zhuchao.terms.refusal import Refusal, Refused

_Fact = TypeVar("_Fact", bound=Fact)


def stage_faults(project: Project, stage: str) -> list[Refusal]:
    """Why the stage cannot be recorded: the project is not pursued, the stage is off its route, or recorded already."""
    if project.state != ProjectState.ACTIVE:
        return [not_pursued(project)]
    way = rules.route(project.klass, project.form)
    if stage not in way:
        return list(off_route(project, stage, way).refusals)
    recorded = StageFact.objects.filter(subject=project.code, what=stage)
    # What nobody ever recorded, the common case, costs a plain question.
    there = known_facts(SYSTEM, StageFact).filter(pk__in=recorded).first() if recorded.exists() else None
    if there is None:
        return []
    name = rules.choices("stages")[stage]
    return [
        Refusal(
            "projects.stage-known",
            f"“{name}”已由{there.actor_name}录入，日期 {there.happened_on}",
            "日期有误的请更正该条记录；材料不全的请补归材料。",
            "stage",
        )
    ]


def not_pursued(project: Project) -> Refusal:
    """The refusal for an act on a shelved or ended project."""
    return Refusal(
        "projects.not-active",
        f"项目已{project.get_state_display()}",
        "需要继续推进的，请先由单位负责人恢复推进。",
        "stage",
    )


def lacking(project: Project, stage: str, *, on: date) -> list[Missing]:
    """What blocks the stage by the rules of the day."""
    return [m for m in for_stage(project, stage, on=on) if m.need.blocks]


def still_missing(
    project: Project,
    stage: str,
    *,
    on: date,
    fields: Mapping[str, object],
    papers: Sequence[Paper],
) -> list[Refusal]:
    """The refusals for what the stage lacks once the given fields and papers are there."""
    names = rules.choices("stages", on=on)
    if stage not in names:
        return []
    more = Held(fields=frozenset(fields), papers=frozenset(p.kind for p in papers))
    return refusals(for_stage(project, stage, on=on, more=more), names[stage])


def paper_faults(papers: Sequence[Paper]) -> list[Refusal]:
    """Papers are of a kind of the rulebook and their files are kept."""
    listed = rules.choices("papers")
    found = [r for p in papers for r in checks.coded("kind", "材料种类", p.kind, listed)]
    kept = kept_files({p.sha256 for p in papers if p.sha256})
    for paper in papers:
        if not paper.sha256 or paper.sha256 not in kept:
            name = listed.get(paper.kind, paper.kind)
            found.append(
                Refusal(
                    "projects.paper-file",
                    f"没有收到“{name}”的文件",
                    "请上传扫描件或原件。",
                    f"paper_{paper.kind}",
                )
            )
    return found


def fact_of(project: Project, code: str, model: type[_Fact]) -> _Fact:
    """A fact of the project.

    Raises Refused when the project has no such fact.
    """
    found = model._default_manager.filter(subject=project.code, code=code).first()
    if found is None:
        raise Refused(
            Refusal("projects.unknown-fact", "该项目没有这条记录", "请从项目页面重新进入。"), forbidden=True
        )
    return found


def any_fact_of(project: Project, kind: str, code: str) -> Fact:
    """A fact of the project out of any of its tables (``kind`` is the table's name).

    Raises Refused when the project has no such fact.
    """
    model = fact_model(kind)
    if model is None or not issubclass(model, ProjectFact):
        raise Refused(
            Refusal("projects.unknown-fact", "该项目没有这类记录", "请从项目页面重新进入。"), forbidden=True
        )
    return fact_of(project, code, model)
