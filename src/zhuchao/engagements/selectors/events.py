"""Events of the district: open to all staff, as a calendar is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from zhuchao.engagements.models import EngagementFact, Event, EventFact
from zhuchao.engagements.selectors.meeting_steps import MeetingStep, steps
from zhuchao.engagements.selectors.meetings import engagement_row, meeting_words
from zhuchao.engagements.selectors.views import office_names
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


@dataclass(frozen=True, slots=True)
class EventView:
    """An event as shown; ``cost_wan`` in 万元."""

    code: str
    kind: str
    kind_name: str
    title: str
    office: str
    office_name: str
    place: str
    planned_on: date
    held_on: date | None
    state: str
    state_name: str
    guests: int
    cost_wan: Decimal | None
    note: str


@dataclass(frozen=True, slots=True)
class EventPage:
    """Some events and how many there are in all."""

    total: int
    rows: Sequence[EventView]


def events_visible_to(actor: Actor) -> QuerySet[Event]:
    """Every event for staff; what was signed there is shown by projects, to whoever sees those."""
    return Event.objects.all() if actor.is_staff else Event.objects.none()


def event_row(actor: Actor, code: str) -> Event:
    """The row of an event.

    Raises Refused when there is none that the actor may see.
    """
    found = events_visible_to(actor).filter(code=code).first()
    if found is None:
        raise Refused(
            Refusal("engagements.unknown-event", "没有您可查看的这场活动", "请从招商活动列表中打开。"),
            forbidden=True,
        )
    return found


def find_events(
    actor: Actor, *, text: str = "", kind: str = "", state: str = "", offset: int = 0, limit: int = 50
) -> EventPage:
    """Events, the newest first."""
    found = events_visible_to(actor)
    if text:
        found = found.filter(title__contains=text)
    exact = {"kind": kind, "state": state}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    ordered = found.order_by(Coalesce(F("held_on"), F("planned_on")).desc(), "-pk")
    return EventPage(found.count(), _views(ordered[offset : offset + limit]))


def event(actor: Actor, code: str) -> EventView:
    """One event.

    Raises Refused when the actor may not see it.
    """
    return _views([event_row(actor, code)])[0]


def _views(rows: Iterable[Event]) -> list[EventView]:
    found = list(rows)
    kinds, offices = meeting_words("events"), office_names({r.office_code for r in found})
    return [
        EventView(
            r.code,
            r.kind,
            kinds.get(r.kind, r.kind),
            r.title,
            r.office_code,
            offices.get(r.office_code, r.office_code),
            r.place,
            r.planned_on,
            r.held_on,
            r.state,
            r.get_state_display(),
            r.guests,
            r.cost_wan,
            r.note,
        )
        for r in found
    ]


def event_names(actor: Actor, codes: Iterable[str]) -> dict[str, str]:
    """What these events are called."""
    return dict(events_visible_to(actor).filter(code__in=set(codes)).values_list("code", "title"))


def event_history(actor: Actor, code: str) -> list[MeetingStep]:
    """What happened to an event, the newest first."""
    row = event_row(actor, code)
    facts = list(EventFact.objects.filter(subject=row.code).order_by("-happened_on", "-id"))
    return steps(actor, cast("Any", facts))


def meeting_fact(actor: Actor, kind: str, code: str) -> EngagementFact | EventFact:
    """A fact of a meeting or event that the actor sees; ``kind`` is its table.

    Raises Refused when there is none.
    """
    model = next((m for m in (EngagementFact, EventFact) if m._meta.db_table == kind), None)
    found = model._default_manager.filter(code=code).first() if model else None
    if found is None:
        raise Refused(
            Refusal("engagements.unknown-fact", "没有这条记录", "请从走访活动或招商活动页面进入。"),
            forbidden=True,
        )
    row = event_row if isinstance(found, EventFact) else engagement_row
    row(actor, found.subject)
    return found


def meeting_step(actor: Actor, kind: str, code: str) -> tuple[MeetingStep, str, str]:
    """A fact of a meeting or event as shown, with the code and the title of what it is about."""
    fact = meeting_fact(actor, kind, code)
    row = event_row if isinstance(fact, EventFact) else engagement_row
    return steps(actor, cast("Any", [fact]))[0], fact.subject, row(actor, fact.subject).title
