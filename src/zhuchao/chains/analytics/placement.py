"""Placement of the whole registry: the steps of ``chains.engine.placement_patterns`` as one expression a chain.

The tables: ``makers`` once for all chains (scopes cleaned, traders and branches left out), then ``near``,
``judged`` and ``placed`` for each chain. They are built from the engine's own patterns; a test holds them equal
row by row.
"""

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any

import ibis

from zhuchao.chains.engine.knowledge import Chain, Link
from zhuchao.chains.engine.placement_patterns import (
    BLANK,
    CONFIDENCES,
    Cues,
    Verdict,
    chain_prefilter,
    cleaning,
    company_patterns,
    patterns,
)


def makers(registry: ibis.Table, cues: Cues) -> ibis.Table:
    """Companies that may stand on a link, with the cleaned scope ``kept`` and the signals of the company.

    Branch offices are no companies; a trader by name is on no link.
    """
    whole = company_patterns(cues)
    scope = registry.scope.fill_null("")
    kept = scope
    for pattern, replacement in cleaning(cues):
        kept = kept.re_replace(pattern, replacement)
    wanted = registry.filter(~registry.is_branch, ~_has(registry.name_key, whole.trader))
    rows = wanted.select(
        "uscc",
        name=wanted.name_key,
        kept=kept,
        maker_name=_has(wanted.name_key, whole.maker_name),
        has_scope=wanted.has_scope,
        pending=_has(scope, whole.pending),
    )
    return rows.mutate(making=_has(rows.kept, whole.making))


def near(companies: ibis.Table, chain: Chain) -> ibis.Table:
    """The companies of ``makers`` that name any word of the chain.

    Kept as a table of its own, so that each link reads only these.
    """
    prefilter = chain_prefilter(chain)
    return companies.filter(_has(companies.kept, prefilter) | _has(companies.name, prefilter))


def judged(near: ibis.Table, chain: Chain, cues: Cues) -> ibis.Table:
    """Every company of ``near`` beside every link whose words it names, with the number of its verdict (-1: none).

    Which words decided is the engine's to say, for the few companies that are shown.

    Not filtered here: both engines push a filter below the patterns and then look for everything twice.
    """
    return ibis.union(*(_on_link(near, link, cues) for link in chain.links), distinct=False)


def placed(judged: ibis.Table, chain: Chain, cues: Cues) -> ibis.Table:
    """The companies on the links of the chain: uscc, chain, link, confidence, by."""
    counting = [i for i, v in enumerate(cues.verdicts) if v.confidence in CONFIDENCES]
    on = judged.filter(judged.verdict.isin(counting))
    return on.select(
        "uscc",
        "link",
        chain=ibis.literal(chain.code),
        confidence=_named(on.verdict, [v.confidence for v in cues.verdicts]),
        by=_named(on.verdict, [v.by for v in cues.verdicts]),
    )


def without(placements: ibis.Table, off: Mapping[str, Sequence[str]]) -> ibis.Table:
    """Placements less those of companies, by link, that stand there no more or are put there by other rows."""
    for link, usccs in off.items():
        placements = placements.filter(~((placements.link == link) & placements.uscc.isin(list(usccs))))
    return placements


def _on_link(near: ibis.Table, link: Link, cues: Cues) -> ibis.Table:
    found = patterns(link, cues)
    rows = near.filter(_has(near.kept, found.prefilter) | _has(near.name, found.prefilter))
    if found.exclude:
        rows = rows.mutate(
            **{column: rows[column].re_replace(found.exclude, BLANK) for column in ("kept", "name")}
        )
    rows = rows.mutate(
        # Traders are not among the makers, but the table of verdicts may ask.
        trader=ibis.literal(False),
        head=_has(rows.kept, found.head),
        second=_has(rows.kept, found.second),
        sole=_has(rows.kept, found.sole),
        strong=_has(rows.kept, found.strong),
        loose=_has(rows.kept, found.loose),
        research=_has(rows.kept, found.research),
        mention=_has(rows.kept, found.mention),
        named=_has(rows.name, found.named),
        hinted=_has(rows.name, found.hinted),
    )
    on = rows.mutate(verdict=_first(rows, cues.verdicts))
    return on.select("uscc", "verdict", link=ibis.literal(link.code))


def _first(rows: ibis.Table, verdicts: Sequence[Verdict]) -> Any:
    """The number of the first verdict that holds, -1 for none."""
    return ibis.cases(*((_holds(rows, v), i) for i, v in enumerate(verdicts)), else_=-1)


def _holds(rows: ibis.Table, verdict: Verdict) -> Any:
    terms = [rows[s] for s in verdict.all_of] + [~rows[s] for s in verdict.none_of]
    return reduce(lambda a, b: a & b, terms) if terms else ibis.literal(True)


def _named(number: Any, names: Sequence[str]) -> Any:
    return ibis.cases(*((number == i, name) for i, name in enumerate(names)), else_="")


def _has(text: Any, pattern: str) -> Any:
    return text.re_search(pattern) if pattern else ibis.literal(False)
