"""Money and duties against what was agreed (domain.md D1)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple


class Planned(NamedTuple):
    """One text of a planned item: from ``said_on`` on it was due on ``due_on``; ``amount`` in 万元 for money."""

    project: str
    item: str
    side: str
    said_on: date
    order: int
    due_on: date
    amount: Decimal | None


class Due(NamedTuple):
    """What an item came to: who owed it, when, and how much in 万元."""

    project: str
    item: str
    side: str
    due_on: date
    amount: Decimal | None


class Arrival(NamedTuple):
    """One arrival of money that counts, in 万元."""

    project: str
    day: date
    amount: Decimal
    verified: bool


def agreed(plans: Iterable[Planned]) -> list[Due]:
    """Each item by its newest text. A day that was moved after it had passed stays as it was: what fell due is not made
    undue afterwards."""
    by_item: dict[tuple[str, str], list[Planned]] = {}
    for plan in plans:
        by_item.setdefault((plan.project, plan.item), []).append(plan)
    return [_settled(texts) for texts in by_item.values()]


def _settled(texts: list[Planned]) -> Due:
    if len(texts) > 1:
        texts = sorted(texts, key=lambda p: (p.said_on, p.order))
    now = texts[0]
    for text in texts[1:]:
        if text.said_on <= now.due_on:
            now = text
    return Due(now.project, now.item, now.side, now.due_on, now.amount)


class Fulfilled(NamedTuple):
    """Duties due and, of them, met in time, as (project, item)."""

    due: tuple[tuple[str, str], ...]
    met: tuple[tuple[str, str], ...]


def fulfilled(
    duties: Iterable[Due], done: Mapping[tuple[str, str], date], *, as_of: date, side: str = ""
) -> Fulfilled:
    """Duties of the side (both when not said) due by the day, and those done no later than they were due."""
    due = sorted((d.project, d.item, d.due_on) for d in duties if d.due_on <= as_of and side in ("", d.side))
    met = [(p, i) for p, i, day in due if (p, i) in done and done[p, i] <= day]
    return Fulfilled(tuple((p, i) for p, i, _ in due), tuple(met))


class Arrived(NamedTuple):
    """Sums in 万元 of the projects of ``base``: what was to come, what came and is verified, what is only claimed.
    ``with_money`` are those with verified arrivals."""

    due: Decimal
    verified: Decimal
    claimed: Decimal
    base: tuple[str, ...]
    with_money: tuple[str, ...]


def scheduled(money: Iterable[Due], as_of: date) -> dict[str, Decimal]:
    """What was to arrive by the day in 万元, by project."""
    found: dict[str, Decimal] = {}
    for each in money:
        if each.due_on <= as_of and each.amount is not None:
            found[each.project] = found.get(each.project, Decimal(0)) + each.amount
    return found


def arrived(base: Mapping[str, Decimal], arrivals: Iterable[Arrival]) -> Arrived:
    """Arrivals of the projects of ``base`` against its sums in 万元."""
    verified: dict[str, Decimal] = {}
    claimed = Decimal(0)
    for each in arrivals:
        if each.project not in base:
            continue
        if each.verified:
            verified[each.project] = verified.get(each.project, Decimal(0)) + each.amount
        else:
            claimed += each.amount
    codes = tuple(sorted(base))
    return Arrived(
        sum(base.values(), Decimal(0)),
        sum(verified.values(), Decimal(0)),
        claimed,
        codes,
        tuple(code for code in codes if verified.get(code, 0) > 0),
    )


def band(days: int, months: Sequence[int]) -> int:
    """The age band: the largest number of ``months`` (of 30.4375 days) that is reached, 0 before the first."""
    return max((m for m in months if days >= m * 30.4375), default=0)


class Step(NamedTuple):
    """Sums in 万元 up to a day: what was to arrive, what arrived and is verified, what is only claimed."""

    until: date
    due: Decimal
    verified: Decimal
    claimed: Decimal


def cumulative(money: Iterable[Due], arrivals: Iterable[Arrival], ends: Sequence[date]) -> list[Step]:
    """The sums up to each of the days, which are in order."""
    zero = Decimal(0)
    parts = {end: [zero, zero, zero] for end in ends}
    told = [(d.due_on, 0, d.amount or zero) for d in money]
    told += [(a.day, 1 if a.verified else 2, a.amount) for a in arrivals]
    for day, place, amount in told:
        end = next((e for e in ends if day <= e), None)
        if end is not None:
            parts[end][place] += amount
    found, so_far = [], [zero, zero, zero]
    for end in ends:
        so_far = [had + more for had, more in zip(so_far, parts[end], strict=True)]
        found.append(Step(end, *so_far))
    return found


class Way(NamedTuple):
    """A lead on a day: how it was judged and the project it became, both empty when not yet."""

    lead: str
    verdict: str
    project: str


class Signings(NamedTuple):
    """Leads of the cohort, of them those whose project signed, and of these those whose signing is verified."""

    cohort: tuple[str, ...]
    signed: tuple[str, ...]
    verified: tuple[str, ...]


def signings(ways: Iterable[Way], signed: Mapping[str, bool], *, qualifying: str = "") -> Signings:
    """From lead to formal contract. A lead qualifies by the verdict ``qualifying`` or by having become a project; every
    lead when it is empty. ``signed`` maps the projects with a formal contract to whether it is verified."""
    cohort = [w for w in ways if not qualifying or w.project or w.verdict == qualifying]
    done = [w for w in cohort if w.project and w.project in signed]
    return Signings(
        tuple(w.lead for w in cohort),
        tuple(w.lead for w in done),
        tuple(w.lead for w in done if signed[w.project]),
    )
