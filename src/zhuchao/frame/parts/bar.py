"""Stacked bars: of contributions to a score, and of claimed and verified parts of a figure."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhuchao.terms.figure import Figure
from zhuchao.terms.reason import Reason

#: Blues and their neighbours that stay apart in print and for the colour-blind; beyond eight they repeat.
PALETTE = ("#1c4e9d", "#4b89d6", "#0f766e", "#7c5cc4", "#b7791f", "#2b6cb0", "#64748b", "#9d4b7c")
MINUS = "#b42318"


@dataclass(frozen=True, slots=True)
class Part:
    """One contribution; ``percent`` is its share of all points, whatever their sign, in percent."""

    text: str
    points: Decimal
    percent: str
    colour: str

    @property
    def minus(self) -> bool:
        """True when it speaks against."""
        return self.points < 0


def parts(reasons: Sequence[Reason]) -> list[Part]:
    """The contributions with their share of the bar; none has a share when all are zero."""
    weight = sum((abs(r.points) for r in reasons), Decimal(0))
    return [
        Part(
            r.text,
            r.points,
            f"{abs(r.points) * 100 / weight:.2f}" if weight else "0",
            MINUS if r.points < 0 else PALETTE[i % len(PALETTE)],
        )
        for i, r in enumerate(reasons)
    ]


def share(part: Decimal | None, whole: Decimal | None) -> str | None:
    """The part in percent of the whole, for the width of a bar; None when it cannot be said."""
    if part is None or not whole:
        return None
    return f"{min(max(part / whole, Decimal(0)), Decimal(1)) * 100:.1f}"


def dom_id(figure: Figure) -> str:
    """An id for the drawer: two figures of one definition on a page differ in period, day or rows."""
    seed = f"{figure.definition}{figure.version}{figure.period_from}{figure.as_of}{figure.known_at}{figure.rows}{figure.cohort}"
    return f"fig-{hashlib.sha256(seed.encode()).hexdigest()[:10]}"
