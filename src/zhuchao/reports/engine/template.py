"""A template: paragraphs with blanks in braces, and what fills each blank."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

BRACES = re.compile(r"\{(\w+)\}")
PARAMETERS = ("from", "as_of", "threshold", "window", "mandate")


@dataclass(frozen=True, slots=True)
class Blank:
    """One blank: exactly one of ``figure`` (its id), ``parameter`` (of the report) and ``book`` (not kept yet) is set.

    ``profiled``: by the family of definitions the report keeps to. ``by``: the variant, such as by amount. ``window``:
    over the signing window and not the whole period. ``mandate``: since the mandate began. ``threshold``: with the size
    threshold. ``show`` is ``value`` or ``names``, at most ``most`` of them; ``counter`` is the measure word after the
    number of names.
    """

    key: str
    name: str
    figure: str = ""
    parameter: str = ""
    book: str = ""
    profiled: bool = False
    by: str = ""
    window: bool = False
    mandate: bool = False
    threshold: bool = False
    show: str = "value"
    most: int = 5
    counter: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class CheckRule:
    """One check of coherence: its kind and the blanks it looks at, by role."""

    kind: str
    blanks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Template:
    """A template as the rulebook holds it. ``annex`` names the blanks whose rows the Word file lists."""

    id: str
    name: str
    version: str
    heading: str
    most_characters: int
    paragraphs: tuple[tuple[int, str], ...]
    blanks: Mapping[str, Blank]
    checks: tuple[CheckRule, ...]
    annex: tuple[str, ...]


def template_from_value(template_id: str, value: Mapping[str, Any]) -> Template:
    """The template an entry ``reports.template.<id>`` lays down.

    Raises ValueError when a part is missing, a text uses a blank nobody binds, or a blank is bound twice or not at all.
    """
    try:
        blanks = {str(k): _blank(str(k), v) for k, v in value["blanks"].items()}
        found = Template(
            id=template_id,
            name=str(value["name"]),
            version=str(value["version"]),
            heading=str(value["heading"]),
            most_characters=int(value["most_characters"]),
            paragraphs=tuple((int(p["level"]), str(p["text"])) for p in value["paragraphs"]),
            blanks=blanks,
            checks=tuple(_check(c) for c in value["checks"]),
            annex=tuple(str(k) for k in value.get("annex", ())),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"报告模板 {template_id} 不完整：{error}") from error
    used = {key for _, text in found.paragraphs for key in BRACES.findall(text)}
    used |= {key for check in found.checks for key in check.blanks.values()} | set(found.annex)
    if missing := sorted(used - set(blanks)):
        raise ValueError(f"报告模板 {template_id} 的填空没有说明来源：{'、'.join(missing)}")
    return found


def _blank(key: str, raw: Mapping[str, Any]) -> Blank:
    made = Blank(key=key, **raw)
    if sum(bool(s) for s in (made.figure, made.parameter, made.book)) != 1:
        raise ValueError(f"填空 {key} 应由指标、报告参数、台账三者之一填写")
    if made.parameter and made.parameter not in PARAMETERS:
        raise ValueError(f"填空 {key} 没有这样的报告参数：{made.parameter}")
    return made


def _check(raw: Mapping[str, Any]) -> CheckRule:
    return CheckRule(str(raw["kind"]), {k: str(v) for k, v in raw.items() if k != "kind"})
