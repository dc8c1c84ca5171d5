"""Checks of what was entered, over any set of projects an actor sees: the facts are read as sets, the engine decides."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from zhuchao import rulebook
from zhuchao.engagements.selectors import office_names
from zhuchao.ledger.selectors import known_facts
from zhuchao.projects.engine.padding import CHECKS, Mark
from zhuchao.projects.models import OpinionFact, Project
from zhuchao.projects.selectors.padding_reading import Scope, found_by
from zhuchao.projects.selectors.projects import projects_visible_to, row_for
from zhuchao.terms.actor import SYSTEM, Actor

EXPLANATION = "explanation"


@dataclass(frozen=True, slots=True)
class Answer:
    """What an officer said to a finding."""

    text: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Finding:
    """A mark as it is shown: beside the figure, never in it. ``answers`` are the explanations, the newest last."""

    project: str
    project_name: str
    office_code: str
    office_name: str
    check: str
    check_name: str
    reason: str
    text: str
    day: date | None
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which findings: of projects that signed between two days, of one check, of one lead office, answered or not
    (``yes``, ``no``)."""

    since: date | None = None
    until: date | None = None
    check: str = ""
    office: str = ""
    answered: str = ""


def checks(*, on: date | None = None) -> dict[str, str]:
    """The checks and what they are called."""
    return {check: str(rule(check, on=on)["name"]) for check in CHECKS}


def rule(check: str, *, on: date | None = None) -> Mapping[str, Any]:
    """What the rulebook lays down for a check: ``name``, ``reason`` and its thresholds."""
    value = rulebook.rule(f"projects.padding.{check}", on=on or timezone.localdate()).value
    assert isinstance(value, Mapping)
    return value


def findings(actor: Actor, asked: Asked | None = None) -> list[Finding]:
    """What the checks find among the projects the actor sees, by project and check."""
    asked = asked or Asked()
    scope = projects_visible_to(actor)
    if asked.since:
        scope = scope.filter(signed_on__gte=asked.since)
    if asked.until:
        scope = scope.filter(signed_on__lte=asked.until)
    if asked.office:
        scope = scope.filter(office_code=asked.office)
    found = _shown(scope, _marks(scope, [asked.check] if asked.check in CHECKS else CHECKS))
    if asked.answered:
        found = [f for f in found if bool(f.answers) == (asked.answered == "yes")]
    return found


def findings_of(actor: Actor, code: str) -> list[Finding]:
    """What the checks find in one project.

    Raises Refused when the actor may not see it.
    """
    row_for(actor, code)
    scope = Project.objects.filter(code=code)
    return _shown(scope, _marks(scope, CHECKS))


def padding(actor: Actor, codes: Collection[str]) -> dict[str, list[Finding]]:
    """Findings by project of those named that the actor sees."""
    scope = projects_visible_to(actor).filter(code__in=list(codes))
    found: dict[str, list[Finding]] = {}
    for each in _shown(scope, _marks(scope, CHECKS)):
        found.setdefault(each.project, []).append(each)
    return found


def marks(actor: Actor, codes: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The names of the checks that ask for a second look, by project, as a figure shows them beside its rows."""
    return {
        code: tuple(dict.fromkeys(f.check_name + ("（已说明）" if f.answers else "") for f in its))
        for code, its in padding(actor, codes).items()
    }


def _marks(scope: QuerySet[Project], wanted: Iterable[str]) -> list[Mark]:
    read = Scope(scope)
    if not read.codes:
        return []
    answering: Mapping[str, Callable[[Scope, Mapping[str, Any]], list[Mark]]] = found_by()
    return [mark for check in wanted for mark in answering[check](read, rule(check))]


def _shown(scope: QuerySet[Project], marks: Sequence[Mark]) -> list[Finding]:
    codes = {m.project for m in marks}
    rows = {
        code: (name, office)
        for code, name, office in scope.values_list("code", "name", "office_code")
        if code in codes
    }
    offices = office_names({office for _, office in rows.values()})
    rules = {check: rule(check) for check in {m.check for m in marks}}
    answers = explanations(codes)
    found = [
        Finding(
            mark.project,
            rows[mark.project][0],
            rows[mark.project][1],
            offices.get(rows[mark.project][1], rows[mark.project][1]),
            mark.check,
            str(rules[mark.check]["name"]),
            str(rules[mark.check]["reason"]),
            mark.text,
            mark.day,
            answers.get((mark.project, mark.check), ()),
        )
        for mark in marks
        if mark.project in rows
    ]
    return sorted(found, key=lambda f: (f.project, CHECKS.index(f.check), f.text))


def explanations(codes: Collection[str]) -> dict[tuple[str, str], tuple[Answer, ...]]:
    """What was said to the findings of these projects, by project and check."""
    found: dict[tuple[str, str], tuple[Answer, ...]] = {}
    told = known_facts(SYSTEM, OpinionFact).filter(what=EXPLANATION).order_by("id")
    if len(codes) <= 500:
        told = told.filter(subject__in=list(codes))
    for code, value, by, on in told.values_list("subject", "value", "actor_name", "happened_on"):
        key = (code, str(value.get("check", "")))
        found[key] = (*found.get(key, ()), Answer(str(value.get("text", "")), by, on))
    return found
