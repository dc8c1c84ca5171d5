"""A person's own desk: inbox, saved views, drafts, recent items. Nobody sees another's."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from zhuchao.accounts.models import Draft, ListColumns, Message, RecentItem, SavedView
from zhuchao.rulebook import rule
from zhuchao.terms.actor import Actor


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message of the inbox; ``url`` is where it leads, ``read_at`` None while unread."""

    code: str
    kind: str
    title: str
    body: str
    url: str
    sent_at: datetime
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class MessagePage:
    """Messages of one page, how many there are in all, how many unread."""

    rows: tuple[MessageRow, ...]
    total: int
    unread: int


@dataclass(frozen=True, slots=True)
class View:
    """A list as the person saved it: ``query`` is the query string of the list page at ``path``."""

    code: str
    list_id: str
    name: str
    query: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A form half filled in."""

    key: str
    data: dict[str, Any]
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Recent:
    """A record opened lately."""

    record: str
    title: str
    url: str
    opened_at: datetime


def inbox(actor: Actor, *, unread_only: bool = False, offset: int = 0, limit: int = 50) -> MessagePage:
    """The actor's messages, the newest first."""
    mine = Message.objects.filter(person__code=actor.person_code)
    shown = mine.filter(read_at__isnull=True) if unread_only else mine
    rows = shown.order_by("-sent_at", "-pk")[offset : offset + limit]
    found = tuple(MessageRow(m.code, m.kind, m.title, m.body, m.url, m.sent_at, m.read_at) for m in rows)
    return MessagePage(found, shown.count(), unread_count(actor))


def message(actor: Actor, code: str) -> MessageRow | None:
    """One message of the actor; None when it is another's."""
    m = Message.objects.filter(person__code=actor.person_code, code=code).first()
    return MessageRow(m.code, m.kind, m.title, m.body, m.url, m.sent_at, m.read_at) if m else None


def unread_count(actor: Actor) -> int:
    """How many messages the actor has not read."""
    return Message.objects.filter(person__code=actor.person_code, read_at__isnull=True).count()


def saved_views(actor: Actor, list_id: str = "") -> list[View]:
    """The actor's views of a list, or of every list when none is named, the oldest first."""
    mine = SavedView.objects.filter(person__code=actor.person_code)
    if list_id:
        mine = mine.filter(list_id=list_id)
    return [View(v.code, v.list_id, v.name, v.query, v.path) for v in mine.order_by("created_at", "pk")]


def list_columns(actor: Actor, list_id: str) -> tuple[str, ...]:
    """The columns the actor chose for a list, in order; empty for the list's own choice."""
    mine = ListColumns.objects.filter(person__code=actor.person_code, list_id=list_id)
    return tuple(mine.values_list("columns", flat=True).first() or ())


def draft(actor: Actor, key: str) -> DraftRow | None:
    """What the actor left in a form; None when nothing was."""
    found = Draft.objects.filter(person__code=actor.person_code, key=key).first()
    return DraftRow(found.key, found.data, found.saved_at) if found else None


def drafts(actor: Actor) -> list[DraftRow]:
    """Every draft of the actor, the newest first."""
    mine = Draft.objects.filter(person__code=actor.person_code).order_by("-saved_at")
    return [DraftRow(d.key, d.data, d.saved_at) for d in mine]


def recent_limit() -> int:
    """How many recent items are kept."""
    value = rule("accounts.recent-items", on=timezone.localdate()).value
    assert isinstance(value, int)
    return value


def recent_items(actor: Actor, *, limit: int = 8) -> list[Recent]:
    """What the actor opened lately, the newest first."""
    mine = RecentItem.objects.filter(person__code=actor.person_code).order_by("-opened_at", "-pk")
    return [Recent(r.record, r.title, r.url, r.opened_at) for r in mine[:limit]]
