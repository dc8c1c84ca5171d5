"""The slot of figures: how a noun offers a calculation, what it is asked and what it answers.

A noun registers in its ``apps.py``::

    slots.register(Slot.FIGURE, "leads_answered_in_time", Calculation(selectors.figure_answered_in_time))
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from zhuchao.terms.actor import Actor

_TENTH = Decimal("0.1")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Asked:
    """The question: period from ``period_from`` to ``as_of``, on what was known at ``known_at`` (None: all
    recorded until now), within ``offices`` (None: all the actor sees), and the definition's parameters."""

    period_from: date
    as_of: date
    known_at: datetime | None = None
    offices: frozenset[str] | None = None
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Counted:
    """The answer. ``rows`` are the codes in the numerator, ``cohort`` those in the denominator.

    A ``value`` of None is a blank that ``why_blank`` explains.
    """

    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    claimed: Decimal | None = None
    verified: Decimal | None = None
    rows: tuple[str, ...] = ()
    cohort: tuple[str, ...] = ()
    why_blank: str = ""
    caveat: str = ""

    @classmethod
    def count(cls, rows: Sequence[str], *, caveat: str = "") -> "Counted":
        """A plain number of rows."""
        number = Decimal(len(rows))
        return cls(value=number, numerator=number, rows=tuple(rows), caveat=caveat)

    @classmethod
    def share(
        cls, rows: Sequence[str], cohort: Sequence[str], *, verified: Sequence[str] = ()
    ) -> "Counted | None":
        """Rows in per cent of the cohort, to a tenth; None when the cohort is empty."""
        if not cohort:
            return None
        part, whole = Decimal(len(rows)), Decimal(len(cohort))
        return cls(
            value=(part / whole * _HUNDRED).quantize(_TENTH, ROUND_HALF_UP),
            numerator=part,
            denominator=whole,
            claimed=Decimal(len(rows) - len(verified)),
            verified=Decimal(len(verified)),
            rows=tuple(rows),
            cohort=tuple(cohort),
        )

    @classmethod
    def blank(cls, why: str, *, cohort: Sequence[str] = (), caveat: str = "") -> "Counted":
        """无法核实, and why."""
        return cls(value=None, why_blank=why, cohort=tuple(cohort), caveat=caveat)


@dataclass(frozen=True, slots=True)
class Calculation:
    """A function that answers for an actor.

    ``url_name`` is the page of one counted row, by its code. ``names`` tells what rows of these codes are called;
    a code it leaves out is one whose page the actor may not open (the record went to another office since). ``marks``
    tells what of a row asks for a second look, in words; it stands beside the row and changes no number.
    """

    answer: Callable[[Actor, Asked], Counted]
    url_name: str = ""
    names: Callable[[Actor, Sequence[str]], Mapping[str, str]] | None = None
    marks: Callable[[Actor, Sequence[str]], Mapping[str, Sequence[str]]] | None = None

    def __call__(self, actor: Actor, asked: Asked) -> Counted:
        """Asked as a slot, a calculation answers."""
        return self.answer(actor, asked)
