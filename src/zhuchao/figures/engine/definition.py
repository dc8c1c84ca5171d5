"""A definition (口径): what a figure counts, in words, with its version."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from zhuchao.terms.source import Rule, Standing

PREFIX = "figures."


@dataclass(frozen=True, slots=True)
class Definition:
    """One dated definition of the rulebook.

    ``id`` is ``figure`` or ``figure.variant``; variants stand side by side and never mix. ``params`` maps the
    parameters that must be given to their names on the screen, ``options`` those that may be. ``fixed`` are the
    parameters that the definition itself lays down; ``profile`` names the family of definitions (口径) that one
    report keeps to, empty where there is no choice.
    """

    id: str
    figure: str
    name: str
    text: str
    unit: str
    version: str
    cohort: str
    evidence: str
    params: Mapping[str, str]
    since: date
    until: date | None
    source: str
    standing: Standing
    options: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    profile: str = ""


def definition_from_rule(rule: Rule) -> Definition:
    """The definition an entry ``figures.<id>`` lays down.

    Raises ValueError when a part is missing.
    """
    value = cast("Mapping[str, object]", rule.value)
    try:
        found = rule.id.removeprefix(PREFIX)
        return Definition(
            id=found,
            figure=found.split(".", 1)[0],
            name=str(value["name"]),
            text=str(value["text"]),
            unit=rule.unit,
            version=str(value["version"]),
            cohort=str(value["cohort"]),
            evidence=str(value["evidence"]),
            params=dict(cast("Mapping[str, str]", value["params"])),
            since=rule.since,
            until=rule.until,
            source=str(rule.source),
            standing=rule.standing,
            options=_texts(value.get("options")),
            fixed=_texts(value.get("fixed")),
            profile=str(value.get("profile", "")),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"口径条目 {rule.id} 不完整：{error}") from error


def _texts(raw: object) -> dict[str, str]:
    return {str(k): str(v) for k, v in raw.items()} if isinstance(raw, Mapping) else {}
