"""Log-in names held back after too many wrong passwords, for the security administrator."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, Sum
from django.utils import timezone

from zhuchao.accounts.models import Person
from zhuchao.terms.actor import Actor, Role

#: A name nobody has is not shown: people type passwords into the wrong field.
UNKNOWN = "（没有这个登录名）"


@dataclass(frozen=True, slots=True)
class LockOut:
    """Wrong passwords for one log-in name from one address; ``locked`` until ``until``."""

    person: str
    name: str
    login: str
    address: str
    failures: int
    last_at: datetime
    locked: bool
    until: datetime


def failure_limit() -> int:
    """Wrong passwords in a row that lock."""
    return int(settings.AXES_FAILURE_LIMIT)


def lock_out_time() -> timedelta:
    """How long a log-in name stays locked after the last wrong password."""
    return timedelta(hours=settings.AXES_COOLOFF_TIME)


def lock_outs(actor: Actor) -> list[LockOut]:
    """Wrong passwords of late by log-in name and address, the newest first; empty for anybody but the
    security administrator. Two queries."""
    if not actor.has(Role.SECURITY_ADMIN):
        return []
    now = timezone.now()
    late = AccessAttempt.objects.filter(attempt_time__gt=now - lock_out_time())
    rows = list(
        late.values("username", "ip_address")
        .annotate(failures=Sum("failures_since_start"), last_at=Max("attempt_time"))
        .order_by("-last_at")
    )
    people = {p.login: p for p in Person.objects.filter(login__in={r["username"] for r in rows})}
    return [_row(r, people.get(r["username"])) for r in rows]


def _row(row: dict[str, object], person: Person | None) -> LockOut:
    failures, last_at = row["failures"], row["last_at"]
    assert isinstance(failures, int) and isinstance(last_at, datetime)
    return LockOut(
        person=person.code if person else "",
        name=person.name if person else "",
        login=person.login if person else UNKNOWN,
        address=str(row["ip_address"] or ""),
        failures=failures,
        last_at=last_at,
        locked=failures >= failure_limit(),
        until=last_at + lock_out_time(),
    )
