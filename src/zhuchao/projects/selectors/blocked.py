"""Which pursued projects rules of a coming day would stop that today's do not (design.md §2.3)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from zhuchao.projects.engine.needs import Missing, missing
from zhuchao.projects.engine.standing import next_stage
from zhuchao.projects.models import ProjectState
from zhuchao.projects.selectors import rules
from zhuchao.projects.selectors.held import records
from zhuchao.projects.selectors.projects import projects_visible_to
from zhuchao.rulebook.check import Blocked
from zhuchao.terms.actor import Actor

_BATCH = 500


def would_block(actor: Actor, *, on: date) -> Iterator[Blocked]:
    """Projects whose next stage asks for something on that day that it does not ask for today and that they lack.

    Where the needs of class, form and stage do not change, no fact is read.
    """
    groups: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    rows = projects_visible_to(actor).filter(state=ProjectState.ACTIVE).order_by("code")
    for code, name, klass, form, stage in rows.values_list("code", "name", "klass", "form", "stage"):
        groups[klass, form, stage].append((code, name))
    for (klass, form, stage), projects in groups.items():
        target = next_stage(rules.route(klass, form, on=on), stage)
        if target:
            yield from _stopped(klass, form, target, projects, on)


def _stopped(
    klass: str, form: str, stage: str, projects: list[tuple[str, str]], on: date
) -> Iterator[Blocked]:
    today = timezone.localdate()
    now = {(n.kind, n.codes) for n in rules.needs(stage, klass=klass, form=form, on=today) if n.blocks}
    asked = rules.needs(stage, klass=klass, form=form, on=on)
    newly = [n for n in asked if n.blocks and (n.kind, n.codes) not in now]
    if not newly:
        return
    words, name = rules.words(on=on), rules.choices("stages", on=on)[stage]
    for start in range(0, len(projects), _BATCH):
        part = projects[start : start + _BATCH]
        known = records([code for code, _ in part])
        for code, title in part:
            for lacking in missing(newly, known[code].held(stage), words):
                yield _blocked(lacking, code, title, name)


def _blocked(lacking: Missing, code: str, title: str, stage_name: str) -> Blocked:
    told = lacking.refusal(stage_name)
    return Blocked(lacking.need.rule, code, title, told.reason)
