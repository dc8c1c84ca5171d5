"""Remember that a record was opened."""

from zhuchao.accounts.engine import entries, rights
from zhuchao.accounts.models import RecentItem
from zhuchao.accounts.selectors import recent_limit
from zhuchao.accounts.store import found
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor


def note_recent(*, actor: Actor, record: str, title: str, url: str) -> None:
    """Put a record (``noun:code``) on top of the actor's recent items; the oldest beyond the limit go.

    A private convenience: it leaves no audit row. Raises Refused when nobody is logged in or a text is
    empty or too long.
    """
    rights.need_person(actor, to="记录最近查看")
    with recording(actor) as book:
        record = entries.text(record, field="record", label="记录", most=120)
        url = entries.text(url, field="url", label="地址", most=300)
        title = entries.text(title, field="title", label="标题", most=10_000)[:200]
        person = found.active_person(actor.person_code)
        RecentItem.objects.update_or_create(
            person=person, record=record, defaults={"title": title, "url": url, "opened_at": book.now}
        )
        mine = RecentItem.objects.filter(person=person).order_by("-opened_at", "-pk")
        kept = list(mine.values_list("pk", flat=True)[: recent_limit()])
        mine.exclude(pk__in=kept).delete()
