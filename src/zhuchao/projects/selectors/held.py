"""What projects have, read from their facts as known at a moment: the base of standing, of what is missing and of
every figure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from zhuchao.ledger.models import Fact
from zhuchao.ledger.selectors import known_facts
from zhuchao.projects.engine.needs import Held
from zhuchao.projects.models import (
    ContractFact,
    FieldFact,
    MoneyFact,
    PaperFact,
    StageFact,
    WaiverFact,
)
from zhuchao.terms.actor import SYSTEM


@dataclass
class Record:
    """What is known of one project. ``reached`` maps stage → day; ``waived`` stage → items; ``fields`` code → value."""

    reached: dict[str, date] = field(default_factory=dict)
    fields: dict[str, object] = field(default_factory=dict)
    papers: set[str] = field(default_factory=set)
    contracts: set[str] = field(default_factory=set)
    money: bool = False
    waived: dict[str, set[str]] = field(default_factory=dict)

    def held(self, stage: str = "") -> Held:
        """As the engine of needs takes it; with the waivers of the stage."""
        filled = frozenset(code for code, v in self.fields.items() if v not in (None, ""))
        return Held(filled, self.papers, self.contracts, self.money, self.waived.get(stage, frozenset()))


def records(
    codes: Iterable[str], *, as_of: date | None = None, known_at: datetime | None = None
) -> dict[str, Record]:
    """The records of the named projects by code, of what happened by ``as_of`` (any day when not said) and was known at
    ``known_at``. Six queries however many projects. Sight is the caller's matter."""
    wanted = list(codes)
    found = {code: Record() for code in wanted}

    def rows(model: type[Fact], *columns: str) -> Iterable[tuple[object, ...]]:
        asked = known_facts(SYSTEM, model, known_at=known_at).filter(subject__in=wanted)
        if as_of is not None:
            asked = asked.filter(happened_on__lte=as_of)
        return asked.order_by("happened_on", "id").values_list("subject", "what", *columns)

    for subject, what, day in rows(StageFact, "happened_on"):
        found[str(subject)].reached.setdefault(str(what), day)  # type: ignore[arg-type]
    for subject, what, value in rows(FieldFact, "value"):
        found[str(subject)].fields[str(what)] = value.get("v")  # type: ignore[attr-defined]
    for subject, what in rows(PaperFact):
        found[str(subject)].papers.add(str(what))
    for subject, what in rows(ContractFact):
        found[str(subject)].contracts.add(str(what))
    for subject, _ in rows(MoneyFact):
        found[str(subject)].money = True
    for subject, what, value in rows(WaiverFact, "value"):
        waived = found[str(subject)].waived
        waived.setdefault(value["stage"], set()).add(str(what))  # type: ignore[index]
    return found


def record(code: str, *, as_of: date | None = None, known_at: datetime | None = None) -> Record:
    """The record of one project."""
    return records([code], as_of=as_of, known_at=known_at)[code]
