"""Log-in sessions: the rows and the browser sessions they stand for."""

from collections.abc import Iterable
from datetime import datetime
from importlib import import_module

from django.conf import settings
from django.db.models import QuerySet

from zhuchao.accounts.models import LoginSession, Person


def living(person: Person) -> QuerySet[LoginSession]:
    """The person's live log-ins, the oldest first."""
    return LoginSession.objects.filter(person=person, ended_at__isnull=True).order_by("started_at", "pk")


def end(sessions: Iterable[LoginSession], now: datetime, why: str) -> int:
    """End log-ins and delete their browser sessions; gives how many ended now."""
    ended = 0
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for session in sessions:
        changed = LoginSession.objects.filter(pk=session.pk, ended_at__isnull=True).update(
            ended_at=now, ended_why=why
        )
        if changed:
            store(session_key=session.session_key).delete()
            ended += 1
    return ended


def end_all(person: Person, now: datetime, why: str, *, but: str = "") -> int:
    """End every log-in of a person except the one with the key ``but``."""
    return end(living(person).exclude(session_key=but) if but else living(person), now, why)
