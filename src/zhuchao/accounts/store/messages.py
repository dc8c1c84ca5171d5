"""Posting to inboxes; any noun's flow may call this inside its own transaction."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from zhuchao.accounts.models import Holding, Message, Person


def post_message(*, to: Iterable[str], kind: str, title: str, body: str = "", url: str = "") -> int:
    """Put a message into the inboxes of these people (codes); gives how many got it.

    ``kind`` is a short word (``hand-over``), ``url`` where the message leads.
    """
    now = timezone.now()
    people = Person.objects.filter(code__in=set(to), is_active=True)
    rows = [
        Message(person=person, kind=kind, title=title[:200], body=body, url=url, sent_at=now)
        for person in people
    ]
    return len(Message.objects.bulk_create(rows))


def tell_post(post_code: str, *, kind: str, title: str, body: str = "", url: str = "") -> int:
    """Put a message into the inbox of everybody who holds the post today."""
    return post_message(to=_holders(Q(post__code=post_code)), kind=kind, title=title, body=body, url=url)


def tell_heads(office_code: str, *, kind: str, title: str, body: str = "", url: str = "") -> int:
    """Put a message into the inboxes of the heads of an office."""
    heads = Q(post__office__code=office_code, post__is_head=True)
    return post_message(to=_holders(heads), kind=kind, title=title, body=body, url=url)


def _holders(which: Q) -> list[str]:
    day = timezone.localdate()
    now = Holding.objects.filter(which, Q(end__isnull=True) | Q(end__gte=day), start__lte=day)
    return list(now.values_list("person__code", flat=True))
