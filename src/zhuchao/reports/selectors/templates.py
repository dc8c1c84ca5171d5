"""The templates in force, and what a report may be asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.utils import timezone

from zhuchao import rulebook
from zhuchao.reports.engine.issues import need_staff
from zhuchao.reports.engine.template import Template, template_from_value
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

PREFIX = "reports.template."


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A template as a list shows it."""

    id: str
    name: str
    version: str
    heading: str
    blanks: int
    most_characters: int


def templates(actor: Actor, *, on: date | None = None) -> list[TemplateRow]:
    """The templates in force on the day (today when not said). Raises Refused for whoever is not staff."""
    need_staff(actor)
    found = [_read(r.id, r.value) for r in rulebook.rules_of(PREFIX, on=on or timezone.localdate())]
    return [TemplateRow(t.id, t.name, t.version, t.heading, len(t.blanks), t.most_characters) for t in found]


def template(actor: Actor, name: str, *, on: date) -> Template:
    """A template by its Chinese name or its id, as it stands on the day.

    Raises Refused when there is none, or for whoever is not staff.
    """
    need_staff(actor)
    found = [_read(r.id, r.value) for r in rulebook.rules_of(PREFIX, on=on)]
    for each in found:
        if name in (each.id, each.name):
            return each
    names = "、".join(each.name for each in found)
    raise Refused(
        Refusal("reports.template", f"没有在该日有效的报告模板“{name}”", f"现有模板：{names}。", "template")
    )


def _read(rule_id: str, value: Any) -> Template:
    return template_from_value(rule_id.removeprefix(PREFIX), cast("Mapping[str, Any]", value))


def profiles(*, on: date | None = None) -> list[tuple[str, str]]:
    """The families of definitions a report may keep to, with their names; the first is the default."""
    value = rulebook.rule("reports.profiles", on=on or timezone.localdate()).value
    return [(str(p["code"]), str(p["name"])) for p in cast("list[Mapping[str, Any]]", value)]


def thresholds(*, on: date | None = None) -> tuple[str, list[str]]:
    """The default size threshold and all that may be chosen, in 亿元."""
    value = cast(
        "Mapping[str, Any]", rulebook.rule("reports.thresholds", on=on or timezone.localdate()).value
    )
    return str(value["default"]), [str(step) for step in value["steps"]]


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody asks of a report. Empty parts are filled in: the period begins with the mandate, the threshold is
    the default one, the signing window is the whole period, the family of definitions the first, the office all that
    the actor sees. ``known_at`` None: all recorded until now."""

    template: str
    as_of: date
    period_from: date | None = None
    known_at: datetime | None = None
    threshold: str = ""
    window_from: date | None = None
    window_to: date | None = None
    office: str = ""
    profile: str = ""
