"""The placements of a chain laid out for rankings, kept beside the lake as the other derived tables are.

The registry's lie in one file, which only an import or other rules replace. What the district knows better is laid out
in a small file of its own as soon as somebody asks: nobody waits, and no list is behind.
"""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from zhuchao.chains.analytics import overriding
from zhuchao.chains.analytics.targets import STILL, laid_out
from zhuchao.chains.engine.knowledge import Chain
from zhuchao.chains.engine.scoring import floors_of
from zhuchao.chains.selectors import judging, ranking, tables
from zhuchao.chains.selectors.lake import note
from zhuchao.chains.selectors.ours import Ours, ours
from zhuchao.warehouse import derived, engines, laying
from zhuchao.warehouse.engines import Table

_BATCH = 1 << 16


def laid(chain: Chain) -> ranking.Files | None:
    """The files for the lake, the rules and the corrections in force, made when they are not there; None where the
    engine is Spark, whose expression ranks then.

    Raises Refused when nothing was imported yet.
    """
    if not _kept_here():
        return None
    whole = ranking.opened(
        derived.folder(_name(chain), _key(chain), lambda folder: _fill_whole(chain, folder))
    )
    said = ours()
    known = tables.placements_key(chain, said)
    if known == tables.ruled_key(chain):
        return ranking.Files(whole)
    beside = derived.folder(
        f"beside-{chain.code}", f"{_key(chain)}|{known}", lambda folder: _fill_beside(chain, said, folder)
    )
    off: dict[str, set[str]] = {}
    for each in chain.corrected:
        off.setdefault(each.link, set()).add(each.uscc)
    by_link = {link: frozenset(codes) for link, codes in off.items()}
    return ranking.Files(whole, ranking.opened(beside), said.codes, by_link)


def all_laid(chains: Iterable[Chain]) -> bool:
    """True when ``laid`` would answer at once for all of them."""
    return not _kept_here() or all(derived.exists(_name(c), _key(c), derived.FOLDER) for c in chains)


def _kept_here() -> bool:
    return bool(settings.ZHUCHAO_ENGINE != "spark")


def _name(chain: Chain) -> str:
    return f"laid-{chain.code}"


def _key(chain: Chain) -> str:
    scheme = judging.scheme()
    parts = (
        tables.ruled_key(chain),
        tables.prefixes(),
        # Of the day only the year tells a company's age.
        note().as_of.year,
        judging.bound_pattern(),
        judging.number("targets.kin-bearers"),
        [floors_of(scheme, fact) for fact in STILL],
        ranking.words_of(chain),
    )
    return repr(parts)


def _fill_whole(chain: Chain, folder: Path) -> None:
    tables.told(f"排列：{chain.name}")
    _fill(chain, tables.ruled(chain), tables.registry_bearers(), folder)


def _fill_beside(chain: Chain, said: Ours, folder: Path) -> None:
    """With companies whose brand is rare only as the district knows it: the whole file does not tell their brand."""
    ruled, rows = tables.ruled(chain), tables.beside(chain, said)
    assert rows is not None, "asked only where the district knows better"
    if said.mark:
        most = judging.number("targets.kin-bearers")
        rare = overriding.newly_rare(tables.registry_bearers(), tables.bearers_anew(said), most)
        others = overriding.bearing(tables.undisputed(chain, said, ruled), rare)
        rows = rows.union(others.select(*rows.columns))
    _fill(chain, rows, tables.bearers(), folder)


def _fill(chain: Chain, placements: Table, bearers: Table, folder: Path) -> None:
    rows = laid_out(
        placements,
        tables.footprint(),
        bearers,
        note().as_of,
        judging.bound_pattern(),
        judging.number("targets.kin-bearers"),
    )
    found = engines.batches(engines.connect(), rows, _BATCH)
    laying.lay(found, folder, ranking.plan(judging.scheme(), ranking.words_of(chain)))
