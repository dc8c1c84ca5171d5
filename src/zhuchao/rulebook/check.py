"""Are the files of the rulebook sound, and which live records would a rule block on a day (design.md §2.3).

A noun that holds live records answers ``Slot.RULE_CHECK`` with ``fn(actor, on=day) -> Iterable[Blocked]``: what the
rules in force on that day, which may still lie ahead, would stop.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

import yaml

from zhuchao import slots
from zhuchao.rulebook.loader import YAML_LOADER, folders
from zhuchao.slots import Slot
from zhuchao.terms.actor import Actor
from zhuchao.terms.source import Standing

_REQUIRED = ("id", "title", "since", "source", "standing", "value")
_KNOWN = frozenset({*_REQUIRED, "until", "unit", "confirmed_by"})
_ID = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9][a-z0-9_-]*)+")
_STANDINGS = tuple(s.value for s in Standing)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an entry of a file; ``entry`` is its id, or its number where the id is missing."""

    file: str
    entry: str
    what: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """A live record that a rule would stop: the rule's id, the record's code and name, and why in Chinese."""

    rule: str
    record: str
    name: str
    reason: str


def faults() -> list[Fault]:
    """Everything wrong with the shipped files and the district's own, one file not hiding another."""
    return [fault for folder in folders() for fault in faults_in(folder)]


def faults_in(folder: Path) -> list[Fault]:
    """Everything wrong with the files of one folder: shape, source, standing, dates that overlap."""
    found: list[Fault] = []
    periods: dict[str, list[tuple[date, date, str]]] = {}
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        for number, raw in enumerate(_entries(path, name, found), start=1):
            label = str(raw.get("id") or f"第{number}条") if isinstance(raw, dict) else f"第{number}条"
            wrong = list(_wrong(raw))
            found.extend(Fault(name, label, what) for what in wrong)
            if not wrong:
                last = raw.get("until") or date.max
                periods.setdefault(label, []).append((raw["since"], last, name))
    found.extend(_overlaps(periods))
    return found


def would_block(actor: Actor, on: date) -> tuple[list[tuple[str, Blocked]], list[str]]:
    """The live records that the rules of that day would stop, each with the noun that says so; and who was asked."""
    asked = [entry.name for entry in slots.entries(Slot.RULE_CHECK)]
    found = [
        (entry.name, blocked)
        for entry, answer in slots.ask(Slot.RULE_CHECK, actor, on=on)
        for blocked in answer
    ]
    return found, asked


def _entries(path: Path, name: str, found: list[Fault]) -> list[Any]:
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=YAML_LOADER)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        found.append(Fault(name, "", f"读不出来：{error}"))
        return []
    if loaded is None:
        return []
    if not isinstance(loaded, list):
        found.append(Fault(name, "", "应为条目列表"))
        return []
    return loaded


def _wrong(raw: object) -> Iterator[str]:
    if not isinstance(raw, dict):
        yield "应为键值"
        return
    entry = cast("dict[str, Any]", raw)
    if missing := [key for key in _REQUIRED if entry.get(key) is None]:
        yield f"缺少 {'、'.join(missing)}"
    if unknown := [str(key) for key in entry if key not in _KNOWN]:
        yield f"有未知的键 {'、'.join(unknown)}"
    if not _ID.fullmatch(str(entry.get("id", ""))):
        yield "编号应由小写字母、数字、下划线、连字符组成，以点分段"
    if not str(entry.get("title") or "").strip():
        yield "标题为空"
    yield from _wrong_dates(entry)
    yield from _wrong_source(entry)


def _wrong_dates(entry: dict[str, Any]) -> Iterator[str]:
    since, until = entry.get("since"), entry.get("until")
    if not isinstance(since, date) or not isinstance(until, date | None):
        yield "生效日或失效日不是日期"
    elif until is not None and until < since:
        yield "失效日早于生效日"


def _wrong_source(entry: dict[str, Any]) -> Iterator[str]:
    source, standing = entry.get("source"), entry.get("standing")
    if not isinstance(source, dict) or not str(source.get("document") or "").strip():
        yield "没有写明依据文件"
    elif standing == Standing.TEXT_READ and not str(source.get("where") or "").strip():
        yield "标为已读原文，却没有写明原文所在"
    if standing not in _STANDINGS:
        yield f"状态“{standing}”应为{'、'.join(_STANDINGS)}之一"


def _overlaps(periods: dict[str, list[tuple[date, date, str]]]) -> Iterator[Fault]:
    for entry, spans in periods.items():
        latest = date.min
        for since, last, name in sorted(spans):
            if since <= latest:
                yield Fault(name, entry, f"与另一版本在 {since} 重叠，请给前一版填写失效日期")
            latest = max(latest, last)
