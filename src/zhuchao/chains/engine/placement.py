"""Which links of a chain a company stands on, how sure that is, and which words decided.

Evidence is the registered scope (经营范围) first, the name second. A trader is on no link, a stock phrase
(货物进出口, 技术服务) alone puts nobody on one. The whole-table version is built from the same patterns;
``placement_patterns`` writes the steps down.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from zhuchao.chains.engine.knowledge import Chain, Link
from zhuchao.chains.engine.placement_patterns import (
    BLANK,
    CONFIDENCES,
    Cues,
    LinkPatterns,
    Verdict,
    any_of,
    chain_prefilter,
    cleaning,
    company_patterns,
    cues_from_rules,
    patterns,
)
from zhuchao.terms.words import normalise_name

__all__ = [
    "CONFIDENCES",
    "Cues",
    "LinkPatterns",
    "Placement",
    "cues_from_rules",
    "kept_scope",
    "patterns",
    "place",
]

_WORDS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Placement:
    """A company on a link. ``by`` is scope or name; ``words`` decided; ``clause`` is the text they stand in."""

    chain: str
    link: str
    confidence: str
    words: tuple[str, ...]
    by: str
    clause: str

    def why(self) -> str:
        """为什么, as a Chinese sentence."""
        where = "经营范围" if self.by == "scope" else "企业名称"
        return f"{where}“{self.clause}”中有“{'”“'.join(self.words)}”"


@dataclass(frozen=True, slots=True)
class _Company:
    name: str
    kept: str
    signals: dict[str, bool]


def kept_scope(scope: str, cues: Cues) -> str:
    """The scope without exclusions, stock phrases and clauses that only trade."""
    for pattern, replacement in cleaning_of(cues):
        scope = pattern.sub(replacement, scope)
    return scope


@cache
def cleaning_of(cues: Cues) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The compiled replacements of ``cleaning``."""
    return tuple((re.compile(p), r) for p, r in cleaning(cues))


def place(name: str, scope: str | None, chains: Chain | Iterable[Chain], cues: Cues) -> list[Placement]:
    """The links the company stands on, in the order of the chains; empty for a trader.

    ``name`` is the registered name, ``scope`` the registered 经营范围 or None when it is not known.
    """
    wanted = (chains,) if isinstance(chains, Chain) else tuple(chains)
    company = _look_at(normalise_name(name), (scope or "").strip(), cues)
    if company.signals["trader"]:
        return []
    return [p for chain in wanted for p in _on_chain(company, chain, cues)]


def _look_at(name: str, scope: str, cues: Cues) -> _Company:
    kept = kept_scope(scope, cues)
    whole = company_patterns(cues)
    return _Company(
        name,
        kept,
        {
            "trader": _has(whole.trader, name),
            "maker_name": _has(whole.maker_name, name),
            "has_scope": bool(scope),
            "pending": _has(whole.pending, scope),
            "making": _has(whole.making, kept),
        },
    )


def _on_chain(company: _Company, chain: Chain, cues: Cues) -> Iterator[Placement]:
    prefilter = chain_prefilter(chain)
    if not (_has(prefilter, company.kept) or _has(prefilter, company.name)):
        return
    for link in chain.links:
        found = patterns(link, cues)
        if _has(found.prefilter, company.kept) or _has(found.prefilter, company.name):
            placement = _on_link(company, chain, link, found, cues)
            if placement is not None:
                yield placement


def _on_link(
    company: _Company, chain: Chain, link: Link, found: LinkPatterns, cues: Cues
) -> Placement | None:
    kept, name = company.kept, company.name
    if found.exclude:
        kept, name = (_compiled(found.exclude).sub(BLANK, text) for text in (kept, name))
    signals = company.signals | {
        "head": _has(found.head, kept),
        "second": _has(found.second, kept),
        "sole": _has(found.sole, kept),
        "strong": _has(found.strong, kept),
        "loose": _has(found.loose, kept),
        "research": _has(found.research, kept),
        "mention": _has(found.mention, kept),
        "named": _has(found.named, name),
        "hinted": _has(found.hinted, name),
    }
    verdict = next((v for v in cues.verdicts if v.holds(signals)), None)
    if verdict is None or verdict.confidence not in CONFIDENCES:
        return None
    words, clause = _evidence(verdict, found, link, kept, name, cues)
    return Placement(chain.code, link.code, verdict.confidence, words, verdict.by, clause)


def _evidence(
    verdict: Verdict, found: LinkPatterns, link: Link, kept: str, name: str, cues: Cues
) -> tuple[tuple[str, ...], str]:
    """The words that decided and the clause or name they stand in."""
    named = tuple(dict.fromkeys(_compiled(found.named).findall(name))) if found.named else ()
    if verdict.by == "name":
        return named[:_WORDS_SHOWN], name
    by_signal = {
        "strong": found.strong,
        "loose": found.loose,
        "research": found.research,
        "mention": found.mention,
        "making": company_patterns(cues).making,
    }
    pattern = next(by_signal[s] for s in verdict.all_of if s in by_signal)
    hit = _compiled(pattern).search(kept)
    if hit is None:  # the signal was true, so the pattern was found
        raise AssertionError(f"{link.code}: {verdict} without its words")
    # The last character may be the one that closes the clause.
    clause = _clause_around(kept, hit.start(), hit.end() - 1, cues.separators)
    doing = cues.research if pattern == found.research else cues.service if link.service else cues.making
    cue = _compiled(any_of(doing)).search(hit.group())
    products = _compiled(any_of(link.words)).findall(hit.group()) if link.words else []
    decided = [*products, *([cue.group()] if cue else []), *(named if "named" in verdict.all_of else ())]
    return tuple(dict.fromkeys(decided))[:_WORDS_SHOWN], clause


def _clause_around(text: str, start: int, end: int, separators: str) -> str:
    first = max(text.rfind(s, 0, start) for s in separators) + 1
    ends = [at for s in separators if (at := text.find(s, end)) >= 0]
    return text[first : min(ends, default=len(text))].strip()


def _has(pattern: str, text: str) -> bool:
    return bool(pattern) and _compiled(pattern).search(text) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
