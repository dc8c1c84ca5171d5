"""What must be said with everything the registry answers."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from zhuchao import rulebook
from zhuchao.warehouse import lake


@dataclass(frozen=True, slots=True)
class Note:
    """``as_of`` is the last day the registry reaches; ``demo`` marks invented rows; ``version`` is the lake's."""

    version: int
    as_of: date
    demo: bool
    caveat: str


def note() -> Note:
    """The note of the lake in force.

    Raises Refused when nothing was imported yet.
    """
    found = lake.required()
    as_of = found.registry_as_of or timezone.localdate()
    words = str(rulebook.rule("registry.caveat", on=timezone.localdate()).value)
    caveat = words.replace("{as_of}", f"{as_of:%Y-%m}")
    return Note(
        found.version, as_of, found.demo, f"示例数据，企业均为虚构。{caveat}" if found.demo else caveat
    )
