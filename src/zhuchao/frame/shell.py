"""What the frame around every page shows: posts, inbox, account links, search and the note on the data.

The frame stands below accounts and companies, so it asks slots: ``Slot.PANEL`` topic ``shell`` (accounts answers
a Shell), topic ``data-note`` (companies answers a DataNote), ``Slot.SEARCH`` topic ``global`` (an address that
takes ``?q=``). What that address also shows of other nouns: ``frame.found``.
"""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from zhuchao import slots
from zhuchao.slots import Slot
from zhuchao.terms.actor import Actor


@dataclass(frozen=True, slots=True)
class PostChoice:
    """A post the person may act through."""

    code: str
    name: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A named address; ``method`` post makes it a button of a form (log out)."""

    label: str
    url: str
    icon: str = ""
    method: str = "get"


@dataclass(frozen=True, slots=True)
class Shell:
    """The right end of the top bar. ``switch_url`` takes a POST with ``post`` (its code) and ``next``."""

    posts: tuple[PostChoice, ...] = ()
    switch_url: str = ""
    inbox_url: str = ""
    inbox_count: int = 0
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class DataNote:
    """What the footer says of the data (登记数据截至…), and whether it is demonstration data."""

    text: str = ""
    demo: bool = False


def shell_of(actor: Actor) -> Shell:
    """The shell that accounts answers; an empty one while nothing is registered."""
    for _, answer in slots.ask(Slot.PANEL, actor, topic="shell"):
        if answer is not None:
            return answer if isinstance(answer, Shell) else Shell()
    return Shell()


def data_notes(actor: Actor) -> list[DataNote]:
    """Every note on the data shown, in the order of the nouns."""
    return [note for _, note in slots.ask(Slot.PANEL, actor, topic="data-note") if note is not None]


def search_url(actor: Actor) -> str:
    """Where the global search box leads; empty when nothing can be searched."""
    for _, url in slots.ask(Slot.SEARCH, actor, topic="global"):
        if url:
            return str(url)
    try:
        return reverse("companies:search")
    except NoReverseMatch:
        return ""
