"""The cohort of every figure of projects: distinct projects by the day of their first formal contract (domain.md D1)."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

FORMAL, AMENDMENT, ENDED = "formal", "amendment", "ended"


class Text(NamedTuple):
    """A signed text as it stands: ``amount`` is the whole sum in 万元 after it, ``order`` its place in the ledger,
    ``verified`` whether somebody else has verified it."""

    project: str
    what: str
    day: date
    order: int
    contract: str
    amount: Decimal | None
    verified: bool


class Signed(NamedTuple):
    """A project that signed: the day of its first formal contract, whether that text is verified, the sum at signing
    and by the newest text in 万元, and whether the newest is verified; ``again`` are the days of further formal
    contracts, which count for nothing but a second look."""

    code: str
    first_on: date
    verified: bool
    first_amount: Decimal | None
    amount: Decimal | None
    amount_verified: bool
    again: tuple[date, ...] = ()


def signed(texts: Iterable[Text]) -> dict[str, Signed]:
    """Every project that signed a formal contract, by code. Framework agreements and letters of intent are no
    signing; a second contract and a further phase neither add a project nor a sum."""
    by_project: dict[str, list[Text]] = {}
    for text in texts:
        by_project.setdefault(text.project, []).append(text)
    found = {}
    for code, its in by_project.items():
        if any(t.what == FORMAL for t in its):
            found[code] = _signed(code, its)
    return found


def _signed(code: str, texts: list[Text]) -> Signed:
    if len(texts) == 1:
        only = texts[0]
        return Signed(code, only.day, only.verified, only.amount, only.amount, only.verified)
    texts = sorted(texts, key=lambda t: (t.day, t.order))
    formal = [t for t in texts if t.what == FORMAL]
    first = formal[0]
    told = [t for t in texts if t.contract == standing_contract(texts) and t.amount is not None]
    newest = told[-1] if told else first
    later = tuple(t.day for t in formal[1:])
    return Signed(code, first.day, first.verified, first.amount, newest.amount, newest.verified, later)


def standing_contract(texts: Iterable[Text]) -> str:
    """The contract whose newest text gives the project's sum: the first formal one that was not ended, else the first.
    ``texts`` are in the order of their days and hold a formal one."""
    formal: list[str] = []
    ended = set()
    for text in texts:
        if text.what == FORMAL and text.contract not in formal:
            formal.append(text.contract)
        elif text.what == ENDED:
            ended.add(text.contract)
    return next((c for c in formal if c not in ended), formal[0])


def within(signed: Mapping[str, Signed], since: date, until: date) -> dict[str, Signed]:
    """Those whose first formal contract falls in the period, both days included, by code and in its order."""
    return {code: signed[code] for code in sorted(signed) if since <= signed[code].first_on <= until}


def total(cohort: Iterable[Signed]) -> tuple[Decimal, Decimal, Decimal]:
    """Sums in 万元: by the newest texts, of that verified, and as first signed."""
    whole = verified = first = Decimal(0)
    for each in cohort:
        if each.amount is not None:
            whole += each.amount
            if each.amount_verified:
                verified += each.amount
        first += each.first_amount or 0
    return whole, verified, first


def large(cohort: Iterable[Signed], threshold_wan: Decimal) -> list[str]:
    """Codes of those whose sum by the newest text reaches the threshold in 万元."""
    return [each.code for each in cohort if each.amount is not None and each.amount >= threshold_wan]
