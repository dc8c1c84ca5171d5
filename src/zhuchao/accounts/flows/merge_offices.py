"""Merge offices into one that takes over what they owe."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from zhuchao.accounts.engine import entries, rights, succession
from zhuchao.accounts.models import Office, OfficeSuccession
from zhuchao.accounts.selectors import duty_books, every_open_duty
from zhuchao.accounts.store import found
from zhuchao.accounts.store import succession as written
from zhuchao.ledger.store import Book, recording
from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import Refusal, Refused


def merge_offices(
    *, actor: Actor, predecessors: Sequence[str], successor: str, document: str, on: date | None = None
) -> None:
    """The system administrator carries out an order of merger: ``predecessors`` end the day before
    ``on`` (today when not said), and their duties, posts, people and lower offices go to ``successor``.

    Certificates are made out at once by the document; the successor's head signs for them.
    Raises Refused when the actor is not the system administrator, no document is named, the offices do
    not exist that day, or the successor is among or below the predecessors.
    """
    rights.need(actor, Role.SYSTEM_ADMIN, to="机构合并")
    with recording(actor) as book:
        today = timezone.localdate()
        first = on or today
        document = entries.text(document, field="document", label="依据文件", most=200)
        to = found.living_office(successor, today, field="successor")
        ending = [found.living_office(c, today, field="predecessors") for c in sorted(set(predecessors))]
        if not ending or to in ending:
            raise Refused(
                Refusal(
                    "accounts.merge-self",
                    "被合并机构为空，或含承接机构自身",
                    "请另选承接机构，被合并机构至少一个。",
                    "predecessors",
                )
            )
        for office in ending:
            if faults := succession.day_faults(first, today, office.valid_from):
                raise Refused(*faults)
            _check_not_below(to, office)
            _merge(book, office, to, document, first)


def _check_not_below(successor: Office, office: Office) -> None:
    above = successor.parent
    while above is not None:
        if above.pk == office.pk:
            raise Refused(
                Refusal(
                    "accounts.merge-below",
                    f"承接机构“{successor.name}”是“{office.name}”的下级",
                    "请先调整上下级关系或另选承接机构。",
                    "successor",
                )
            )
        above = above.parent


def _merge(book: Book, office: Office, to: Office, document: str, on: date) -> None:
    duties = every_open_duty([office.code])
    posts = {p.code: written.continue_post(p, to, on) for p in written.living_posts(office, on)}
    for child in written.living_children(office, on):
        child.parent = to
        child.save(update_fields=["parent"])
        moved: dict[str, list[object]] = {"parent": [office.code, to.code]}
        book.audit("调整上级机构", f"office:{child.code}", child.name, changes=moved)
    OfficeSuccession.objects.create(
        predecessor=office, successor=to, on=on, kind=OfficeSuccession.Kind.MERGE, document=document
    )
    written.pass_on(
        book,
        predecessor=office,
        to={d.key: to for d in duties},
        duties=duties,
        posts=posts,
        kind=OfficeSuccession.Kind.MERGE,
        document=document,
        on=on,
        books=duty_books(),
    )
    changes: dict[str, list[object]] = {
        "valid_to": [None, office.valid_to],
        "successor": [None, to.code],
        "duties": [None, len(duties)],
        "document": [None, document],
    }
    book.audit("机构合并", f"office:{office.code}", office.name, changes=changes)
