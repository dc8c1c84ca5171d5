"""Ranked target companies of a link: points from one expression over the lake, reasons from the engine."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from zhuchao import rulebook
from zhuchao.chains.analytics import targets as analytics
from zhuchao.chains.engine.knowledge import Chain, Link
from zhuchao.chains.engine.placement import place
from zhuchao.chains.engine.scoring import FACTS, Scheme, explain, scheme_from_value
from zhuchao.chains.selectors import tables
from zhuchao.chains.selectors.distances import bands_of, kilometres
from zhuchao.chains.selectors.firms import LocalFirm, core_firms
from zhuchao.chains.selectors.knowledge import chain as chain_of
from zhuchao.chains.selectors.knowledge import cues, link_of
from zhuchao.chains.selectors.lake import Note, note
from zhuchao.chains.selectors.reading import county, rows_of
from zhuchao.engagements.selectors import companies_in_talks
from zhuchao.rulebook import regions
from zhuchao.terms.actor import Actor
from zhuchao.terms.money import printed_wan
from zhuchao.terms.reason import Reason, total


@dataclass(frozen=True, slots=True)
class Target:
    """A company with its score and the reasons that add up to it; capital in 万元."""

    uscc: str
    name: str
    region: str
    county_code: str
    capital_wan: float | None
    reg_date: date | None
    confidence: str
    score: Decimal
    reasons: tuple[Reason, ...]

    def as_dict(self) -> dict[str, object]:
        """The shape of ``zhuchao chains targets --json``."""
        return {
            "uscc": self.uscc,
            "name": self.name,
            "region": self.region,
            "score": float(self.score),
            "reasons": [r.as_dict() for r in self.reasons],
        }


@dataclass(frozen=True, slots=True)
class TargetResult:
    """Ranked targets with what they rest on; ``lake_version`` and ``rule_version`` make them repeatable."""

    chain: Chain
    link: Link
    district: str
    rows: tuple[Target, ...]
    as_of: date
    lake_version: int
    rule_version: str
    caveat: str
    demo: bool


def scheme() -> Scheme:
    """The scheme of points in force; its version is what lists are saved with."""
    entry = rulebook.rule("targets.scheme", on=timezone.localdate())
    return scheme_from_value(f"{entry.id}@{entry.since}#{rulebook.version()}", entry.value)


def targets(actor: Actor, chain: str, link: str, district: str, top: int = 50) -> TargetResult:
    """The best ``top`` companies outside the district for a link of it, in nobody's talks, no branch offices.

    Raises Refused for whoever is not staff, for an unknown chain, link or district, or an empty registry.
    """
    found = chain_of(actor, chain)
    its, code, said = link_of(found, link), county(district), note()
    core = core_firms(found, code)
    asked = _question(found, its, code, said, core, companies_in_talks(actor))
    sources = analytics.Sources(
        tables.placements(found), tables.footprint(), tables.flows(), tables.bearers()
    )
    rules = scheme()
    rows = rows_of(analytics.ranked(sources, asked, rules, top))
    wording = _Wording(found, its, asked, core, rows)
    return TargetResult(
        chain=found,
        link=its,
        district=code,
        rows=tuple(_target(row, rules, wording) for row in rows),
        as_of=said.as_of,
        lake_version=said.version,
        rule_version=rules.version,
        caveat=said.caveat,
        demo=said.demo,
    )


def neighbours(chain: Chain, core: Iterable[LocalFirm]) -> dict[str, tuple[str, ...]]:
    """For each link with core firms here the links joined to it, one step up or down."""
    present = {f.link for f in core}
    joined: dict[str, set[str]] = defaultdict(set)
    for edge in chain.edges:
        for here, there in ((edge.source, edge.target), (edge.target, edge.source)):
            if here in present and here != there:
                joined[here].add(there)
    return {here: tuple(sorted(there)) for here, there in sorted(joined.items())}


def _question(
    chain: Chain, link: Link, district: str, said: Note, core: list[LocalFirm], taken: frozenset[str]
) -> analytics.Question:
    rules = scheme()
    floors = next(([b.at_least for b in c.bands] for c in rules.criteria if c.fact == "km"), [])
    return analytics.Question(
        link=link.code,
        district=district,
        city=f"{district[:4]}00",
        on=said.as_of,
        near=bands_of(district, tuple(floors)),
        ties=neighbours(chain, core),
        kin_bearers=int(str(rulebook.rule("targets.kin-bearers", on=timezone.localdate()).value)),
        taken=taken,
    )


class _Wording:
    """Words for the facts of the rows shown: deciding words, kin and neighbouring firms by name."""

    def __init__(
        self,
        chain: Chain,
        link: Link,
        asked: analytics.Question,
        core: Sequence[LocalFirm],
        rows: Sequence[Mapping[str, Any]],
    ) -> None:
        self.chain, self.link, self.district = chain, link, asked.district
        self._links = self._links_of(rows)
        self._kin = self._kin_of(asked, rows)
        self._scopes = self._scopes_of(rows)
        self._ties, self._core = asked.ties, core

    def _links_of(self, rows: Sequence[Mapping[str, Any]]) -> dict[str, set[str]]:
        placed = tables.placements(self.chain)
        wanted = placed.filter(placed.uscc.isin([r["uscc"] for r in rows])).select("uscc", "link")
        found: dict[str, set[str]] = defaultdict(set)
        for row in rows_of(wanted) if rows else ():
            found[row["uscc"]].add(row["link"])
        return found

    def _kin_of(self, asked: analytics.Question, rows: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
        cores = sorted({r["core_name"] for r in rows if r["kin"]})
        placed = tables.placements(self.chain)
        found: dict[str, list[str]] = defaultdict(list)
        if cores:
            here = placed.filter(placed.county_code == asked.district, placed.core_name.isin(cores))
            for row in sorted(rows_of(here.select("core_name", "name").distinct()), key=lambda r: r["name"]):
                found[row["core_name"]].append(row["name"])
        return found

    def _scopes_of(self, rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
        registry = tables.registry()
        wanted = registry.filter(registry.uscc.isin([r["uscc"] for r in rows])).select("uscc", "scope")
        return {r["uscc"]: r["scope"] or "" for r in rows_of(wanted)} if rows else {}

    def shown(self, row: Mapping[str, Any], km: int | None) -> dict[str, str]:
        """Words by fact; a fact without is printed as its number."""
        return {
            "fit": self._why(row),
            "capital_wan": printed_wan(row["capital_wan"]),
            "km": "" if km is None else f"{km:,}",
            "kin": "、".join(self._kin[row["core_name"]][:2]),
            "ties": self._ties_of(row),
        }

    def _why(self, row: Mapping[str, Any]) -> str:
        placed = place(row["name"], self._scopes.get(row["uscc"], ""), self.chain, cues())
        return next((p.why() for p in placed if p.link == self.link.code), "按登记信息归入本环节")

    def _ties_of(self, row: Mapping[str, Any]) -> str:
        mine = self._links[row["uscc"]]
        joined = [here for here, links in self._ties.items() if mine & set(links)]
        # The neighbours of the link asked for come first: they are what the visit is about.
        joined.sort(key=lambda here: (self.link.code not in self._ties[here], here))
        named = [
            f"{firm.name}（{self.chain.link(here).name}）"
            for here in joined
            for firm in self._core
            if firm.link == here
        ]
        more = f"等，共 {len(joined)} 个相邻环节" if len(joined) > 1 else ""
        return "、".join(dict.fromkeys(named[:2])) + more


def _target(row: Mapping[str, Any], rules: Scheme, wording: _Wording) -> Target:
    km = kilometres(row["city_code"], wording.district)
    facts = {fact: row[fact] for fact in FACTS} | {"km": km}
    reasons = explain(facts, rules, wording.shown(row, km))
    code = row["county_code"] or row["city_code"] or ""
    return Target(
        uscc=row["uscc"],
        name=row["name"],
        region=regions.full_name(code) or row["province"] or "",
        county_code=code,
        capital_wan=row["capital_wan"],
        reg_date=row["reg_date"],
        confidence=row["confidence"],
        score=total(reasons),
        reasons=reasons,
    )
