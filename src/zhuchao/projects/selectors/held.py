"""What projects have, read from their facts as known at a moment: the base of standing, of what is missing and of
every figure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from zhuchao.ledger.models import Fact
from zhuchao.ledger.selectors import standing_facts
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


#: The tables that tell a record.
TABLES: tuple[type[Fact], ...] = (StageFact, FieldFact, PaperFact, ContractFact, MoneyFact, WaiverFact)


def records(
    codes: Iterable[str], *, as_of: date | None = None, known_at: datetime | None = None
) -> dict[str, Record]:
    """The records of the named projects by code, of what happened by ``as_of`` (any day when not said) and was known at
    ``known_at``. Seven queries however many projects. Sight is the caller's matter."""
    wanted = list(codes)
    return of_facts(wanted, standing_facts(SYSTEM, TABLES, wanted, known_at=known_at), as_of=as_of)


def of_facts(
    codes: Iterable[str], facts: Mapping[type[Fact], Sequence[Any]], *, as_of: date | None = None
) -> dict[str, Record]:
    """The records told by facts that were read already, each table by day."""
    found = {code: Record() for code in codes}
    for model, take in _TAKES.items():
        for fact in facts[model]:
            if as_of is None or fact.happened_on <= as_of:
                take(found[fact.subject], fact)
    return found


def _stage(its: Record, fact: StageFact) -> None:
    its.reached.setdefault(fact.what, fact.happened_on)


def _field(its: Record, fact: FieldFact) -> None:
    its.fields[fact.what] = fact.value.get("v")


def _paper(its: Record, fact: PaperFact) -> None:
    its.papers.add(fact.what)


def _contract(its: Record, fact: ContractFact) -> None:
    its.contracts.add(fact.what)


def _money(its: Record, fact: MoneyFact) -> None:
    its.money = True


def _waiver(its: Record, fact: WaiverFact) -> None:
    its.waived.setdefault(fact.value["stage"], set()).add(fact.what)


_TAKES: dict[type[Fact], Callable[[Record, Any], None]] = {
    StageFact: _stage,
    FieldFact: _field,
    PaperFact: _paper,
    ContractFact: _contract,
    MoneyFact: _money,
    WaiverFact: _waiver,
}


def record(code: str, *, as_of: date | None = None, known_at: datetime | None = None) -> Record:
    """The record of one project."""
    return records([code], as_of=as_of, known_at=known_at)[code]
