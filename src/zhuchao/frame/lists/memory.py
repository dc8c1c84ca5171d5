"""What a person's list remembers: saved views as tabs, and the chosen columns.

Accounts answers ``Slot.PANEL`` topic ``list-views`` with ``fn(actor, list_id) -> ListMemory | None`` and hears of
newly chosen columns by ``Slot.NOTICE`` topic ``list-columns`` with ``fn(actor, list_id, columns)``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from zhuchao import slots
from zhuchao.slots import Slot
from zhuchao.terms.actor import Actor


@dataclass(frozen=True, slots=True)
class SavedView:
    """A tab: ``query`` is the query string without the question mark; ``delete_url`` takes a POST."""

    name: str
    query: str
    delete_url: str = ""


@dataclass(frozen=True, slots=True)
class ListMemory:
    """``save_url`` takes a POST with ``list_id``, ``name``, ``query`` and ``next``."""

    views: tuple[SavedView, ...] = ()
    columns: tuple[str, ...] = ()
    save_url: str = ""


def recall(actor: Actor | None, list_id: str) -> ListMemory:
    """What is remembered for this actor; nothing when nobody remembers."""
    if actor is not None:
        for _, found in slots.ask(Slot.PANEL, actor, list_id, topic="list-views"):
            if isinstance(found, ListMemory):
                return found
    return ListMemory()


def remember_columns(actor: Actor | None, list_id: str, columns: Sequence[str]) -> None:
    """Tell whoever keeps columns which ones were chosen."""
    if actor is not None:
        for _ in slots.ask(Slot.NOTICE, actor, list_id, tuple(columns), topic="list-columns"):
            pass
