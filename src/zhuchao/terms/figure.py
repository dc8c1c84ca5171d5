"""A number never travels alone."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

UNVERIFIABLE = "无法核实"


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with everything needed to open and recompute it.

    ``value`` is None when the blank cannot be filled; ``why_blank`` then says why and the figure
    prints 无法核实. ``rows`` are the codes counted in the numerator, ``cohort`` those of the
    denominator. ``claimed`` and ``verified`` split the numerator by evidence.
    """

    id: str
    name: str
    unit: str
    definition: str
    version: str
    text: str
    period_from: date | None
    as_of: date
    known_at: datetime | None
    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    claimed: Decimal | None = None
    verified: Decimal | None = None
    rows: tuple[str, ...] = ()
    cohort: tuple[str, ...] = ()
    why_blank: str = ""
    caveat: str = ""

    def __post_init__(self) -> None:
        if self.value is None and not self.why_blank:
            raise ValueError(f"figure {self.id} is blank and does not say why")

    def printed(self) -> str:
        """The value with its unit, or 无法核实 and the reason."""
        if self.value is None:
            return f"{UNVERIFIABLE}（{self.why_blank}）"
        return f"{self.value.normalize():f} {self.unit}".strip()

    def as_dict(self) -> dict[str, object]:
        """The JSON shape of design.md §5, with its checksum."""
        body: dict[str, object] = {
            "id": self.id,
            "name": self.name,
            "value": _number(self.value),
            "unit": self.unit,
            "definition": self.definition,
            "version": self.version,
            "text": self.text,
            "from": self.period_from.isoformat() if self.period_from else None,
            "as_of": self.as_of.isoformat(),
            "known_at": self.known_at.isoformat() if self.known_at else None,
            "numerator": _number(self.numerator),
            "denominator": _number(self.denominator),
            "claimed": _number(self.claimed),
            "verified": _number(self.verified),
            "rows": list(self.rows),
            "cohort": list(self.cohort),
            "why_blank": self.why_blank,
            "caveat": self.caveat,
        }
        canonical = json.dumps(body, ensure_ascii=False, sort_keys=True)
        return body | {"checksum": hashlib.sha256(canonical.encode()).hexdigest()}


def _number(value: Decimal | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
