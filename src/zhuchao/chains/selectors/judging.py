"""The rules by which targets are ranked, as in force today."""

from collections.abc import Mapping, Sequence
from typing import cast

from django.utils import timezone

from zhuchao import rulebook
from zhuchao.chains.engine import bound
from zhuchao.chains.engine.scoring import Scheme, scheme_from_value


def scheme() -> Scheme:
    """The scheme of points in force; its version is what lists are saved with."""
    entry = rulebook.rule("targets.scheme", on=timezone.localdate())
    return scheme_from_value(f"{entry.id}@{entry.since}#{rulebook.version()}", entry.value)


def criteria() -> dict[str, str]:
    """The criteria of the scheme in force: their names by code, in the order of the scheme."""
    words = cast("Mapping[str, str]", rulebook.rule("rulebook.words", on=timezone.localdate()).value)
    return {c.code: words.get(c.code, c.code) for c in scheme().criteria}


def number(rule: str, key: str = "") -> int:
    """A whole number of a rule, or of one of its keys."""
    value = rulebook.rule(rule, on=timezone.localdate()).value
    return int(str(value[key] if isinstance(value, Mapping) else value))


def bound_pattern() -> str:
    """The pattern of names of firms that serve one place only."""
    value = rulebook.rule("targets.bound-words", on=timezone.localdate()).value
    words = cast("Mapping[str, Sequence[str]]", value)
    return bound.pattern(words["words"], words["tails"])
