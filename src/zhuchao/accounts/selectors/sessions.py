"""Log-ins that are alive. ``session_state`` is asked on every request: one query."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import Q
from django.utils import timezone

from zhuchao.accounts.models import LoginSession
from zhuchao.rulebook import rule
from zhuchao.terms.actor import Actor, Role


class SessionState(StrEnum):
    """What a request's session is: only ``ALIVE`` and ``UNKNOWN`` may go on (an unknown one is begun)."""

    ALIVE = "alive"
    #: Alive, and its last sight is old enough to be written down again.
    STALE = "stale"
    IDLE = "idle"
    ENDED = "ended"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A log-in of the person, for the page of one's own account; ``code`` names it to end it."""

    code: str
    started_at: datetime
    last_seen_at: datetime
    address: str
    agent: str
    current: bool


@dataclass(frozen=True, slots=True)
class LiveSession:
    """A log-in that is alive, for the security administrator."""

    code: str
    person: str
    name: str
    login: str
    started_at: datetime
    last_seen_at: datetime
    address: str
    agent: str


@dataclass(frozen=True, slots=True)
class LivePage:
    """Live log-ins of one page and how many there are in all."""

    rows: tuple[LiveSession, ...]
    total: int


def session_limits() -> tuple[int, timedelta, timedelta]:
    """Log-ins one person may have at once, idle time to the end, and how often a sight is written down."""
    value = rule("accounts.session", on=timezone.localdate()).value
    assert isinstance(value, dict)
    idle = timedelta(minutes=value["idle_minutes"])
    return int(value["max_per_person"]), idle, timedelta(seconds=value["touch_seconds"])


def session_state(actor: Actor, session_key: str) -> SessionState:
    """Whether the session of a request may go on; a session of another person counts as ended."""
    row = (
        LoginSession.objects.filter(session_key=session_key)
        .values_list("person__code", "last_seen_at", "ended_at")
        .first()
    )
    if row is None:
        return SessionState.UNKNOWN
    owner, seen, ended = row
    if ended is not None or owner != actor.person_code:
        return SessionState.ENDED
    _, idle, touch = session_limits()
    age = timezone.now() - seen
    if age > idle:
        return SessionState.IDLE
    return SessionState.STALE if age > touch else SessionState.ALIVE


def why_ended(session_key: str) -> str:
    """The Chinese reason why a session was ended; empty while it lives."""
    return (
        LoginSession.objects.filter(session_key=session_key, ended_at__isnull=False)
        .values_list("ended_why", flat=True)
        .first()
        or ""
    )


def live_sessions(
    actor: Actor, *, text: str = "", person: str = "", offset: int = 0, limit: int = 50
) -> LivePage:
    """Every log-in that is alive, the last seen first; none for anybody but the security administrator.

    One that was idle for too long is no longer alive, also before its next request ends it.
    """
    if not actor.has(Role.SECURITY_ADMIN):
        return LivePage((), 0)
    _, idle, _ = session_limits()
    found = LoginSession.objects.filter(ended_at__isnull=True, last_seen_at__gt=timezone.now() - idle)
    if person:
        found = found.filter(person__code=person)
    if text:
        found = found.filter(
            Q(person__name__icontains=text) | Q(person__login__icontains=text) | Q(address__icontains=text)
        )
    page = found.select_related("person").order_by("-last_seen_at", "-pk")[offset : offset + limit]
    rows = (
        LiveSession(
            str(s.pk),
            s.person.code,
            s.person.name,
            s.person.login,
            s.started_at,
            s.last_seen_at,
            s.address,
            s.agent,
        )
        for s in page
    )
    return LivePage(tuple(rows), found.count())


def my_sessions(actor: Actor, *, session_key: str = "", person: str = "") -> list[SessionRow]:
    """The live log-ins of the actor, the newest first; the security administrator may name a person."""
    of = person if person and actor.has(Role.SECURITY_ADMIN) else actor.person_code
    alive = LoginSession.objects.filter(person__code=of, ended_at__isnull=True).order_by("-started_at")
    return [
        SessionRow(str(s.pk), s.started_at, s.last_seen_at, s.address, s.agent, s.session_key == session_key)
        for s in alive
    ]
