"""The rulebook's entries of projects as engines take them, in force on a day."""

import functools
from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from zhuchao import rulebook
from zhuchao.projects.engine.fields import FieldSpec, specs
from zhuchao.projects.engine.needs import Need, Words, needs_from_rules
from zhuchao.projects.engine.standing import route_of


def choices(kind: str, *, on: date | None = None) -> dict[str, str]:
    """Codes and words of ``projects.<kind>`` in force (today when not said): classes, natures, forms, stages, papers,
    contract-kinds, exit-reasons, sides, field-groups, and the names of money-kinds, delay-causes and grades."""
    value = rulebook.rule(f"projects.{kind}", on=on or timezone.localdate()).value
    assert isinstance(value, Mapping)
    return {
        code: str(word["name"]) if isinstance(word, Mapping) else str(word) for code, word in value.items()
    }


def details(kind: str, *, on: date | None = None) -> dict[str, Mapping[str, object]]:
    """Codes and all that is said of them, for entries whose values are mappings (money-kinds, delay-causes, grades)."""
    value = rulebook.rule(f"projects.{kind}", on=on or timezone.localdate()).value
    assert isinstance(value, Mapping)
    return {code: dict(said) for code, said in value.items() if isinstance(said, Mapping)}


def numbers(kind: str, *, on: date | None = None) -> dict[str, int]:
    """Codes and whole numbers, such as ``overdue-days`` (days)."""
    value = rulebook.rule(f"projects.{kind}", on=on or timezone.localdate()).value
    assert isinstance(value, Mapping)
    return {code: int(number) for code, number in value.items()}


def field_specs(*, on: date | None = None) -> dict[str, FieldSpec]:
    """Every field a project may have, by code."""
    return dict(_specs(rulebook.version(), on or timezone.localdate()))


@functools.lru_cache(maxsize=64)
def _specs(version: str, on: date) -> dict[str, FieldSpec]:
    value = rulebook.rule("projects.fields", on=on).value
    assert isinstance(value, Mapping)
    return specs(value)


def route(klass: str, form: str, *, on: date | None = None) -> tuple[str, ...]:
    """The stages that a project of this class and form passes.

    Raises RulebookError for an unknown class.
    """
    day = on or timezone.localdate()
    stages = rulebook.rule(f"projects.route.{klass}", on=day).value
    without = rulebook.rule("projects.route-without", on=day).value
    assert isinstance(stages, list)
    assert isinstance(without, Mapping)
    return route_of(stages, without.get(form, ()))


def needs(stage: str, *, klass: str, form: str, on: date | None = None) -> list[Need]:
    """What the stage needs of such a project by the rules of the day: ``projects.needs.<stage>`` and every entry
    under it add up."""
    return list(_needs(rulebook.version(), stage, klass, form, on or timezone.localdate()))


@functools.lru_cache(maxsize=4096)
def _needs(version: str, stage: str, klass: str, form: str, on: date) -> tuple[Need, ...]:
    """``version`` of the rulebook is part of the question: an edited file is read again."""
    base = f"projects.needs.{stage}"
    found = rulebook.rules_of(base, on=on)
    rules = [r for r in found if r.id == base or r.id.startswith(f"{base}.")]
    return tuple(needs_from_rules(rules, klass=klass, form=form))


def words(*, on: date | None = None) -> Words:
    """What the codes of fields, papers and contracts are called."""
    named = {code: spec.name for code, spec in field_specs(on=on).items()}
    return Words(named, choices("papers", on=on), choices("contract-kinds", on=on))


def lists(kind: str, *, on: date | None = None) -> dict[str, list[str]]:
    """Codes and the codes that belong to each, such as ``money-accepted``."""
    value = rulebook.rule(f"projects.{kind}", on=on or timezone.localdate()).value
    assert isinstance(value, Mapping)
    return {code: [str(each) for each in its] for code, its in value.items()}


def number(kind: str, *, on: date | None = None) -> int:
    """One whole number, such as ``silent-days``."""
    return int(str(rulebook.rule(f"projects.{kind}", on=on or timezone.localdate()).value))


def first_fields(klass: str, form: str) -> list[FieldSpec]:
    """The fields a new project is asked for at once: the sum and the jobs, and, once class and form are chosen, what
    the first step needs and what only such projects have. Empty or unknown codes ask for the least."""
    found = field_specs()
    wanted = {"total_wan", "jobs"}
    if klass in choices("classes") and form in choices("forms"):
        first = route(klass, form)[1]
        wanted |= {
            code for n in needs(first, klass=klass, form=form) if n.kind == "field" for code in n.codes
        }
        wanted |= {code for code, s in found.items() if s.group == "class" and s.applies(klass, form)}
    return [spec for code, spec in found.items() if code in wanted]
