"""The links one company stands on, and the building of the tables they are read from."""

from collections.abc import Callable
from dataclasses import dataclass

from zhuchao.chains.engine import wording
from zhuchao.chains.engine.placement import place
from zhuchao.chains.engine.placement_patterns import CONFIDENCE_NAMES
from zhuchao.chains.selectors import tables
from zhuchao.chains.selectors.knowledge import chain as chain_of
from zhuchao.chains.selectors.knowledge import chains, cues
from zhuchao.chains.selectors.reading import rows_of
from zhuchao.companies.selectors import registry_row
from zhuchao.terms.actor import SYSTEM, Actor


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
    """The links of all chains a registered company stands on; none for a branch office or an unknown code.

    Judged anew from the registry's row, so that it holds before any table is built.
    Raises Refused for whoever is not staff.
    """
    found = chains(actor)
    row = registry_row(actor, uscc)
    if row is None or row.is_branch:
        return []
    return [
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


def ready(actor: Actor, chain: str = "") -> bool:
    """True when the pages of one chain (all of them when not said) answer without building anything.

    Raises Refused for whoever is not staff, an unknown chain, or an empty registry.
    """
    return tables.built([chain_of(actor, chain)] if chain else chains(actor))


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
        counts[chain.code] = int(
            rows_of(tables.placements(chain).aggregate(n=tables.placements(chain).count()))[0]["n"]
        )
    progress(of, of, "完成")
    return counts
