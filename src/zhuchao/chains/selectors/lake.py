"""What must be said with everything the registry answers."""

import contextlib
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from zhuchao.companies.selectors import lake_note
from zhuchao.terms.actor import SYSTEM
from zhuchao.warehouse import lake


@dataclass(frozen=True, slots=True)
class Note:
    """``as_of`` is the last day the registry reaches; ``demo`` marks invented rows; ``version`` is the lake's;
    ``imported_at`` when its newest import was published."""

    version: int
    as_of: date
    demo: bool
    caveat: str
    imported_at: datetime


def note() -> Note:
    """The note of the lake in force.

    Raises Refused when nothing was imported yet.
    """
    found = lake.required()
    as_of = found.registry_as_of or timezone.localdate()
    return Note(found.version, as_of, found.demo, lake_note(SYSTEM).caveat, _last_import(found))


def _last_import(found: lake.Manifest) -> datetime:
    """An import without a readable time is held to be of this very moment: nothing older can be claimed known."""
    times = []
    for each in found.imports:
        with contextlib.suppress(ValueError):
            times.append(datetime.fromisoformat(each.at))
    return max(times, default=timezone.now())
