"""The value of a rule as people read it: sentences, word lists, tables; keys in Chinese by the rulebook's own words."""

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhuchao import rulebook

#: The entry that says in Chinese what the keys of values and the nouns are called.
WORDS = "rulebook.words"
_WORDS_SINCE = date(2024, 1, 1)
SUMMARY = 90


@dataclass(frozen=True, slots=True)
class Part:
    """One drawn piece: ``kind`` is text, words (chips), facts (label and Part), table, or group (Parts under labels)."""

    kind: str
    text: str = ""
    words: tuple[str, ...] = ()
    facts: tuple[tuple[str, "Part"], ...] = ()
    headings: tuple[str, ...] = ()
    rows: tuple[tuple["Part", ...], ...] = field(default_factory=tuple)


@functools.cache
def _words(version: str) -> Mapping[str, str]:
    given = rulebook.rule(WORDS, on=_WORDS_SINCE).value
    if not isinstance(given, Mapping):
        raise rulebook.RulebookError(f"{WORDS} 应为键与词的对照")
    return given


def word(key: object) -> str:
    """The Chinese word of a key; the key itself when the rulebook has none."""
    return str(_words(rulebook.version()).get(str(key), key))


def shown(value: object, unit: str = "", names: Mapping[str, str] | None = None) -> Part:
    """The whole value. ``names`` says what codes stand for; a chain brings those of its own links."""
    names = names or {}
    if isinstance(value, Mapping):
        names = {**names, **_own_names(value)}
        return Part("facts", facts=tuple((word(k), shown(v, names=names)) for k, v in value.items()))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _list(value, names)
    return Part("text", text=names.get(str(value)) or _scalar(value, unit))


def _own_names(value: Mapping[str, Any]) -> dict[str, str]:
    links = value.get("links")
    return {li["code"]: li["name"] for li in links if "code" in li} if isinstance(links, list) else {}


def _list(value: Sequence[Any], names: Mapping[str, str]) -> Part:
    if not value:
        return Part("text", text="（空）")
    if all(isinstance(v, Mapping) for v in value):
        keys = tuple(dict.fromkeys(k for v in value for k in v))
        rows = tuple(tuple(_cell(v, k, names) for k in keys) for v in value)
        return Part("table", headings=tuple(word(k) for k in keys), rows=rows)
    if any(isinstance(v, Mapping | list) for v in value):
        return Part("facts", facts=tuple((f"第{i}项", shown(v, names=names)) for i, v in enumerate(value, 1)))
    return Part("words", words=tuple(_scalar(v) for v in value))


def _cell(row: Mapping[str, Any], key: str, names: Mapping[str, str]) -> Part:
    """One cell of a table; a code stands as it is, it is what the other rows refer to."""
    if key not in row:
        return Part("text")
    return Part("text", text=str(row[key])) if key == "code" else shown(row[key], names=names)


def _scalar(value: object, unit: str = "") -> str:
    if value is None:
        return "—"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return f"{value} {unit}".strip()
    return f"{word(value) if isinstance(value, str) else value}{unit}"


def words_in(value: object) -> str:
    """Every word of the value, for the search."""
    return "\n".join(_leaves(value))


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield word(key)
            yield from _leaves(inner)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            yield from _leaves(inner)
    else:
        yield _scalar(value)


def summary(value: object, unit: str = "") -> str:
    """One line: the value itself when short, else what it holds and how much."""
    said = _said(value, unit)
    return said if len(said) <= SUMMARY else f"{said[: SUMMARY - 1]}…"


def _said(value: object, unit: str = "") -> str:
    if isinstance(value, Mapping) and isinstance(value.get("summary"), str):
        counted = "、".join(f"{word(k)} {_held(v)}" for k, v in value.items() if _is_nested(v))
        return f"{counted}；{value['summary']}" if counted else value["summary"]
    if isinstance(value, Mapping):
        return "；".join(f"{word(k)} {_held(v)}" for k, v in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _held(value)
    return _scalar(value, unit)


def _is_nested(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(v, Mapping | list) for v in value)


def _held(value: object) -> str:
    """What stands inside: short lists in words, long ones counted."""
    if isinstance(value, Mapping):
        return f"{len(value)} 项"
    if isinstance(value, Sequence) and not isinstance(value, str):
        if _is_nested(value):
            return f"{len(value)} 项"
        listed = "、".join(_scalar(v) for v in value[:6])
        return f"{listed} 等 {len(value)} 个" if len(value) > 6 else listed
    return _scalar(value)
