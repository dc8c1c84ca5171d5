"""Open duties, asked from every noun that registered a book of them."""

from collections.abc import Sequence
from dataclasses import replace

from zhuchao import slots
from zhuchao.accounts.engine.duties import Duty, DutyBook
from zhuchao.slots import Slot
from zhuchao.terms.actor import SYSTEM, Actor, Role


def duty_books() -> dict[str, DutyBook]:
    """The registered books by noun."""
    found = (entry.answer for entry in slots.entries(Slot.DUTY))
    return {book.noun: book for book in found if isinstance(book, DutyBook)}


def every_open_duty(office_codes: Sequence[str]) -> list[Duty]:
    """Every open duty of exactly these offices, whoever asks: none may be missed by lack of sight.

    Only for flows that decide whether something may end; pages use ``open_duties``.
    """
    return [
        duty for code in office_codes for book in duty_books().values() for duty in book.open(SYSTEM, code)
    ]


def open_duties(actor: Actor, office_code: str, *, post_code: str = "") -> list[Duty]:
    """The open duties of an office (of one post when named) as the actor may see them.

    Staff need sight of the office. The system administrator, who plans mergers and splits, sees noun,
    code and dates but no titles: they are business data.
    """
    if actor.sees_office(office_code):
        found = every_open_duty([office_code])
    elif actor.has(Role.SYSTEM_ADMIN):
        found = [replace(d, title="（业务内容不显示）") for d in every_open_duty([office_code])]
    else:
        return []
    return [d for d in found if not post_code or d.post_code == post_code]
