"""Derived tables of chains beside the lake: built once for a lake and its rules, read ever after."""

import contextlib
import contextvars
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import cast

from django.utils import timezone

from zhuchao import rulebook
from zhuchao.chains.analytics import entries, expansion, placement, strength
from zhuchao.chains.engine.knowledge import Chain, Corrected
from zhuchao.chains.selectors.knowledge import cues, makers_key, placement_key
from zhuchao.warehouse import derived, engines
from zhuchao.warehouse.engines import Table

REGISTRY = "registry"
_saying: contextvars.ContextVar[Callable[[str], None] | None] = contextvars.ContextVar("saying", default=None)


@contextlib.contextmanager
def telling(say: Callable[[str], None]) -> Iterator[None]:
    """While it lasts, ``say`` is told the name of every table that has to be built."""
    token = _saying.set(say)
    try:
        yield
    finally:
        _saying.reset(token)


def _get(
    name: str, key: str, what: str, build: Callable[[], Table], rows: derived.Rows | None = None
) -> Table:
    """A derived table; ``what`` is what a waiting reader is told when it has to be built first."""

    def asked() -> Table:
        told(what)
        return build()

    def followed(changed: Table, settle: derived.Settle) -> Table:
        told(what)
        return rows(changed, settle) if rows else changed

    return derived.get(name, key, asked, followed if rows else None)


def told(what: str) -> None:
    """Tell whoever waits that something has to be built first."""
    if say := _saying.get():
        say(what)


def registry() -> Table:
    """The registry as it is in force.

    Raises Refused when nothing was imported yet.
    """
    return engines.table(REGISTRY)


def scope_words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Trade words and making words of a scope (rulebook targets.scope-words)."""
    rule = rulebook.rule("targets.scope-words", on=timezone.localdate())
    value = cast("Mapping[str, Sequence[str]]", rule.value)
    return tuple(value["trade"]), tuple(value["make"])


def makers() -> Table:
    """Companies that may stand on a link, with cleaned scopes."""
    words = cues()
    return _get(
        "makers",
        makers_key(words),
        "整理经营范围",
        lambda: placement.makers(registry(), words),
        lambda changed, _: placement.makers(changed, words),
    )


def placements(chain: Chain) -> Table:
    """Who stands on which link of the chain, with what the registry knows of them; officers' corrections decide."""
    return as_corrected(chain, ruled(chain), "corrected")


def as_corrected(chain: Chain, found: Table, kept_as: str) -> Table:
    """Placements by the rules as officers left them: whom they took off is gone, whom they put on is there.

    ``kept_as`` names the table of those put on.
    """
    if not chain.corrected:
        return found
    kept = placement.without(found, _by_link(chain.corrected))
    if not (on := _by_link(c for c in chain.corrected if c.on)):
        return kept

    def build() -> Table:
        return strength.carried(placement.put_on(registry(), chain.code, on), registry(), *scope_words())

    more = derived.get(f"{kept_as}-{chain.code}", placements_key(chain), build)
    return kept.union(more.select(*kept.columns))


def _by_link(corrected: Iterable[Corrected]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in corrected:
        found.setdefault(each.link, []).append(each.uscc)
    return found


def ruled(chain: Chain) -> Table:
    """Who stands on which link by the rules alone."""
    words, (trade, make) = cues(), scope_words()
    key = placement_key(chain, words)

    def near() -> Table:
        return placement.near(makers(), chain)

    def judged() -> Table:
        return placement.judged(derived.get(f"near-{chain.code}", key, near), chain, words)

    def build() -> Table:
        found = placement.placed(derived.get(f"judged-{chain.code}", key, judged), chain, words)
        return strength.carried(found, registry(), trade, make)

    def of(changed: Table, settle: derived.Settle) -> Table:
        its = settle("near", placement.near(settle("makers", placement.makers(changed, words)), chain))
        found = placement.placed(settle("judged", placement.judged(its, chain, words)), chain, words)
        return strength.carried(found, changed, trade, make)

    return _get(f"placements-{chain.code}", ruled_key(chain), f"归位：{chain.name}", build, of)


def counted(chain: Chain) -> Table:
    """The placements of the chain that count for strength: with scope and sure enough (rulebook gaps.counted)."""
    return sure(placements(chain))


def sure(placed: Table) -> Table:
    """Of placements those that count, also of tables that are not kept."""
    return strength.counted(placed, _kinds())


def tally(chain: Chain) -> Table:
    """Counts of each link by county."""
    key = f"{placements_key(chain)}|{_kinds()}"
    return derived.get(f"tally-{chain.code}", key, lambda: strength.tally(counted(chain)))


def present(chain: Chain) -> Table:
    """Companies on the chain by county."""
    key = f"{placements_key(chain)}|{_kinds()}"
    return derived.get(f"present-{chain.code}", key, lambda: strength.present(counted(chain)))


def arrivals(chain: Chain) -> Table:
    """Companies of each link by place and year of founding."""
    key = f"{placements_key(chain)}|{_kinds()}"
    return derived.get(f"arrivals-{chain.code}", key, lambda: entries.arrivals(counted(chain)))


def founded() -> Table:
    """All companies with scope by place and year of founding."""
    return _get("founded", "", "统计各地各年新设企业", lambda: entries.founded(registry()))


def _kinds() -> tuple[str, ...]:
    return tuple(cast("Sequence[str]", rulebook.rule("gaps.counted", on=timezone.localdate()).value))


def placements_key(chain: Chain) -> str:
    """What ``placements`` depend on besides the lake: the rules, and which companies officers put on or off."""
    said = [(c.link, c.uscc, c.on) for c in chain.corrected]
    return f"{ruled_key(chain)}|{said}" if said else ruled_key(chain)


def ruled_key(chain: Chain) -> str:
    """What ``ruled`` depends on besides the lake."""
    trade, make = scope_words()
    return f"{placement_key(chain, cues())}|{trade}|{make}|{strength.CARRIED}"


def pairs() -> Table:
    """Branch offices with their parents."""
    return _get("branches", prefixes(), "核对分支机构与总部", lambda: expansion.branches(registry()))


def footprint() -> Table:
    """Cities each parent went to."""
    return _get("footprint", prefixes(), "统计扩张足迹", lambda: expansion.footprint(pairs()))


def flows() -> Table:
    """Branches from city to city."""
    return _get("flows", prefixes(), "统计城市间往来", lambda: expansion.flows(pairs()))


def bearers() -> Table:
    """How many companies bear a brand core."""
    return _get("bearers", "", "统计字号", lambda: expansion.bearers(registry()))


def totals() -> Table:
    """Companies by province and county."""
    return _get("totals", "", "统计各地企业数", lambda: strength.totals(registry()))


def years() -> Table:
    """Companies by province and year of founding."""
    return _get("years", "", "统计各年企业数", lambda: strength.years(registry()))


#: Everything a refresh builds besides the placements of each chain, with the words of its progress.
SHARED: tuple[tuple[str, Callable[[], Table]], ...] = (
    ("整理经营范围", makers),
    ("核对分支机构与总部", pairs),
    ("统计扩张足迹", footprint),
    ("统计城市间往来", flows),
    ("统计字号", bearers),
    ("统计各地企业数", totals),
    ("统计各年企业数", years),
    ("统计各地各年新设企业", founded),
)


def built(chains: Iterable[Chain]) -> bool:
    """True when all that pages of these chains read is there.

    Raises Refused when nothing was imported yet.
    """
    shared = {"footprint": prefixes(), "flows": prefixes(), "bearers": "", "totals": "", "years": ""}
    wanted = shared | {f"placements-{c.code}": ruled_key(c) for c in chains}
    return all(derived.exists(name, key) for name, key in wanted.items())


def prefixes() -> str:
    """What ``footprint`` and ``flows`` depend on besides the lake."""
    return "|".join(expansion.PARENT_PREFIXES)
