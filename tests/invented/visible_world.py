"""What the makers of visible records work with: labels, the record as a page shows it, the district."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from zhuchao.terms.uscc import check_character

#: Label → who makes the record.
MAKERS = {"1": "officer", "2": "other_officer"}
OFFICE_OF = {"1": "T1", "2": "T2"}
#: So far ahead that every clock of a lead opened today has run out.
LATER = timezone.localdate() + timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Record:
    """``mark`` is the text that shows the record, ``key`` its code in addresses, ``seek`` what finds it in a search
    box (never the mark itself, which the box would echo); ``at`` whatever else a way needs."""

    mark: str
    key: str = ""
    seek: str = ""
    at: dict[str, Any] = field(default_factory=dict)


Made = dict[str, Record]


class World:
    """What makers work with."""

    def __init__(self, district: Any, actors: dict[str, Any], lake: Any = None) -> None:
        self.district, self.actors, self.lake = district, actors, lake

    def person(self, label: str) -> Any:
        """Whose record it is."""
        return self.district.people[MAKERS[label]]


def credit_code(number: int) -> str:
    """A valid code of a division that does not exist."""
    first17 = f"91990009{number:09d}"
    return first17 + check_character(first17)
