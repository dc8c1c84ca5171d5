"""Everything the page of one link shows, read in one go."""

from collections.abc import Iterable
from dataclasses import dataclass

from zhuchao.chains.engine.knowledge import Chain, Link
from zhuchao.chains.selectors.knowledge import link_of
from zhuchao.chains.selectors.strength import Gap, LinkStrength, gap_board, link_strength
from zhuchao.chains.selectors.targets import TargetResult, targets
from zhuchao.terms.actor import Actor


@dataclass(frozen=True, slots=True)
class LinkPage:
    """One link in a district: its gap beside those of the whole chain, its strength, its targets."""

    chain: Chain
    link: Link
    gap: Gap
    gaps: tuple[Gap, ...]
    strength: LinkStrength
    targets: TargetResult


def link_page(
    actor: Actor, chain: str, link: str, district: str, top: int = 50, weights: Iterable[str] = ()
) -> LinkPage:
    """The page of a link, its targets under ``weights`` on trial. Raises Refused as ``gaps`` and ``targets``."""
    found = gap_board(actor, chain, district)
    its = link_of(found.chain, link)
    return LinkPage(
        chain=found.chain,
        link=its,
        gap=next(g for g in found.gaps if g.link.code == its.code),
        gaps=found.gaps,
        strength=link_strength(actor, chain, link, district),
        targets=targets(actor, chain, link, district, top, weights),
    )
