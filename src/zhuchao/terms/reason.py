"""为什么: a contribution to a rank, match, score or verdict. Points add up to the whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Reason:
    """``code`` is stable, ``text`` a Chinese sentence with the facts, ``points`` its share of the score."""

    code: str
    text: str
    points: Decimal

    def as_dict(self) -> dict[str, object]:
        """JSON-ready; points as a number with at most one decimal."""
        return {"code": self.code, "text": self.text, "points": float(self.points)}


def total(reasons: Iterable[Reason]) -> Decimal:
    """The sum of the points, exactly."""
    return sum((r.points for r in reasons), Decimal(0))
