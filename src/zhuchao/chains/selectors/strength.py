"""Strength and gaps of the links of a chain in a district."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, cast

from django.utils import timezone

from zhuchao import rulebook
from zhuchao.chains.analytics import strength
from zhuchao.chains.engine.evidence import Evidence
from zhuchao.chains.engine.gaps import GapKind, GapRule, LinkCount, judge
from zhuchao.chains.engine.knowledge import Chain, Link
from zhuchao.chains.selectors import tables
from zhuchao.chains.selectors.evidence.board import Arrivals, District
from zhuchao.chains.selectors.firms import LocalFirm, local_firms
from zhuchao.chains.selectors.knowledge import chain as chain_of
from zhuchao.chains.selectors.knowledge import chains, link_of
from zhuchao.chains.selectors.lake import note
from zhuchao.chains.selectors.reading import county, rows_of
from zhuchao.rulebook import regions
from zhuchao.terms.actor import Actor


@dataclass(frozen=True, slots=True)
class Gap:
    """The verdict on one link; counts are companies with scope. ``low`` and ``high`` bound the observed count.

    ``evidence`` stands beside the verdict and never decides it; ``arrivals`` are new companies by year."""

    link: Link
    kind: GapKind
    observed: int
    expected: float
    low: float
    high: float
    lq: float | None
    lq_nation: float | None
    covers_even: bool
    reasons: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()
    arrivals: tuple[Arrivals, ...] = ()

    @property
    def interval(self) -> tuple[float, float]:
        """Both ends of the interval of the observed count."""
        return self.low, self.high

    def as_dict(self) -> dict[str, object]:
        """The shape of ``zhuchao chains gaps --json``."""
        return {
            "link": self.link.code,
            "name": self.link.name,
            "stage": self.link.stage,
            "kind": self.kind.value,
            "observed": self.observed,
            "expected": round(self.expected, 2),
            "interval": [round(self.low, 2), round(self.high, 2)],
            "lq": None if self.lq is None else round(self.lq, 3),
            "lq_nation": None if self.lq_nation is None else round(self.lq_nation, 3),
            "covers_even": self.covers_even,
            "reasons": list(self.reasons),
            "evidence": [e.as_dict() for e in self.evidence],
            "arrivals": [asdict(a) for a in self.arrivals],
        }


@dataclass(frozen=True, slots=True)
class GapBoard:
    """Every link of a chain in a district, in the order of the chain."""

    chain: Chain
    district: str
    gaps: tuple[Gap, ...]
    companies: int
    as_of: date
    rule_version: str
    caveat: str
    demo: bool


@dataclass(frozen=True, slots=True)
class Board:
    """All chains in a district."""

    rows: tuple[GapBoard, ...]
    caveat: str
    demo: bool


@dataclass(frozen=True, slots=True)
class LinkStrength:
    """How strong one link is: counts with scope, capital in 万元 (None: nobody has one), entrants by year (None: no
    data that year).

    ``local`` are the companies in the district, the largest first; ``absent`` the years the registry lacks for
    the province.
    """

    link: Link
    count: int
    capital_wan: float | None
    province_count: int
    national_count: int
    entrants: Mapping[int, int | None]
    absent: tuple[int, ...]
    local: tuple[LocalFirm, ...]


def gap_rule() -> GapRule:
    """The thresholds in force."""
    entry = rulebook.rule("gaps.rule", on=timezone.localdate())
    value = cast("Mapping[str, float]", entry.value)
    return GapRule(version=f"{entry.id}@{entry.since}", **value)


def gaps(actor: Actor, chain: str, district: str) -> list[Gap]:
    """The verdict on every link of a chain in a district.

    Raises Refused for whoever is not staff, an unknown chain or district, or an empty registry.
    """
    return list(gap_board(actor, chain, district).gaps)


def gap_board(actor: Actor, chain: str, district: str) -> GapBoard:
    """The gaps of one chain with their caveat. Raises Refused as ``gaps``."""
    found = _board(chain_of(actor, chain), county(district), Base())
    beside = District(found.district, gap_rule())
    return replace(found, gaps=tuple(_with_evidence(found.chain, g, beside) for g in found.gaps))


def _with_evidence(chain: Chain, gap: Gap, beside: District) -> Gap:
    return replace(
        gap,
        evidence=beside.of(chain.code, gap.link.code, gap.kind.value, gap.observed, gap.expected),
        arrivals=beside.arrivals(chain.code, gap.link.code),
    )


def board(actor: Actor, district: str) -> Board:
    """The gaps of every chain. Raises Refused as ``gaps``."""
    code, base = county(district), Base()
    return Board(tuple(_board(c, code, base) for c in chains(actor)), base.note.caveat, base.note.demo)


class Base:
    """What every chain is compared with: companies with scope by province and county, read once."""

    def __init__(self) -> None:
        self.note = note()
        self.by_province: dict[str, tuple[int, int]] = {}
        self.by_county: dict[str, int] = defaultdict(int)
        self.province_of: dict[str, str] = {}
        for row in rows_of(tables.totals()):
            seen = self.by_province.get(row["province"], (0, 0))
            # A sum of whole numbers may come back as a float: the engine widens it.
            with_scope = int(row["with_scope"] or 0)
            self.by_province[row["province"]] = seen[0] + int(row["companies"]), seen[1] + with_scope
            if row["county_code"]:
                self.by_county[row["county_code"]] += with_scope

    def weight(self, province: str) -> float:
        """How many companies of the registry one with scope stands for."""
        companies, with_scope = self.by_province.get(province, (0, 0))
        return companies / with_scope if with_scope else 0.0

    def weighted(self, by_province: Mapping[str, int]) -> float:
        """A count of rows with scope carried to all rows, each province by its sampling rate."""
        return sum(n * self.weight(p) for p, n in by_province.items())

    @property
    def nation(self) -> float:
        """All companies of provinces that have rows with scope."""
        return self.weighted({p: with_scope for p, (_, with_scope) in self.by_province.items()})


def _province(district: str) -> str:
    found = regions.region(f"{district[:2]}0000")
    return found.short_name if found else ""


def _board(chain: Chain, district: str, base: Base) -> GapBoard:
    return GapBoard(
        chain=chain,
        district=district,
        gaps=judged_links(chain, rows_of(strength.by_region(tables.tally(chain), district)), district, base),
        companies=_companies_here(chain, district),
        as_of=base.note.as_of,
        rule_version=gap_rule().version,
        caveat=base.note.caveat,
        demo=base.note.demo,
    )


def judged_links(
    chain: Chain, counted: Iterable[dict[str, Any]], district: str, base: Base
) -> tuple[Gap, ...]:
    """The verdict on every link, from counts by link and province as ``analytics.strength.by_region`` gives them."""
    rule, province = gap_rule(), _province(district)
    by_link: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in counted:
        by_link[row["link"]].append(row)
    return tuple(
        _gap(link, _count(by_link[link.code], district, province, base), rule) for link in chain.links
    )


def _companies_here(chain: Chain, district: str) -> int:
    rows = tables.present(chain)
    return sum(int(r["companies"]) for r in rows_of(rows.filter(rows.county_code == district)))


def _count(rows: Iterable[dict[str, Any]], district: str, province: str, base: Base) -> LinkCount:
    rows = list(rows)
    by_province = {r["province"]: int(r["companies"]) for r in rows}
    ours = base.by_province.get(province, (0, 0))[1]
    return LinkCount(
        observed=sum(int(r["here"]) for r in rows),
        district_rows=base.by_county.get(district, 0),
        province_share=by_province.get(province, 0) / ours if ours else 0.0,
        national_share=base.weighted(by_province) / base.nation if base.nation else None,
    )


def _gap(link: Link, count: LinkCount, rule: GapRule) -> Gap:
    v = judge(count, rule)
    return Gap(
        link, v.kind, v.observed, v.expected, v.low, v.high, v.lq, v.lq_nation, v.covers_even, v.reasons
    )


def link_strength(actor: Actor, chain: str, link: str, district: str) -> LinkStrength:
    """One link in a district. Raises Refused as ``gaps``, and for an unknown link."""
    found = chain_of(actor, chain)
    its, code = link_of(found, link), county(district)
    rows = [r for r in rows_of(strength.by_region(tables.tally(found), code)) if r["link"] == its.code]
    entrants, absent = _entrants(found, its, code)
    return LinkStrength(
        link=its,
        count=sum(int(r["here"]) for r in rows),
        capital_wan=sum(known) if (known := [r["capital_here"] for r in rows if r["capital_here"]]) else None,
        province_count=sum(int(r["companies"]) for r in rows if r["province"] == _province(code)),
        national_count=sum(int(r["companies"]) for r in rows),
        entrants=entrants,
        absent=absent,
        local=tuple(local_firms(found, its.code, code)),
    )


def _entrants(chain: Chain, link: Link, district: str) -> tuple[dict[int, int | None], tuple[int, ...]]:
    """Entrants by year from the first to the last year of the province; a year without any row is absent."""
    province = _province(district)
    known = {int(r["year"]) for r in rows_of(tables.years()) if r["province"] == province}
    found = {
        int(r["year"]): int(r["companies"])
        for r in rows_of(strength.entrants(tables.counted(chain), link.code, district))
    }
    if not known:
        return {}, ()
    span = range(max(min(known), FIRST_YEAR), max(known) + 1)
    absent = tuple(y for y in span if y not in known)
    return {y: None if y in absent else found.get(y, 0) for y in span}, absent


#: Entrants are drawn from the year reform began; the few older rows say nothing of today.
FIRST_YEAR = 1990
