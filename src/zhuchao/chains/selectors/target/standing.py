"""On which links of our chains the companies of the ranker stand, read once for a version of ranker, lake and chain."""

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

import pyarrow as pa
import pyarrow.compute as pc

from zhuchao.chains.analytics import outward as analytics
from zhuchao.chains.engine.knowledge import Chain
from zhuchao.chains.selectors import tables
from zhuchao.chains.selectors.target.served import MODEL, Served, version_of
from zhuchao.learners import kept
from zhuchao.warehouse import engines, lake


@dataclass(frozen=True, slots=True)
class Stand:
    """A link a company stands on."""

    chain: str
    chain_name: str
    link: str
    link_name: str

    def as_dict(self) -> dict[str, str]:
        """JSON-ready."""
        return asdict(self)


def stands(on: Served, among: Iterable[Chain]) -> dict[str, tuple[Stand, ...]]:
    """The links of these chains each company of the ranker stands on, by credit code; those on none are missing.

    Builds the placements of a chain that are not there yet. Raises Refused when nothing was imported.
    """
    folder, version = str(kept.folder(MODEL)), lake.required().version
    found: defaultdict[str, tuple[Stand, ...]] = defaultdict(tuple)
    for chain in among:
        its = _standing(folder, on.version, version, tables.placements_key(chain), chain)
        links = {link.code: Stand(chain.code, chain.name, link.code, link.name) for link in chain.links}
        for code, stand in links.items():
            for uscc in its.get(code, ()):
                found[uscc] += (stand,)
    return dict(found)


@functools.lru_cache(maxsize=64)
def _standing(folder: str, model: str, version: int, key: str, chain: Chain) -> Mapping[str, tuple[str, ...]]:
    """By link the companies of the ranker that stand there; ``version`` and ``key`` tell lakes and rules apart."""
    ours = pa.array(list(version_of(folder, model).at), pa.string())
    rows = engines.run(analytics.standing(tables.placements(chain)))
    here = rows.filter(pc.is_in(rows["uscc"], value_set=ours))
    found: defaultdict[str, list[str]] = defaultdict(list)
    for uscc, link in zip(here["uscc"].to_pylist(), here["link"].to_pylist(), strict=True):
        found[link].append(uscc)
    return {link: tuple(usccs) for link, usccs in found.items()}
