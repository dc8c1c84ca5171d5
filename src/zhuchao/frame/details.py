"""The detail pattern: header, what is missing, sections, one timeline, side panels of higher nouns, verbs."""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhuchao import slots
from zhuchao.frame.marks import Action, Crumb, Tag
from zhuchao.slots import Slot
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

__all__ = ["Action", "Crumb", "Event", "Field", "Panel", "Section", "Tag", "panels_for", "respond"]

FieldKind = Literal["text", "long", "number", "money_wan", "date", "tag", "link", "code", "figure", "html"]


#: Events of a timeline that show without being asked for.
_NEWEST = 12


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled value. ``unit`` follows numbers; ``url`` makes it a link; an empty value prints 未填.

    ``note`` is a small sentence under it (登记数据如此, 未核实).
    """

    label: str
    value: Any
    kind: FieldKind = "text"
    unit: str = ""
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under a heading."""

    title: str
    fields: Sequence[Field]


@dataclass(frozen=True, slots=True)
class Panel:
    """What a noun shows on a page: its own template and context; ``wide`` puts it into the main column.

    A long page folds its panels: with ``id`` the panel is a heading with its ``summary`` (what one would open it for) that
    opens on demand, stands in the line of jumps, and is ``open`` from the start when something in it waits.
    """

    title: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    order: int = 100
    wide: bool = False
    id: str = ""
    summary: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """A fact on the timeline with its three dates: happened, recorded, verified.

    ``verified_by`` is who found it true, ``note`` what is otherwise thought of it, ``actions`` its small verbs.
    """

    on: date
    title: str
    text: str = ""
    by: str = ""
    recorded_at: datetime | None = None
    verified_on: date | None = None
    state: Tag | None = None
    url: str = ""
    verified_by: str = ""
    note: str = ""
    actions: Sequence[Action] = ()


def panels_for(actor: Actor, subject: object, *, topic: str) -> list[Panel]:
    """The panels that nouns registered for this kind of page (``Slot.PANEL``), in order.

    One that has nothing to answer from yet (an empty registry) does not take the page with it.
    """
    answers = []
    for entry in slots.entries(Slot.PANEL, topic=topic):
        with contextlib.suppress(Refused):
            answers.append(entry.answer(actor, subject))
    return sorted((a for a in answers if a is not None), key=lambda p: p.order)


def respond(
    request: HttpRequest,
    *,
    title: str,
    subtitle: str = "",
    state: Tag | None = None,
    owner: str = "",
    due: str = "",
    sections: Sequence[Section] = (),
    panels: Sequence[Panel] = (),
    actions: Sequence[Action] = (),
    more_actions: Sequence[Action] = (),
    missing: Sequence[Refusal] = (),
    timeline: Sequence[Event] | None = None,
    breadcrumbs: Sequence[Crumb] = (),
    caveat: str = "",
    demo: bool = False,
    template: str = "frame/detail.html",
    context: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A detail page. ``timeline`` None leaves it out, an empty one says that nothing has happened yet; of a long one the
    newest events show and the rest opens on demand. ``more_actions`` are the rare verbs, in a menu."""
    told = None if timeline is None else list(timeline)
    shown = {
        "title": title,
        "subtitle": subtitle,
        "state": state,
        "owner": owner,
        "due": due,
        "sections": sections,
        "side_panels": [p for p in panels if not p.wide],
        "wide_panels": [p for p in panels if p.wide],
        "actions": actions,
        "more_actions": more_actions,
        "jumps": [p for p in panels if p.id],
        "missing": missing,
        "timeline": told and told[:_NEWEST],
        "earlier": told and told[_NEWEST:],
        "breadcrumbs": breadcrumbs,
        "caveat": caveat,
        "demo": demo,
    }
    return render(request, template, shown | dict(context or {}), status=status)
