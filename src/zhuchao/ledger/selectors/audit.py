"""The audit trail.

The audit administrator sees who did what when to which record and fields; the values before and after
only with a right to the record, which whoever asks passes in. Staff see the events of records their
offices own, with personal data hidden: a list of events is no way round the mask of a contact.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from zhuchao.ledger.engine.personal import MARK
from zhuchao.ledger.models import AuditEvent, PersonalValue
from zhuchao.terms.actor import Actor, Role

PURGED = "（已清除）"
#: Stands for personal data in whatever lists events: it is read one by one, with a right to its record.
PERSONAL = "（个人信息）"

#: (actor, record as ``noun:code``) → whether the actor has a right to the record.
MaySee = Callable[[Actor, str], bool]


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One event. ``changes`` is None when the actor may not see values; ``fields`` are always named."""

    number: int
    at: datetime
    actor_code: str
    actor_name: str
    post_code: str
    verb: str
    record: str
    label: str
    office_code: str
    fields: tuple[str, ...]
    changes: Mapping[str, tuple[Any, Any]] | None
    rule_version: str


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Events of one page and how many there are in all."""

    rows: tuple[AuditRow, ...]
    total: int


def sees_audit(actor: Actor) -> bool:
    """The whole trail is open to the audit administrator."""
    return actor.has(Role.AUDIT_ADMIN)


def audit_events(
    actor: Actor,
    *,
    person: str = "",
    verb: str = "",
    record: str = "",
    text: str = "",
    since: date | None = None,
    until: date | None = None,
    offset: int = 0,
    limit: int = 50,
    may_see: MaySee | None = None,
) -> AuditPage:
    """The newest events first. ``person`` is a code, ``record`` a ``noun:code`` or ``noun:`` for all of a
    noun, ``text`` a part of actor's name or label, ``since`` and ``until`` days, both included."""
    found = _visible(actor)
    if person:
        found = found.filter(actor_code=person)
    if verb:
        found = found.filter(verb=verb)
    if record:
        found = (
            found.filter(record__startswith=record) if record.endswith(":") else found.filter(record=record)
        )
    if text:
        found = found.filter(Q(actor_name__icontains=text) | Q(label__icontains=text))
    if since:
        found = found.filter(recorded_at__gte=_midnight(since))
    if until:
        found = found.filter(recorded_at__lt=_midnight(until + timedelta(days=1)))
    rows = list(found.order_by("-id")[offset : offset + limit])
    return AuditPage(_rows(actor, rows, may_see), found.count())


def audit_event(actor: Actor, number: int, *, may_see: MaySee | None = None) -> AuditRow | None:
    """One event by its number; None when there is none or the actor may not see it."""
    rows = _rows(actor, list(_visible(actor).filter(id=number)), may_see)
    return rows[0] if rows else None


def record_history(actor: Actor, record: str, *, limit: int = 100) -> list[AuditRow]:
    """The events of one record (``noun:code``) with their values, the newest first.

    The page that asks has shown the record to the actor already: that is the right to it.
    """
    rows = list(AuditEvent.objects.filter(record=record).order_by("-id")[:limit])
    return list(_rows(actor, rows, lambda _actor, _record: True))


def verbs(actor: Actor) -> list[str]:
    """The verbs that occur in what the actor sees, for a filter."""
    return list(_visible(actor).order_by("verb").values_list("verb", flat=True).distinct())


def _visible(actor: Actor) -> QuerySet[AuditEvent]:
    if sees_audit(actor):
        return AuditEvent.objects.all()
    if not actor.is_staff:
        return AuditEvent.objects.none()
    if actor.sees_district:
        return AuditEvent.objects.exclude(office_code="")
    return AuditEvent.objects.filter(office_code__in=actor.office_codes)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _rows(actor: Actor, events: list[AuditEvent], may_see: MaySee | None) -> tuple[AuditRow, ...]:
    allowed = {e.id: _allowed(actor, e, may_see) for e in events}
    values = _personal([e for e in events if allowed[e.id]], clear=may_see is not None)
    return tuple(_row(e, values if allowed[e.id] else None) for e in events)


def _allowed(actor: Actor, event: AuditEvent, may_see: MaySee | None) -> bool:
    if may_see is not None:
        return may_see(actor, event.record)
    # Staff come here only with events of offices they see.
    return actor.is_staff and not sees_audit(actor)


def _row(event: AuditEvent, values: Mapping[str, str] | None) -> AuditRow:
    changes = None
    if values is not None:
        changes = {
            field: (_shown(pair[0], values), _shown(pair[1], values)) for field, pair in event.changes.items()
        }
    return AuditRow(
        number=event.id,
        at=event.recorded_at,
        actor_code=event.actor_code,
        actor_name=event.actor_name,
        post_code=event.post_code,
        verb=event.verb,
        record=event.record,
        label=event.label,
        office_code=event.office_code,
        fields=tuple(event.changes),
        changes=changes,
        rule_version=event.rule_version,
    )


def _personal(events: list[AuditEvent], *, clear: bool) -> dict[str, str]:
    digests = {
        value.removeprefix(MARK)
        for event in events
        for pair in event.changes.values()
        for value in pair
        if isinstance(value, str) and value.startswith(MARK)
    }
    kept = PersonalValue.objects.filter(digest__in=digests)
    if not clear:
        return dict.fromkeys(kept.values_list("digest", flat=True), PERSONAL)
    return dict(kept.values_list("digest", "value"))


def _shown(value: object, personal: Mapping[str, str]) -> object:
    if isinstance(value, str) and value.startswith(MARK):
        return personal.get(value.removeprefix(MARK), PURGED)
    return value
