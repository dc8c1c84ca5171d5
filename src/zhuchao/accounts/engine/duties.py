"""The duty slot: what a noun must offer so that its duties can be handed over.

A noun registers in its ``apps.py``::

    slots.register(Slot.DUTY, "leads", DutyBook("leads", "线索", open_duties, reassign_leads))
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from zhuchao.terms.actor import Actor


@dataclass(frozen=True, slots=True)
class Duty:
    """Something an office owes. ``noun`` and ``code`` name the record, ``post_code`` the post that sees to it
    (empty: nobody in particular), ``since`` when it fell to the office, ``due`` its last day (None: no date)."""

    noun: str
    code: str
    title: str
    office_code: str
    post_code: str
    since: date
    due: date | None = None

    @property
    def key(self) -> str:
        """``noun:code``, as plans of a split and hand-over lists name it."""
        return f"{self.noun}:{self.code}"


@dataclass(frozen=True, slots=True)
class DutyBook:
    """What a noun registers in ``Slot.DUTY``.

    ``open(actor, office_code)`` gives every open duty of exactly that office. It is asked with the
    system's own actor too, because no duty may be missed by lack of sight.
    ``reassign(actor, codes, to_office, to_post)`` gives the named duties to another office and post
    (``to_post`` empty: the office decides). It is called inside the transaction of the hand-over after both
    sides signed, or of the order that merges or splits; it opens ``recording(actor)``, which joins, and
    raises Refused when one of the duties is no longer open. The right was checked by the caller.
    """

    noun: str
    label: str
    open: Callable[[Actor, str], Sequence[Duty]]
    reassign: Callable[[Actor, Sequence[str], str, str], None]

    def __call__(self, actor: Actor, office_code: str) -> Sequence[Duty]:
        """Asked as a slot, a book answers with its open duties."""
        return self.open(actor, office_code)
