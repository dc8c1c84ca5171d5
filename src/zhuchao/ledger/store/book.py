"""Writing to the ledger: every flow runs inside ``recording`` and leaves one chain link."""

import contextlib
import contextvars
import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import connection, transaction
from django.utils import timezone

from zhuchao.ledger.engine import chain
from zhuchao.ledger.engine.head import Head
from zhuchao.ledger.models import AppendOnly, AuditEvent, ChainLink, Fact, FactState, State
from zhuchao.ledger.store import facts, head_file, personal
from zhuchao.ledger.store.canonical import settle
from zhuchao.ledger.store.rows import insert
from zhuchao.terms.actor import ADMIN_ROLES, Actor

_Row = TypeVar("_Row", bound=AppendOnly)
_open_book: contextvars.ContextVar["Book | None"] = contextvars.ContextVar("open_book", default=None)


class Book:
    """What one transaction writes. Rows are numbered, linked and saved when the transaction closes;
    until then they cannot be read back.

    ``now`` is when the book was opened; the rows' ``recorded_at`` is when it closed, so that the
    order of the moments is the order of the chain.
    """

    def __init__(self, actor: Actor, now: datetime.datetime) -> None:
        self.actor = actor
        self.now = now
        self._rows: list[AppendOnly] = []
        self._after: list[tuple[str, Callable[[], object]]] = []
        self._link: _Link | None = None
        self._spilled = False

    @property
    def spilled(self) -> bool:
        """True when rows were saved before the end, so that ``taken`` does not know of all."""
        return self._spilled

    def afterwards(self, do: Callable[[], object], *, key: str = "") -> None:
        """Have something done once the rows are saved and can be read back, in the same transaction: rows that are
        worked out from facts. It must not append to the book. What is asked again under the same ``key`` is done once.
        """
        if not key or all(key != asked for asked, _ in self._after):
            self._after.append((key, do))

    def append(self, row: AppendOnly) -> None:
        """Take any append-only row into this transaction."""
        row.actor_code = self.actor.person_code
        row.actor_name = self.actor.person_name
        row.post_code = self.actor.post_code
        self._rows.append(row)

    def taken(self, model: type[_Row]) -> list[_Row]:
        """The rows of a table taken in so far: what the database cannot tell before the transaction closes."""
        return [row for row in self._rows if isinstance(row, model)]

    def fact(self, fact: Fact, *, state: State = State.CLAIMED, reason: str = "") -> str:
        """Record a fact with its first state and give back its code.

        A fact that names one it ``replaces`` is a correction: Refused when that one is unknown, of
        another subject, voided, or corrected already.
        """
        if fact.replaces:
            facts.check_replaceable(fact)
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
        personal_changes: Mapping[str, Sequence[str]] | None = None,
        office: str = "",
        rule_version: str = "",
    ) -> None:
        """Say who did what: ``record`` is ``noun:code``, ``changes`` maps field to [before, after].

        ``personal_changes`` are changes of personal data: the row gets digests, the values go to a
        table that can be purged. ``office`` owns the record; it decides which staff see the event
        (the actor's own office when not said, none for the acts of administrators).
        """
        body: dict[str, list[object]] = {k: list(v) for k, v in (changes or {}).items()}
        for name, values in (personal_changes or {}).items():
            body[name] = [personal.keep(record, v, self.now) for v in values]
        owner = office or ("" if self.actor.has(*ADMIN_ROLES) else self.actor.home_office)
        self.append(
            AuditEvent(
                verb=verb,
                record=record,
                label=label[:200],
                changes=body,
                office_code=owner,
                rule_version=rule_version,
            )
        )

    @contextlib.contextmanager
    def nested(self) -> Iterator["Book"]:
        """A part of the transaction that is undone as a whole when it fails and the rest goes on."""
        mark, after = len(self._rows), len(self._after)
        try:
            with transaction.atomic():
                yield self
        except BaseException:
            del self._rows[mark:]
            del self._after[after:]
            raise

    def spill(self) -> None:
        """Save the rows taken in so far, so that a large import need not hold them all. They are of the same link, which
        is closed over them at the end; no other writer can come between. Not inside a part that may be undone alone."""
        if not self._rows:
            return
        if self._link is None:
            last = _locked_tail()
            now = timezone.now()
            after = last.at + datetime.timedelta(microseconds=1) if last else now
            self._link = _Link(last, last.seq + 1 if last else 1, max(now, after))
        link = self._link
        for place, row in enumerate(self._rows, start=len(link.digests)):
            row.recorded_at = link.at
            settle(row, link.seq, place)
        for model in {type(row) for row in self._rows}:
            insert(model, [row for row in self._rows if type(row) is model])
        link.digests += [row.digest for row in self._rows]
        self._rows = []
        self._spilled = True

    def close(self) -> None:
        """Save the rows and the chain link, then do what was asked for afterwards; called once, inside the
        transaction."""
        taken, spilled = self._rows, self._spilled
        self.spill()
        self._spilled = spilled
        if self._link is not None:
            self._link.write()
        # What is done afterwards may ask what this act wrote.
        self._rows = taken
        for _, do in self._after:
            do()


@dataclass
class _Link:
    """The chain link of one transaction while its rows are being saved."""

    last: ChainLink | None
    seq: int
    at: datetime.datetime
    digests: list[str] = field(default_factory=list)

    def write(self) -> None:
        """Close the link over all of its rows."""
        total = (self.last.total if self.last else 0) + len(self.digests)
        previous = self.last.head if self.last else chain.GENESIS
        head = chain.link_head(seq=self.seq, at=self.at, total=total, previous=previous, digests=self.digests)
        newest = Head(self.seq, head, total)
        ChainLink(
            seq=self.seq,
            at=self.at,
            rows=len(self.digests),
            total=total,
            previous=previous,
            head=newest.head,
        ).save(force_insert=True)
        # Robust: when the file cannot be written the transaction stands and the file is merely behind.
        transaction.on_commit(lambda: head_file.advance(newest), robust=True)


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
        with outer.nested() as book:
            yield book
        return
    with transaction.atomic():
        book = Book(actor, timezone.now())
        token = _open_book.set(book)
        try:
            yield book
            book.close()
        finally:
            _open_book.reset(token)
