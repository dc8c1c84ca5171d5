"""Ranked target companies of a link: points from one expression over the lake, reasons from the engine."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from zhuchao.chains.analytics import targets as analytics
from zhuchao.chains.engine import ties
from zhuchao.chains.engine.knowledge import Chain, Link
from zhuchao.chains.engine.scoring import FACTS, Scheme, explain
from zhuchao.chains.engine.weights import reweighted, sentence, weights_of
from zhuchao.chains.selectors import judging, ranking, tables
from zhuchao.chains.selectors.distances import bands_of, kilometres
from zhuchao.chains.selectors.firms import core_firms
from zhuchao.chains.selectors.knowledge import chain as chain_of
from zhuchao.chains.selectors.knowledge import link_of
from zhuchao.chains.selectors.laid import laid
from zhuchao.chains.selectors.lake import Note, note
from zhuchao.chains.selectors.reading import county, rows_of
from zhuchao.chains.selectors.wording import Wording
from zhuchao.engagements.selectors import companies_in_talks
from zhuchao.rulebook import regions
from zhuchao.terms.actor import Actor
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
    """Ranked targets with what they rest on; ``lake_version`` and ``rule_version`` make them repeatable.

    ``notes`` are sentences that hold for every company of the ranking and therefore earn none of them points;
    ``weights`` what criteria count under a ``trial`` (a sentence), both empty for the scheme in force.
    """

    chain: Chain
    link: Link
    district: str
    rows: tuple[Target, ...]
    as_of: date
    lake_version: int
    rule_version: str
    caveat: str
    demo: bool
    notes: tuple[str, ...] = ()
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    trial: str = ""


def targets(
    actor: Actor, chain: str, link: str, district: str, top: int = 50, weights: Iterable[str] = ()
) -> TargetResult:
    """The best ``top`` companies outside the district for a link of it, in nobody's talks, no branch offices.

    ``weights`` such as ``capital=2`` let criteria count more or less for this answer only. Raises Refused for whoever is
    not staff, for an unknown chain, link or district, or an empty registry, and for weights as ``engine.weights``.
    """
    asked = asking(actor, chain, link, district, companies_in_talks(actor))
    names = judging.criteria()
    changed = weights_of(weights, names)
    asked = replace(asked, rules=reweighted(asked.rules, changed))
    rows = _ranked(asked, top)
    general = ties.note(asked.partners, asked.most)
    return TargetResult(
        chain=asked.chain,
        link=asked.link,
        district=asked.question.district,
        rows=_targets(asked, rows),
        as_of=asked.note.as_of,
        lake_version=asked.note.version,
        rule_version=asked.rules.version,
        caveat=asked.note.caveat,
        demo=asked.note.demo,
        notes=(general,) if general else (),
        weights=changed,
        trial=sentence(changed, names),
    )


@dataclass(frozen=True, slots=True)
class Asking:
    """A ranking that is asked for: the link, the question, the tables and the rules it is answered by.

    ``most`` is how many firms one sentence names; ``laid`` the placements laid out, None where an engine ranks them.
    """

    chain: Chain
    link: Link
    note: Note
    question: analytics.Question
    sources: analytics.Sources
    rules: Scheme
    partners: tuple[ties.Partner, ...]
    most: int
    laid: ranking.Files | None


def asking(actor: Actor, chain: str, link: str, district: str, taken: frozenset[str]) -> Asking:
    """What ``targets`` and ``placed`` ask; companies ``taken`` are no candidates. Raises Refused as ``targets``."""
    found = chain_of(actor, chain)
    its, code, said = link_of(found, link), county(district), note()
    firms = [ties.Firm(f.link, f.uscc, f.name, f.scope) for f in core_firms(found, code)]
    partners = ties.partners(found, its.code, firms)
    return Asking(
        chain=found,
        link=its,
        note=said,
        question=_question(its, code, said, ties.products(partners), taken),
        sources=analytics.Sources(
            tables.placements(found), tables.footprint(), tables.flows(), tables.bearers()
        ),
        rules=judging.scheme(),
        partners=partners,
        most=judging.number("targets.core-firms", "named"),
        laid=laid(found),
    )


@dataclass(frozen=True, slots=True)
class Placed:
    """One candidate with its place among ``of``; ``row`` holds the facts it was judged by."""

    target: Target
    place: int
    of: int
    row: Mapping[str, Any]


def placed(asked: Asking, uscc: str) -> Placed | None:
    """A company as ``targets`` would list it, however far down; None when it is no candidate."""
    rows = _placed(asked, uscc)
    if not rows:
        return None
    (target,) = _targets(asked, rows)
    return Placed(target, int(rows[0]["place"]) + 1, int(rows[0]["of"]), rows[0])


def _ranked(asked: Asking, top: int) -> Sequence[Mapping[str, Any]]:
    if asked.laid is not None and ranking.fits(asked.laid, asked.question, asked.rules):
        return ranking.best(asked.laid, asked.sources, asked.question, asked.rules, top)
    return rows_of(analytics.ranked(asked.sources, asked.question, asked.rules, top))


def _placed(asked: Asking, uscc: str) -> Sequence[Mapping[str, Any]]:
    if asked.laid is not None and ranking.fits(asked.laid, asked.question, asked.rules):
        return ranking.placed(asked.laid, asked.sources, asked.question, asked.rules, uscc)
    return rows_of(analytics.placed(asked.sources, asked.question, asked.rules, uscc))


def _targets(asked: Asking, rows: Sequence[Mapping[str, Any]]) -> tuple[Target, ...]:
    wording = Wording(asked.chain, asked.link, asked.question, asked.partners, rows, asked.most)
    return tuple(_target(row, asked.rules, wording) for row in rows)


def _question(
    link: Link, district: str, said: Note, products: tuple[str, ...], taken: frozenset[str]
) -> analytics.Question:
    floors = next(([b.at_least for b in c.bands] for c in judging.scheme().criteria if c.fact == "km"), [])
    return analytics.Question(
        link=link.code,
        district=district,
        city=f"{district[:4]}00",
        on=said.as_of,
        near=bands_of(district, tuple(floors)),
        products=products,
        kin_bearers=judging.number("targets.kin-bearers"),
        min_flow=judging.number("targets.min-flow"),
        bound=judging.bound_pattern(),
        taken=taken,
    )


def _target(row: Mapping[str, Any], rules: Scheme, wording: Wording) -> Target:
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
