"""What other nouns found for the words in the search box: a short list each, beside the companies.

A noun answers ``Slot.SEARCH`` topic ``records`` with ``fn(actor, text) -> Found | None``; None when it found nothing the
actor may see.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from zhuchao import slots
from zhuchao.slots import Slot
from zhuchao.terms.actor import Actor


@dataclass(frozen=True, slots=True)
class Hit:
    """One record: what it is called, its page, and a few words that tell it from others."""

    label: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The first hits of a noun, how many there are in all, and the list that shows them all."""

    title: str
    hits: Sequence[Hit]
    total: int
    url: str


def found_elsewhere(actor: Actor, text: str) -> list[Found]:
    """What every noun but companies found, in the order they registered; nothing for no words."""
    if not text.strip():
        return []
    told = (answer for _, answer in slots.ask(Slot.SEARCH, actor, text, topic="records"))
    return [answer for answer in told if isinstance(answer, Found) and answer.total]
