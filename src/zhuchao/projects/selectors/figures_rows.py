"""What is known of the projects that a figure counted: the sum of each and the offices it is counted under."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from zhuchao.figures.engine.calculation import Asked
from zhuchao.projects.models import ContractFact
from zhuchao.projects.selectors.figures_facts import standing, tuples
from zhuchao.projects.selectors.figures_reading import Reading, reading
from zhuchao.terms.actor import Actor
from zhuchao.terms.figure import Figure


def planned_rows(actor: Actor, figure: Figure) -> dict[str, dict[str, Any]]:
    """``amount`` in 亿元 (0 where no text says a sum, as in the total) and ``offices`` of the counted projects: the lead
    office, and those of other counted projects of which one has the same contract, by number and day."""
    assert figure.period_from is not None
    book = reading(actor, Asked(figure.period_from, figure.as_of, figure.known_at))
    owner, together = book.attribute("office"), _same_contract(book)
    return {
        code: {
            "amount": (book.cohort[code].amount or Decimal(0)) / 10000,
            "offices": sorted({owner.get(each, "") for each in (code, *together.get(code, ()))} - {""}),
        }
        for code in figure.rows
        if code in book.cohort
    }


def _same_contract(book: Reading) -> Mapping[str, set[str]]:
    """Project → the projects of the cohort that show a formal contract of the same number and day."""
    facts = standing(ContractFact, book.at).filter(what="formal", happened_on__lte=book.at.as_of)
    by_text: dict[tuple[str, date], set[str]] = defaultdict(set)
    for code, number, day in tuples(facts.exclude(number=""), "subject", "number", "happened_on"):
        if code in book.cohort:
            by_text[number, day].add(code)
    found: dict[str, set[str]] = defaultdict(set)
    for codes in by_text.values():
        if len(codes) > 1:
            for code in codes:
                found[code] |= codes
    return found
