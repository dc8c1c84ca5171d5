"""What must be said with everything the registry answers."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from zhuchao import rulebook
from zhuchao.companies.engine import rights
from zhuchao.terms.actor import Actor
from zhuchao.warehouse import lake

EMPTY = "登记库还是空的：请先导入企业登记数据，现在只能查到本区企业主档"


@dataclass(frozen=True, slots=True)
class LakeNote:
    """``rows`` companies, the last day the registry reaches, whether they are invented, and what to say of them.

    ``caveat`` is never empty; ``version`` is the lake's, 0 while nothing was imported.
    """

    rows: int
    as_of: date | None
    demo: bool
    caveat: str
    version: int = 0


def lake_note(actor: Actor) -> LakeNote:
    """The note of the registry in force. Raises Refused when the actor may not see companies."""
    rights.need_reader(actor)
    found = lake.manifest()
    if found is None or "registry" not in found.tables:
        return LakeNote(0, None, False, EMPTY)
    as_of = found.registry_as_of
    words = str(rulebook.rule("registry.caveat", on=timezone.localdate()).value)
    caveat = words.replace("{as_of}", f"{as_of:%Y-%m}" if as_of else "不明")
    if found.demo:
        caveat = f"示例数据，企业均为虚构。{caveat}"
    return LakeNote(found.tables["registry"].rows, as_of, found.demo, caveat, found.version)
