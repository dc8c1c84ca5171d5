"""Where a rule stands written and how far that was checked (design.md §2.3)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """How a source was seen. Anything but ``TEXT_READ`` shows 待核 and warns but does not block."""

    TEXT_READ = "text_read"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"
    #: A choice of this product or of the district, declared as such: no document is claimed.
    OWN_CHOICE = "own_choice"


STANDING_NAMES: dict[Standing, str] = {
    Standing.TEXT_READ: "已读原文",
    Standing.SECONDARY: "转引，待核",
    Standing.UNVERIFIED: "待核",
    Standing.OWN_CHOICE: "本系统设定，区可调整",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A document and the article in it; ``where`` tells an auditor how to find the text."""

    document: str
    article: str = ""
    where: str = ""

    def __str__(self) -> str:
        return f"{self.document}{self.article}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One dated entry of the rulebook. ``value`` is whatever the entry lays down."""

    id: str
    title: str
    since: date
    until: date | None
    source: Source
    standing: Standing
    value: object
    unit: str = ""
    noun: str = ""
    confirmed_by: str = ""

    def in_force(self, on: date) -> bool:
        """True when the entry applies on that day; ``until`` is the last day in force."""
        return self.since <= on and (self.until is None or on <= self.until)

    @property
    def blocks(self) -> bool:
        """Unread sources warn and do not block until the district confirms them."""
        return self.standing in (Standing.TEXT_READ, Standing.OWN_CHOICE) or bool(self.confirmed_by)
