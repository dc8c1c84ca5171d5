"""How contacts are written. Personal values reach the chain as keyed digests only (domain.md E8)."""

from collections.abc import Mapping

from zhuchao.companies.engine.contacts import PERSONAL
from zhuchao.companies.models import Company, Contact
from zhuchao.ledger.store import Book, personal
from zhuchao.terms.refusal import Refusal, Refused


def add(book: Book, company: Company, values: Mapping[str, str], *, office: str) -> Contact:
    """Write down a person to talk to. ``values`` are cleaned and checked."""
    row = Contact.objects.create(company=company, office_code=office, created_at=book.now, **values)
    _audit(
        book,
        row,
        "添加联系人",
        changes={"purpose": ["", row.purpose]},
        personal_changes={f: ["", values[f]] for f in PERSONAL if values[f]},
    )
    return row


def drop(book: Book, row: Contact, *, reason: str) -> int:
    """Forget every personal value of the contact, here and beside the chain; gives how many were kept there.

    The row stays, so that what was done with it can still be told. Raises Refused when it was dropped meanwhile.
    """
    changed = Contact.objects.filter(pk=row.pk, dropped_at__isnull=True, version=row.version).update(
        **dict.fromkeys(PERSONAL, ""), dropped_at=book.now, version=row.version + 1
    )
    if changed != 1:
        raise Refused(Refusal("contacts.gone", "该联系人刚刚已被删除", "请刷新企业页面。"))
    forgotten = personal.purge(_record(row))
    _audit(book, row, "删除联系人", changes={"kept": [True, False], "reason": ["", reason]})
    return forgotten


def reassign(book: Book, row: Contact, *, office: str) -> None:
    """Another office keeps the contact from now on.

    Raises Refused when it was dropped or given away meanwhile.
    """
    before = row.office_code
    changed = Contact.objects.filter(pk=row.pk, dropped_at__isnull=True, office_code=before).update(
        office_code=office
    )
    if changed != 1:
        raise Refused(Refusal("contacts.gone", "该联系人刚刚已被删除或移交", "请刷新移交清单。"))
    row.office_code = office
    _audit(book, row, "移交联系人", changes={"office_code": [before, office]})


def note_reveal(book: Book, row: Contact) -> None:
    """Write down that somebody looked at the full values."""
    _audit(
        book, row, "查看联系人", changes={"fields": ["", "、".join(f for f in PERSONAL if getattr(row, f))]}
    )


def _record(row: Contact) -> str:
    return f"contact:{row.code}"


def _audit(book: Book, row: Contact, verb: str, **changes: Mapping[str, list[object]]) -> None:
    # The label is the company's name: a person's name must not enter the chain in clear.
    book.audit(verb, _record(row), row.company.name, office=row.office_code, **changes)  # type: ignore[arg-type]
