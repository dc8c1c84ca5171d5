"""Reads the YAML files and answers which entry was in force on a day."""

import functools
import hashlib
import itertools
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from zhuchao.terms.source import Rule, Source, Standing

SHIPPED = Path(__file__).parent / "data"


class RulebookError(Exception):
    """An entry is missing, malformed or overlaps another of the same id."""


def folders() -> tuple[Path, ...]:
    """The shipped folder, then the district's own, which is laid over it, where there is one."""
    overlay = Path(os.environ.get("ZHUCHAO_HOME", "var")) / "rulebook"
    return (SHIPPED, overlay) if overlay.is_dir() else (SHIPPED,)


def _entry(raw: dict[str, Any], path: Path) -> Rule:
    try:
        source = raw["source"]
        return Rule(
            id=raw["id"],
            title=raw["title"],
            since=raw["since"],
            until=raw.get("until"),
            source=Source(source["document"], source.get("article", ""), source.get("where", "")),
            standing=Standing(raw["standing"]),
            value=raw["value"],
            unit=raw.get("unit", ""),
            noun=raw["id"].split(".", 1)[0],
            confirmed_by=raw.get("confirmed_by", ""),
        )
    except (KeyError, TypeError, ValueError) as error:
        name = raw.get("id", "?") if isinstance(raw, dict) else "?"
        raise RulebookError(f"规则库文件 {path.name} 的条目 {name} 不完整：{error}") from error


def _read(path: Path) -> list[Rule]:
    loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=YAML_LOADER) or []
    if not isinstance(loaded, list):
        raise RulebookError(f"规则库文件 {path.name} 应为条目列表")
    return [_entry(raw, path) for raw in loaded]


YAML_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@functools.cache
def _loaded() -> tuple[dict[str, tuple[Rule, ...]], str]:
    by_id: dict[str, list[Rule]] = {}
    digest = hashlib.sha256()
    for folder in folders():
        here: dict[str, list[Rule]] = {}
        for path in sorted(folder.rglob("*.yaml")):
            digest.update(path.read_bytes())
            for entry in _read(path):
                here.setdefault(entry.id, []).append(entry)
        by_id |= here
    for entries in by_id.values():
        entries.sort(key=lambda r: r.since)
        _refuse_overlap(entries)
    return {k: tuple(v) for k, v in by_id.items()}, digest.hexdigest()[:12]


def _refuse_overlap(entries: list[Rule]) -> None:
    for earlier, later in itertools.pairwise(entries):
        if earlier.until is None or earlier.until >= later.since:
            raise RulebookError(f"规则 {earlier.id} 的两个版本在 {later.since} 重叠，请给前一版填写失效日期")


def rule(rule_id: str, *, on: date) -> Rule:
    """The entry in force on that day.

    Raises RulebookError when the id is unknown or no version was in force.
    """
    for entry in _loaded()[0].get(rule_id, ()):
        if entry.in_force(on):
            return entry
    raise RulebookError(f"规则库没有在 {on} 有效的条目 {rule_id}")


def all_rules() -> Iterable[Rule]:
    """Every version of every entry, ordered by id and first day."""
    return [entry for key in sorted(_loaded()[0]) for entry in _loaded()[0][key]]


def rules_of(prefix: str, *, on: date) -> list[Rule]:
    """The entries in force whose id starts with the prefix, ordered by id."""
    return [r for r in all_rules() if r.id.startswith(prefix) and r.in_force(on)]


def version() -> str:
    """Twelve hex digits that change whenever any file of the rulebook does; stored with decisions."""
    return _loaded()[1]


def reload() -> None:
    """Forget what was read; for tests and after an overlay was edited."""
    _loaded.cache_clear()
