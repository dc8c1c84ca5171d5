"""What the projects in hand will yield year by year, unweighted and weighted by how far they are (domain.md S1)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

_CENT, _HUNDRED, _ZERO = Decimal("0.01"), Decimal(100), Decimal(0)


class Yield(NamedTuple):
    """Output and tax in 万元 a year, jobs in persons."""

    output: Decimal
    tax: Decimal
    jobs: Decimal

    def times(self, share: Decimal) -> "Yield":
        """The share of it."""
        return Yield(self.output * share, self.tax * share, self.jobs * share)

    def plus(self, other: "Yield") -> "Yield":
        """Both together."""
        return Yield(self.output + other.output, self.tax + other.tax, self.jobs + other.jobs)

    def rounded(self) -> "Yield":
        """To two decimals, jobs to whole persons."""
        output, tax = (n.quantize(_CENT, ROUND_HALF_UP) for n in (self.output, self.tax))
        return Yield(output, tax, self.jobs.quantize(Decimal(1), ROUND_HALF_UP))


NOTHING = Yield(_ZERO, _ZERO, _ZERO)


class Group(NamedTuple):
    """Projects that stand at one stage and reach full yield in one year, with their yields together."""

    full_year: int
    stage: str
    projects: int
    full: Yield


@dataclass(frozen=True, slots=True)
class Ramp:
    """Shares in per cent of the full yield two years before, the year before, and from the year of full yield on."""

    two_before: int
    one_before: int
    full: int

    def share(self, years_left: int) -> Decimal:
        """The share so many years before the year of full yield (0 and less: from then on)."""
        if years_left <= 0:
            return Decimal(self.full) / _HUNDRED
        return Decimal({1: self.one_before, 2: self.two_before}.get(years_left, 0)) / _HUNDRED


@dataclass(frozen=True, slots=True)
class Year:
    """One year: the projects that yield anything, their yield as planned, and weighted by stage."""

    year: int
    projects: int
    plain: Yield
    weighted: Yield


def forecast(
    groups: Iterable[Group], weights: Mapping[str, Decimal], ramp: Ramp, *, first: int, years: int
) -> list[Year]:
    """``years`` years from ``first``: for each project full yield x share of the ramp, and that x weight of its stage."""
    its = list(groups)
    found = []
    for year in range(first, first + years):
        plain = weighted = NOTHING
        projects = 0
        for group in its:
            share = ramp.share(group.full_year - year)
            if not share:
                continue
            projects += group.projects
            part = group.full.times(share)
            plain = plain.plus(part)
            weighted = weighted.plus(part.times(weights.get(group.stage, _ZERO)))
        found.append(Year(year, projects, plain.rounded(), weighted.rounded()))
    return found
