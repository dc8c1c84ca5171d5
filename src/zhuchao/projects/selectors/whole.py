"""One project with all that its books hold of it, read once: the page, its panels, each list and the timeline are told
from it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from zhuchao.engagements.selectors import office_names
from zhuchao.ledger.models import Fact
from zhuchao.ledger.selectors import History, history
from zhuchao.projects.models import (
    ContractFact,
    DelayFact,
    DoneFact,
    ExitFact,
    FieldFact,
    MoneyFact,
    OpinionFact,
    PaperFact,
    PlanFact,
    Project,
    StageFact,
    WaiverFact,
)
from zhuchao.projects.selectors.projects import row_for
from zhuchao.terms.actor import Actor

#: Every table of facts of a project.
TABLES: tuple[type[Fact], ...] = (
    StageFact,
    FieldFact,
    PaperFact,
    WaiverFact,
    ContractFact,
    MoneyFact,
    PlanFact,
    DoneFact,
    DelayFact,
    ExitFact,
    OpinionFact,
)


@dataclass(frozen=True)
class Whole:
    """A project that ``actor`` sees with its facts; who sees a project sees all facts of it."""

    actor: Actor
    project: Project
    history: History

    @property
    def code(self) -> str:
        """The project's code."""
        return self.project.code

    def standing(self, model: type[Fact]) -> Sequence[Any]:
        """The facts of a table that stand, by day and then as recorded."""
        return self.history.standing[model]

    @cached_property
    def offices(self) -> Mapping[str, str]:
        """The names of all offices that the project and its facts speak of. One query."""
        spoken = {office for rows in self.history.rows.values() for row in rows for office in spoken_of(row)}
        return office_names(spoken | {self.project.office_code} | {office for office, _, _ in self.helping})

    @cached_property
    def helping(self) -> list[tuple[str, str, int]]:
        """The offices beside the lead office: code, role, share of the result in per cent."""
        return list(self.project.offices.order_by("pk").values_list("office_code", "role", "credit"))

    @property
    def helpers(self) -> list[str]:
        """The offices beside the lead office by name, those that agreed on a share with it."""
        return [
            f"{self.offices.get(office, office)}（{f'{credit}%' if role == 'assist' else '联审'}）"
            for office, role, credit in self.helping
        ]


def whole(
    actor: Actor, code: str, tables: Iterable[type[Fact]] = TABLES, *, known_at: datetime | None = None
) -> Whole:
    """The project with what these tables hold of it, as known at a moment (now when not said).

    Raises Refused when the actor may not see the project.
    """
    project = row_for(actor, code)
    return Whole(actor, project, history(tables, [code], known_at=known_at))


def spoken_of(fact: Fact) -> set[str]:
    """The offices that a fact names: whose it is, who held it up, who was asked, who led or shared."""
    found = {fact.office_code}
    if isinstance(fact, DelayFact):
        found.add(fact.blocking)
    if isinstance(fact, OpinionFact):
        found.add(str(fact.value.get("office", "")))
    if isinstance(fact, FieldFact) and fact.what in ("office", "shares"):
        for value in (fact.value.get("v"), fact.value.get("was")):
            found |= set(value) if isinstance(value, dict) else {str(value)}
    return found
