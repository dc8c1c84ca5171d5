"""The one way to look up: a lower noun asks, higher nouns have registered what they know.

Registered functions take ``actor`` first. A noun registers in its ``apps.py``; nothing else does.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from zhuchao.terms.actor import Actor


class Slot(StrEnum):
    """The kinds of question a lower noun may ask."""

    MENU = "menu"
    PANEL = "panel"
    SEARCH = "search"
    MY_WORK = "my-work"
    DUTY = "duty"
    RULE_CHECK = "rule-check"
    FIGURE = "figure"
    NOTICE = "notice"
    JOB = "job"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a noun registered: ``topic`` narrows the kind (``company`` for panels of a company page)."""

    slot: Slot
    topic: str
    name: str
    answer: Callable[..., Any]
    order: int


_entries: dict[tuple[Slot, str, str], Entry] = {}


def register(slot: Slot, name: str, answer: Callable[..., Any], *, topic: str = "", order: int = 100) -> None:
    """Register an answer. The same name registered twice replaces the first, so reloads are harmless."""
    _entries[(slot, topic, name)] = Entry(slot, topic, name, answer, order)


def unregister(slot: Slot, name: str, *, topic: str = "") -> None:
    """Take an answer back; tests that register a noun of their own clean up with this."""
    _entries.pop((slot, topic, name), None)


def entries(slot: Slot, *, topic: str = "") -> list[Entry]:
    """The registered answers of a kind, in order and then by name."""
    found = (e for e in _entries.values() if e.slot is slot and e.topic == topic)
    return sorted(found, key=lambda e: (e.order, e.name))


def ask(
    slot: Slot, actor: Actor, *args: object, topic: str = "", **kwargs: object
) -> Iterator[tuple[Entry, Any]]:
    """Each registered answer beside its entry, computed for this actor."""
    for entry in entries(slot, topic=topic):
        yield entry, entry.answer(actor, *args, **kwargs)
