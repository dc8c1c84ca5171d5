"""How far placement agrees with the industry an exchange gave a listed company.

A high placement agrees when its link declares the company's Shenwan industry, of level 2 or 3. What disagrees is
not always wrong: a scope names side products, an industry the main one. The share is a floor, not a mark.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zhuchao.chains.engine.knowledge import Chain
from zhuchao.chains.engine.placement import Cues, place


@dataclass(frozen=True, slots=True)
class Listed:
    """A listed company: registered name and scope, and its industries (names of level 2 and 3)."""

    code: str
    name: str
    scope: str
    industries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A high placement of a listed company; ``agrees`` when the link declares one of its industries."""

    company: Listed
    chain: str
    link: str
    words: tuple[str, ...]
    clause: str
    agrees: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """Companies read, and how many of them stand on at least one link, with high or with any confidence."""

    companies: int
    with_high: int
    with_any: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """Every high placement, judged; ``share`` is None where there is none."""

    judged: tuple[Judged, ...]
    coverage: Coverage

    @property
    def agreeing(self) -> int:
        """How many of the placements agree."""
        return sum(j.agrees for j in self.judged)

    @property
    def share(self) -> float | None:
        """The part of the placements that agree, 0 to 1."""
        return self.agreeing / len(self.judged) if self.judged else None

    def of_chain(self, code: str) -> tuple[Judged, ...]:
        """The placements of one chain."""
        return tuple(j for j in self.judged if j.chain == code)


def agreement(companies: Iterable[Listed], chains: Sequence[Chain], cues: Cues) -> Agreement:
    """Place every company on every chain and judge what is placed with high confidence."""
    declared = {(chain.code, link.code): frozenset(link.sw) for chain in chains for link in chain.links}
    judged: list[Judged] = []
    read = with_high = with_any = 0
    for company in companies:
        found = place(company.name, company.scope, chains, cues)
        high = [p for p in found if p.confidence == "high"]
        read, with_high, with_any = read + 1, with_high + bool(high), with_any + bool(found)
        judged += (
            Judged(
                company,
                p.chain,
                p.link,
                p.words,
                p.clause,
                not declared[p.chain, p.link].isdisjoint(company.industries),
            )
            for p in high
        )
    return Agreement(tuple(judged), Coverage(read, with_high, with_any))
