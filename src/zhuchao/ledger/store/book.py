"""Writing to the ledger: every flow runs inside ``recording`` and leaves one chain link."""

import contextlib
import contextvars
import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.utils import timezone

from zhuchao.ledger.store import head_file
from zhuchao.ledger.models import AppendOnly, AuditEvent, ChainLink, Fact, FactState, State
from zhuchao.terms.actor import Actor

GENESIS = "0" * 64

_open_book: contextvars.ContextVar["Book | None"] = contextvars.ContextVar("open_book", default=None)


def row_digest(row: AppendOnly) -> str:
    """Sha-256 over the table's name and every column but the chain's own."""
    body: dict[str, Any] = {"table": row._meta.db_table}
    for field in row._meta.concrete_fields:
        if field.name not in AppendOnly.CHAIN_FIELDS:
            body[field.name] = _plain(field.value_from_object(row))
    text = json.dumps(body, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    # Both databases give microseconds back, but only in UTC is the printed text the same.
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    return value


def link_head(previous: str, digests: Sequence[str]) -> str:
    """The head after a transaction with these rows."""
    return hashlib.sha256("\n".join([previous, *digests]).encode()).hexdigest()


class Book:
    """What one transaction writes. Rows get their link when the transaction closes."""

    def __init__(self, actor: Actor, now: datetime.datetime) -> None:
        self.actor = actor
        self.now = now
        self._rows: list[AppendOnly] = []

    def append(self, row: AppendOnly) -> None:
        """Take any append-only row into this transaction; it is saved when the book closes."""
        row.recorded_at = self.now
        row.actor_code = self.actor.person_code
        row.actor_name = self.actor.person_name
        row.post_code = self.actor.post_code
        self._rows.append(row)

    def fact(self, fact: Fact, *, state: State = State.CLAIMED, reason: str = "") -> str:
        """Record a fact with its first state and give back its code."""
        self.append(fact)
        self.state(fact._meta.db_table, fact.code, state, reason=reason, evidence=fact.evidence)
        return fact.code

    def state(
        self, kind: str, fact_code: str, state: State, *, reason: str = "", evidence: Sequence[str] = ()
    ) -> None:
        """Record what is now thought of a fact; ``kind`` is the fact's table."""
        self.append(
            FactState(kind=kind, fact_code=fact_code, state=state, reason=reason, evidence=list(evidence))
        )

    def audit(
        self,
        verb: str,
        record: str,
        label: str,
        *,
        changes: Mapping[str, Sequence[object]] | None = None,
        office: str = "",
        rule_version: str = "",
    ) -> None:
        """Say who did what: ``record`` is ``noun:code``, ``changes`` maps field to [before, after]."""
        self.append(
            AuditEvent(
                verb=verb,
                record=record,
                label=label[:200],
                changes={k: list(v) for k, v in (changes or {}).items()},
                office_code=office or self.actor.home_office,
                rule_version=rule_version,
            )
        )

    def close(self) -> None:
        """Save the rows and the chain link; called once, inside the transaction."""
        if not self._rows:
            return
        last = _locked_tail()
        seq = last.seq + 1 if last else 1
        digests: list[str] = []
        for row in self._rows:
            row.link = seq
            row.digest = row_digest(row)
            row.save(force_insert=True)
            digests.append(row.digest)
        previous = last.head if last else GENESIS
        link = ChainLink(
            seq=seq,
            at=self.now,
            rows=len(digests),
            total=(last.total if last else 0) + len(digests),
            previous=previous,
            head=link_head(previous, sorted(digests)),
        )
        link.save(force_insert=True)
        transaction.on_commit(lambda: head_file.advance(link.seq, link.head, link.total))


def _locked_tail() -> ChainLink | None:
    # PostgreSQL: an advisory lock orders writers even when the chain is empty.
    # SQLite: the transaction is IMMEDIATE, so this writer is already alone.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [0x5A43])
    return ChainLink.objects.order_by("-seq").first()


@contextlib.contextmanager
def recording(actor: Actor) -> Iterator[Book]:
    """One transaction of a flow. Nested calls join the outer book, so a flow that calls a lower
    noun's store still leaves exactly one chain link."""
    outer = _open_book.get()
    if outer is not None:
        yield outer
        return
    with transaction.atomic():
        book = Book(actor, timezone.now())
        token = _open_book.set(book)
        try:
            yield book
            book.close()
        finally:
            _open_book.reset(token)


def append_only_models() -> list[type[AppendOnly]]:
    """Every concrete append-only table of the installation, by table name."""
    found = [m for m in apps.get_models() if issubclass(m, AppendOnly)]
    return sorted(found, key=lambda m: m._meta.db_table)
