"""The links one company stands on, and the building of the tables they are read from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from zhuchao.chains.engine import wording
from zhuchao.chains.engine.knowledge import Chain
from zhuchao.chains.engine.placement import place
from zhuchao.chains.engine.placement_patterns import CONFIDENCE_NAMES
from zhuchao.chains.selectors import tables
from zhuchao.chains.selectors.industry.corrections import CLASS, INDUSTRY, LINK, ON, Correction, corrections
from zhuchao.chains.selectors.industry.gbt import class_of
from zhuchao.chains.selectors.industry.verdict import Industry, industry_of
from zhuchao.chains.selectors.knowledge import chain as chain_of
from zhuchao.chains.selectors.knowledge import chains, check_reader, cues
from zhuchao.chains.selectors.laid import all_laid, laid
from zhuchao.chains.selectors.reading import rows_of
from zhuchao.companies.selectors import company, registry_row, standing_rows
from zhuchao.terms.actor import SYSTEM, Actor
from zhuchao.terms.refusal import Refusal, Refused


@dataclass(frozen=True, slots=True)
class PlacedOn:
    """A link a company stands on: how sure, and the sentence with the words that decided."""

    chain: str
    chain_name: str
    link: str
    link_name: str
    confidence: str
    confidence_name: str
    why: str


def placements_of(actor: Actor, uscc: str) -> list[PlacedOn]:
    """The links of all chains a company of the master or the registry stands on; none for a branch office, an unknown
    code, or one that was merged into another.

    Judged anew from its row, so that it holds before any table is built; the master goes before the registry, and
    officers' corrections decide. Raises Refused for whoever is not staff.
    """
    found = chains(actor)
    row = standing_rows(actor, [uscc]).get(uscc)
    if row is None or row.is_branch:
        return _corrected(actor, uscc, [], found)
    by_rule = [
        PlacedOn(
            chain=chain.code,
            chain_name=chain.name,
            link=p.link,
            link_name=chain.link(p.link).name,
            confidence=p.confidence,
            confidence_name=CONFIDENCE_NAMES[p.confidence],
            why=wording.why(p),
        )
        for chain in found
        for p in place(row.name, row.scope, chain, cues())
    ]
    return _corrected(actor, uscc, by_rule, found)


@dataclass(frozen=True, slots=True)
class JudgedCompany:
    """A company as registered, what it is judged to be (``gbt``: its class of GB/T 4754), and what officers
    corrected; corrections decide."""

    uscc: str
    name: str
    scope: str
    industry: Industry
    gbt: Industry
    placed: tuple[PlacedOn, ...]
    corrected: tuple[Correction, ...]


def judged_company(actor: Actor, uscc: str) -> JudgedCompany:
    """Industry and links of a company of the master or the registry.

    Raises Refused for whoever is not staff and when nothing is known of the company.
    """
    check_reader(actor)
    row, ours = registry_row(actor, uscc), company(actor, uscc)
    if row is None and ours is None:
        raise Refused(
            Refusal("chains.unknown-company", "登记库和企业主档里都没有这家企业", "请核对信用代码。", "uscc")
        )
    name = ours.name if ours is not None else row.name if row is not None else ""
    scope = (ours.scope if ours is not None else "") or (row.scope if row is not None else "") or ""
    code = ours.uscc if ours is not None else row.uscc if row is not None else uscc
    made = tuple(corrections(actor, code))
    judged = {INDUSTRY: industry_of(name, scope), CLASS: class_of(name, scope)}
    for one in made:
        if one.kind in judged:
            by = f"{one.corrected_by}更正：{one.reason}"
            judged[one.kind] = replace(judged[one.kind], industry=one.chosen, by=by)
    placed = tuple(placements_of(actor, code))
    return JudgedCompany(code, name, scope, judged[INDUSTRY], judged[CLASS], placed, made)


def _corrected(actor: Actor, uscc: str, placed: list[PlacedOn], known: Sequence[Chain]) -> list[PlacedOn]:
    """Placements as officers left them: what they took off is gone, what they put on is there."""
    for one in corrections(actor, uscc):
        if one.kind != LINK:
            continue
        chain_code, _, link_code = one.subject.partition("/")
        placed = [p for p in placed if (p.chain, p.link) != (chain_code, link_code)]
        found = next((c for c in known if c.code == chain_code), None)
        if one.chosen == ON and found is not None and any(x.code == link_code for x in found.links):
            why = f"{one.corrected_by}更正：{one.reason}"
            placed.append(
                PlacedOn(
                    chain_code, found.name, link_code, found.link(link_code).name, "high", "人工更正", why
                )
            )
    return placed


def ready(actor: Actor, chain: str = "") -> bool:
    """True when the pages of one chain (all of them when not said) answer without building anything.

    Raises Refused for whoever is not staff, an unknown chain, or an empty registry.
    """
    wanted = [chain_of(actor, chain)] if chain else chains(actor)
    return tables.built(wanted) and all_laid(wanted)


def build_tables(progress: Callable[[int, int, str], None]) -> dict[str, int]:
    """Build every table that is missing; placements by chain. The flow that calls it has checked the right."""
    found = chains(SYSTEM)
    of = len(tables.SHARED) + len(found)
    for done, (what, build) in enumerate(tables.SHARED):
        progress(done, of, what)
        build()
    counts = {}
    for done, chain in enumerate(found, start=len(tables.SHARED)):
        progress(done, of, f"归位：{chain.name}")
        tables.tally(chain)
        tables.present(chain)
        tables.arrivals(chain)
        laid(chain)
        counts[chain.code] = int(
            rows_of(tables.placements(chain).aggregate(n=tables.placements(chain).count()))[0]["n"]
        )
    progress(of, of, "完成")
    return counts
