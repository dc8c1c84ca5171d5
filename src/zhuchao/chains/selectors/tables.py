"""Derived tables of chains beside the lake: built once for a lake and its rules, read ever after."""

from collections.abc import Callable, Mapping, Sequence
from typing import cast

import ibis
from django.utils import timezone

from zhuchao import rulebook
from zhuchao.chains.analytics import expansion, placement, strength
from zhuchao.chains.engine.knowledge import Chain
from zhuchao.chains.selectors.knowledge import cues, makers_key, placement_key
from zhuchao.warehouse import derived, engines

REGISTRY = "registry"


def registry() -> ibis.Table:
    """The registry as it is in force.

    Raises Refused when nothing was imported yet.
    """
    return engines.table(REGISTRY)


def scope_words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Trade words and making words of a scope (rulebook targets.scope-words)."""
    rule = rulebook.rule("targets.scope-words", on=timezone.localdate())
    value = cast("Mapping[str, Sequence[str]]", rule.value)
    return tuple(value["trade"]), tuple(value["make"])


def makers() -> ibis.Table:
    """Companies that may stand on a link, with cleaned scopes."""
    words = cues()
    return derived.get("makers", makers_key(words), lambda: placement.makers(registry(), words))


def placements(chain: Chain) -> ibis.Table:
    """Who stands on which link of the chain, with what the registry knows of them."""
    words, (trade, make) = cues(), scope_words()
    key = placement_key(chain, words)

    def near() -> ibis.Table:
        return placement.near(makers(), chain, words)

    def judged() -> ibis.Table:
        return placement.judged(derived.get(f"near-{chain.code}", key, near), chain, words)

    def build() -> ibis.Table:
        found = placement.placed(derived.get(f"judged-{chain.code}", key, judged), chain, words)
        return strength.carried(found, registry(), trade, make)

    return derived.get(f"placements-{chain.code}", f"{key}|{trade}|{make}", build)


def pairs() -> ibis.Table:
    """Branch offices with their parents."""
    return derived.get("branches", _prefixes(), lambda: expansion.branches(registry()))


def footprint() -> ibis.Table:
    """Cities each parent went to."""
    return derived.get("footprint", _prefixes(), lambda: expansion.footprint(pairs()))


def flows() -> ibis.Table:
    """Branches from city to city."""
    return derived.get("flows", _prefixes(), lambda: expansion.flows(pairs()))


def bearers() -> ibis.Table:
    """How many companies bear a brand core."""
    return derived.get("bearers", "", lambda: expansion.bearers(registry()))


def totals() -> ibis.Table:
    """Companies by province and county."""
    return derived.get("totals", "", lambda: strength.totals(registry()))


def years() -> ibis.Table:
    """Companies by province and year of founding."""
    return derived.get("years", "", lambda: strength.years(registry()))


#: Everything a refresh builds besides the placements of each chain, with the words of its progress.
SHARED: tuple[tuple[str, Callable[[], ibis.Table]], ...] = (
    ("整理经营范围", makers),
    ("核对分支机构与总部", pairs),
    ("统计扩张足迹", footprint),
    ("统计城市间往来", flows),
    ("统计字号", bearers),
    ("统计各地企业数", totals),
    ("统计各年企业数", years),
)


def _prefixes() -> str:
    return "|".join(expansion.PARENT_PREFIXES)
