"""The placements of a chain laid out for rankings, kept beside the lake as the other derived tables are."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from zhuchao.chains.analytics.targets import STILL, laid_out
from zhuchao.chains.engine.knowledge import Chain
from zhuchao.chains.engine.scoring import floors_of
from zhuchao.chains.selectors import judging, ranking, tables
from zhuchao.chains.selectors.lake import note
from zhuchao.warehouse import derived, engines, laying
from zhuchao.warehouse.grouped import Laid

_BATCH = 1 << 16


def laid(chain: Chain) -> Laid | None:
    """The file for the lake and the rules in force, made when it is not there.

    None where the engine is Spark, and after a correction until ``lay`` was called: the expression ranks then.
    Raises Refused when nothing was imported yet.
    """
    if not _kept_here():
        return None
    if chain.corrected and not derived.exists(_name(chain), _key(chain), derived.FOLDER):
        return None
    return lay(chain)


def lay(chain: Chain) -> Laid | None:
    """As ``laid``, and made when it is not there, corrected or not."""
    if not _kept_here():
        return None
    return ranking.opened(derived.folder(_name(chain), _key(chain), lambda folder: _fill(chain, folder)))


def all_laid(chains: Iterable[Chain]) -> bool:
    """True when ``laid`` would answer at once for all of them."""
    return not _kept_here() or all(
        c.corrected or derived.exists(_name(c), _key(c), derived.FOLDER) for c in chains
    )


def _kept_here() -> bool:
    return bool(settings.ZHUCHAO_ENGINE != "spark")


def _name(chain: Chain) -> str:
    return f"laid-{chain.code}"


def _key(chain: Chain) -> str:
    scheme = judging.scheme()
    parts = (
        tables.placements_key(chain),
        tables.prefixes(),
        # Of the day only the year tells a company's age.
        note().as_of.year,
        judging.bound_pattern(),
        judging.number("targets.kin-bearers"),
        [floors_of(scheme, fact) for fact in STILL],
        ranking.words_of(chain),
    )
    return repr(parts)


def _fill(chain: Chain, folder: Path) -> None:
    tables.told(f"排列：{chain.name}")
    rows = laid_out(
        tables.placements(chain),
        tables.footprint(),
        tables.bearers(),
        note().as_of,
        judging.bound_pattern(),
        judging.number("targets.kin-bearers"),
    )
    found = engines.batches(engines.connect(), rows, _BATCH)
    laying.lay(found, folder, ranking.plan(judging.scheme(), ranking.words_of(chain)))
