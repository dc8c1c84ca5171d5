"""Derived tables of chains beside the lake: built once for a lake and its rules, read ever after."""

import contextlib
import contextvars
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import cast

from django.utils import timezone

from zhuchao import rulebook
from zhuchao.chains.analytics import entries, expansion, overriding, placement, strength
from zhuchao.chains.engine.knowledge import Chain, Corrected
from zhuchao.chains.selectors.knowledge import cues, makers_key, placement_key
from zhuchao.chains.selectors.ours import Ours, ours, placed
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


def _get(name: str, key: str, what: str, build: derived.Build, rows: derived.Rows | None = None) -> Table:
    """A derived table; ``what`` is what a waiting reader is told when it has to be built first."""

    def asked(settle: derived.Settle) -> Table:
        told(what)
        return build(settle)

    def followed(changed: Table, settle: derived.Settle) -> Table:
        told(what)
        return rows(changed, settle) if rows else changed

    return derived.get(name, key, asked, followed if rows else None)


def told(what: str) -> None:
    """Tell whoever waits that something has to be built first."""
    if say := _saying.get():
        say(what)


def registry() -> Table:
    """The registry as it was imported.

    Raises Refused when nothing was imported yet.
    """
    return engines.table(REGISTRY)


def whole() -> Table:
    """The registry with what the district's own master says of companies in place of its own rows."""
    return ours().over(registry())


def scope_words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Trade words and making words of a scope (rulebook targets.scope-words)."""
    rule = rulebook.rule("targets.scope-words", on=timezone.localdate())
    value = cast("Mapping[str, Sequence[str]]", rule.value)
    return tuple(value["trade"]), tuple(value["make"])


def makers() -> Table:
    """Companies of the registry that may stand on a link, with cleaned scopes."""
    words = cues()
    return _get(
        "makers",
        makers_key(words),
        "整理经营范围",
        lambda _: placement.makers(registry(), words),
        lambda changed, _: placement.makers(changed, words),
    )


def placements(chain: Chain) -> Table:
    """Who stands on which link of the chain, with what is known of them: the district's master goes before the registry,
    and officers' corrections decide."""
    return as_known(chain, ruled(chain))


def as_known(chain: Chain, found: Table, prefix: str = "") -> Table:
    """Placements of the registry by the rules, with what the district knows better in their place.

    ``prefix`` begins the names of the tables kept for it: those of a draft must not sweep away what pages read.
    """
    said = ours()
    kept, more = undisputed(chain, said, found), beside(chain, said, prefix)
    return kept if more is None else kept.union(more.select(*kept.columns))


def undisputed(chain: Chain, said: Ours, found: Table) -> Table:
    """Of placements of the registry by the rules those of which the district knows nothing better."""
    if said.mark:
        found = found.anti_join(said.codes_table(), "uscc")
    return placement.without(found, _by_link(chain.corrected))


def beside(chain: Chain, said: Ours, prefix: str = "") -> Table | None:
    """The placements that stand in place of the others; None when there are none."""
    if not said.mark and not chain.corrected:
        return None
    return placed(f"{prefix}known-{chain.code}", placements_key(chain, said), chain, said, scope_words())


def _by_link(corrected: Iterable[Corrected]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in corrected:
        found.setdefault(each.link, []).append(each.uscc)
    return found


def ruled(chain: Chain) -> Table:
    """Who of the registry stands on which link by the rules alone."""
    return _get(
        f"placements-{chain.code}",
        ruled_key(chain),
        f"归位：{chain.name}",
        lambda settle: by_rules(chain, registry(), settle, makers()),
        lambda changed, settle: by_rules(chain, changed, settle),
    )


def by_rules(chain: Chain, rows: Table, settle: derived.Settle, cleaned: Table | None = None) -> Table:
    """Who of these companies stands on which link by the rules alone, with what ``rows`` say of them.

    ``settle`` writes a step out; ``cleaned`` are the companies as ``makers`` gives them, where they are there already.
    """
    words = cues()
    if cleaned is None:
        cleaned = settle("makers", placement.makers(rows, words))
    near = settle("near", placement.near(cleaned, chain))
    found = placement.placed(settle("judged", placement.judged(near, chain, words)), chain, words)
    return strength.carried(found, rows, *scope_words())


def counted(chain: Chain) -> Table:
    """The placements of the chain that count for strength: with scope and sure enough (rulebook gaps.counted)."""
    return sure(placements(chain))


def sure(placed: Table) -> Table:
    """Of placements those that count, also of tables that are not kept."""
    return strength.counted(placed, _kinds())


def tally(chain: Chain) -> Table:
    """Counts of each link by county."""
    key = f"{placements_key(chain)}|{_kinds()}"
    return derived.get(f"tally-{chain.code}", key, lambda _: strength.tally(counted(chain)))


def present(chain: Chain) -> Table:
    """Companies on the chain by county."""
    key = f"{placements_key(chain)}|{_kinds()}"
    return derived.get(f"present-{chain.code}", key, lambda _: strength.present(counted(chain)))


def arrivals(chain: Chain) -> Table:
    """Companies of each link by place and year of founding."""
    key = f"{placements_key(chain)}|{_kinds()}"
    return derived.get(f"arrivals-{chain.code}", key, lambda _: entries.arrivals(counted(chain)))


def founded() -> Table:
    """All companies with scope by place and year of founding."""
    held = _get("founded", "", "统计各地各年新设企业", lambda _: entries.founded(registry()))
    return ours().counting(held, entries.founded)


def _kinds() -> tuple[str, ...]:
    return tuple(cast("Sequence[str]", rulebook.rule("gaps.counted", on=timezone.localdate()).value))


def placements_key(chain: Chain, said: Ours | None = None) -> str:
    """What ``placements`` depend on besides the lake: the rules, what the district's master says otherwise, and which
    companies officers put on or off."""
    mark, corrected = (said or ours()).mark, [(c.link, c.uscc, c.on) for c in chain.corrected]
    return f"{ruled_key(chain)}|{mark}|{corrected}" if mark or corrected else ruled_key(chain)


def ruled_key(chain: Chain) -> str:
    """What ``ruled`` depends on besides the lake."""
    trade, make = scope_words()
    return f"{placement_key(chain, cues())}|{trade}|{make}|{strength.CARRIED}"


def pairs() -> Table:
    """Branch offices with their parents, as registered when they were opened: the master of today does not move them."""
    return _get("branches", prefixes(), "核对分支机构与总部", lambda _: expansion.branches(registry()))


def footprint() -> Table:
    """Cities each parent went to."""
    return _get("footprint", prefixes(), "统计扩张足迹", lambda _: expansion.footprint(pairs()))


def flows() -> Table:
    """Branches from city to city."""
    return _get("flows", prefixes(), "统计城市间往来", lambda _: expansion.flows(pairs()))


def bearers() -> Table:
    """How many companies bear a brand core."""
    held, said = registry_bearers(), ours()
    return overriding.replaced(held, said.brands(), bearers_anew(said), "core_name") if said.mark else held


def registry_bearers() -> Table:
    """How many companies of the registry bear a brand core."""
    return _get("bearers", "", "统计字号", lambda _: expansion.bearers(registry()))


def bearers_anew(said: Ours) -> Table:
    """``bearers`` of the brands that companies of the district's master bear, or bore by the registry."""

    def build(settle: derived.Settle) -> Table:
        return expansion.bearers(overriding.bearing(said.over(registry()), said.brands()))

    return derived.get("bearers-anew", said.mark, build)


def totals() -> Table:
    """Companies by province and county."""
    held = _get("totals", "", "统计各地企业数", lambda _: strength.totals(registry()))
    return ours().counting(held, strength.totals, "with_scope")


def years() -> Table:
    """Companies by province and year of founding."""
    held = _get("years", "", "统计各年企业数", lambda _: strength.years(registry()))
    return ours().counting(held, strength.years)


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
