"""The words of the rulebook as regular expressions, and how what they find becomes a confidence.

The engine and the whole-table computation are built from this one module. Every pattern uses only what
Python's re, RE2 (DuckDB) and java.util.regex (Spark) read alike: literals, groups ``(?:)``, ``|``, classes,
``* + ? *?``, ``^ $``. No look-around, no back-reference, no named group, no ``\\p``, no counted repetition,
no reference in a replacement.

The steps, for a row ``(name, scope)``; ``sub`` replaces every match, ``has`` is a search:

1. ``kept = scope``; for each ``(pattern, replacement)`` of ``cleaning(cues)`` in order: ``kept = sub(...)``.
2. Company signals: ``trader = has(name, trader)``, ``maker_name = has(name, maker_name)``,
   ``has_scope = scope is not blank``, ``pending = has(scope, pending)``, ``making = has(kept, making)``.
3. For each link whose ``prefilter`` is found in ``kept`` or ``name``: when ``exclude`` is not empty,
   ``kept`` and ``name`` are first blanked by ``sub(exclude, BLANK)``; then ``strong = has(kept, strong)``, ``head``,
   ``second``, ``sole``, ``loose``, ``research`` and ``mention`` likewise on ``kept``, ``named = has(name, named)``,
   ``hinted = has(name, hinted)``.
   An empty pattern finds nothing.
4. The first of ``cues.verdicts`` whose ``all_of`` are true and ``none_of`` are false decides;
   confidence none, or no verdict, means that the company is not on the link.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from zhuchao.chains.engine.knowledge import Chain, Link
from zhuchao.terms.source import Rule

#: Put where an excluded phrase stood: a character no word contains.
BLANK = "〇"
#: Put where a clause that only trades stood: what is left is then not all that the company does.
TRADED = "▽"
CONFIDENCES: tuple[str, ...] = ("high", "medium", "low")
CONFIDENCE_NAMES: dict[str, str] = {"high": "高", "medium": "中", "low": "低"}
COMPANY_SIGNALS: tuple[str, ...] = ("trader", "maker_name", "has_scope", "pending", "making")
_NUMBER = "[0-9０-９一二三四五六七八九十]+[）).．、]"
_IN_SCOPE = ("head", "second", "sole", "strong", "loose", "research", "mention")
LINK_SIGNALS: tuple[str, ...] = (*_IN_SCOPE, "named", "hinted")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One line of the ordered table that turns signals into a confidence."""

    confidence: str
    by: str
    all_of: tuple[str, ...]
    none_of: tuple[str, ...]

    def holds(self, signals: Mapping[str, bool]) -> bool:
        """True when every signal of ``all_of`` is given and none of ``none_of``."""
        return all(signals[s] for s in self.all_of) and not any(signals[s] for s in self.none_of)


@dataclass(frozen=True, slots=True)
class Cues:
    """The words around a product that say what the company does with it (rulebook placement.cues)."""

    separators: str
    commas: str
    list_marks: str
    trade_stops: str
    trade_clause_ends: str
    making: tuple[str, ...]
    service: tuple[str, ...]
    research: tuple[str, ...]
    trade: tuple[str, ...]
    companions: tuple[str, ...]
    openings: tuple[str, ...]
    trader_names: tuple[str, ...]
    maker_names: tuple[str, ...]
    pending: tuple[str, ...]
    noun_tails: tuple[tuple[str, str], ...]
    rewrites: tuple[tuple[str, str], ...]
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class CompanyPatterns:
    """Patterns that do not depend on a link; ``trader`` and ``maker_name`` look at the name."""

    trader: str
    maker_name: str
    pending: str
    making: str


@dataclass(frozen=True, slots=True)
class LinkPatterns:
    """Patterns of one link; an empty string finds nothing. See the steps in the module's docstring."""

    prefilter: str
    exclude: str
    head: str
    second: str
    sole: str
    strong: str
    loose: str
    research: str
    mention: str
    named: str
    hinted: str


def cues_from_rules(words: Rule, verdicts: Rule) -> Cues:
    """The cues of the entries placement.cues and placement.verdicts in force."""
    value = cast("Mapping[str, object]", words.value)

    def words_of(key: str) -> tuple[str, ...]:
        return tuple(cast("Sequence[str]", value[key]))

    tails = cast("Mapping[str, str]", value["noun_tails"])
    for key in ("making", "service", "research"):
        if set(words_of(key)) <= set(tails):
            raise ValueError(f"归链用词“{key}”须至少有一个不在 noun_tails 中的词")
    if unknown := set(tails) - {*words_of("making"), *words_of("service")}:
        raise ValueError(f"noun_tails 中的词既不是制造用词也不是服务用词：{'、'.join(sorted(unknown))}")
    return Cues(
        separators=str(value["separators"]),
        commas=str(value["commas"]),
        list_marks=str(value["list_marks"]),
        trade_stops=str(value["trade_stops"]),
        trade_clause_ends=str(value["trade_clause_ends"]),
        making=words_of("making"),
        service=words_of("service"),
        research=words_of("research"),
        trade=words_of("trade"),
        companions=words_of("companions"),
        openings=words_of("openings"),
        trader_names=words_of("trader_names"),
        maker_names=words_of("maker_names"),
        pending=words_of("pending"),
        noun_tails=tuple(tails.items()),
        rewrites=tuple((p, r) for p, r in cast("Sequence[tuple[str, str]]", value["rewrites"])),
        verdicts=tuple(_verdict(raw) for raw in cast("Sequence[Mapping[str, object]]", verdicts.value)),
    )


def _verdict(raw: Mapping[str, object]) -> Verdict:
    all_of = tuple(cast("Sequence[str]", raw["all_of"]))
    none_of = tuple(cast("Sequence[str]", raw["none_of"]))
    if unknown := {*all_of, *none_of} - {*COMPANY_SIGNALS, *LINK_SIGNALS}:
        raise ValueError(f"归链判定使用了未知的信号：{'、'.join(sorted(unknown))}")
    return Verdict(str(raw["confidence"]), str(raw["by"]), all_of, none_of)


def any_of(words: Sequence[str]) -> str:
    """An alternation of the words as they stand, longest first; empty for no words."""
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w) for w in ordered) + ")" if ordered else ""


@cache
def cleaning(cues: Cues) -> tuple[tuple[str, str], ...]:
    """What to replace in a scope, in order: exclusions, stock phrases, then the clauses that only trade."""
    joint = f"[{cues.list_marks}{cues.commas}及和与兼或/]*"
    clause = (
        f"(?:^|[{cues.separators}])[ （(一二三四五六七八九十0-9）)、．.]*"
        f"(?:{any_of(cues.openings)}[：:、]?)*{any_of(cues.trade)}"
        f"(?:{joint}{any_of((*cues.trade, *cues.companions))})*"
        f"[：:]?[^{cues.separators}{cues.trade_clause_ends}]*"
    )
    return (*cues.rewrites, (clause, f"；{TRADED}"))


@cache
def company_patterns(cues: Cues) -> CompanyPatterns:
    """The patterns that concern the company as a whole."""
    return CompanyPatterns(
        trader=any_of(cues.trader_names),
        maker_name=any_of(cues.maker_names),
        pending=any_of(cues.pending),
        making=any_of(cues.making),
    )


@cache
def patterns(link: Link, cues: Cues) -> LinkPatterns:
    """The patterns that decide whether a company stands on the link."""
    doing = cues.service if link.service else cues.making
    made = [_done(link.make, doing, cues), any_of(link.process)]
    return LinkPatterns(
        prefilter=any_of((*link.words, *link.name_words)),
        exclude=any_of(link.exclude),
        head=_first(any_of(link.words), cues),
        second=_twice(any_of(link.words), cues),
        sole=_alone(any_of(link.words), cues),
        strong="|".join(p for p in made if p),
        loose=_done(link.loose, doing, cues),
        research=_done(link.make, cues.research, cues),
        mention=any_of(link.words),
        named=any_of(link.name_words),
        hinted=any_of(link.hint_words),
    )


@cache
def chain_prefilter(chain: Chain) -> str:
    """One alternation of every word of the chain: a row in whose scope and name it is not found is on no link."""
    return any_of([w for link in chain.links for w in (*link.words, *link.name_words)])


def _idle(cues: Cues, *others: str) -> str:
    """Whatever says nothing by itself: marks, numbering, cues."""
    said = any_of((*cues.openings, *cues.making, *cues.service, *cues.trade, *cues.companions))
    marks = cues.separators + cues.commas + cues.list_marks
    blank = f"[{marks}：:{BLANK}{''.join(others)}及和与的（）()^*\\n\\r\\t]"
    return f"(?:{blank}|{_NUMBER}|{said})*"


def _first(product: str, cues: Cues) -> str:
    """One of the products in the item the scope names first, behind whatever cues and numbering open it."""
    marks = cues.separators + cues.commas + cues.list_marks
    return f"^{_idle(cues, TRADED)}[^{marks}（(：:]*?{product}" if product else ""


def _alone(product: str, cues: Cues) -> str:
    """One of the products in the only item of the scope; a clause that trades, though taken out, is another."""
    item = f"[^{cues.separators}{cues.commas}{cues.list_marks}（(：:{TRADED}]*?"
    return f"^{_idle(cues)}{item}{product}{item}{_idle(cues)}$" if product else ""


def _twice(product: str, cues: Cues) -> str:
    """One of the products in one item of the scope, and one in a later item."""
    marks = cues.separators + cues.commas + cues.list_marks
    return f"{product}[^{marks}]*[{marks}][\\s\\S]*?{product}" if product else ""


def _done(words: Sequence[str], doing: Sequence[str], cues: Cues) -> str:
    """One of the words is what one of the cues governs, in one clause and with no trade word between.

    生产、销售：甲、乙 | 生产甲、乙 | 甲、乙的研发、生产 | 生产，销售甲 | 甲的研发，生产；
    but not 甲批发、乙生产 for 甲, 甲生产、乙 for 乙, 乙加工，销售甲 for 甲, nor 编织袋、甲 for 甲.
    """
    if not words:
        return ""
    product, cue = any_of(words), any_of(doing)
    # A cue with such a tail stands in a noun; what follows the cue is then read one character on.
    tails = tuple((any_of([c]), chars) for c, chars in cues.noun_tails if c in doing)
    sure = any_of([c for c in doing if c not in dict(cues.noun_tails)])
    other = any_of((*cues.making, *cues.service, *cues.trade, *cues.companions))
    stop, comma, mark = cues.separators + cues.trade_stops, cues.commas, cues.list_marks
    joint, loose_joint = f"[{mark}及和与兼或/]*", f"[{mark}{comma}及和与兼或/]*"
    said, said_loosely = f"(?:{joint}{other})*", f"(?:{loose_joint}{other})*"
    between, closed = f"[^{comma}{stop}]*?", f"{mark}{comma}{stop}：:"
    thing = f"的?(?:[^{closed}]{between})?"
    opened = f"(?:^|[{cues.separators}{comma}{TRADED}：:）)])(?:{_NUMBER}|{any_of(cues.openings)})*"
    governing = [
        f"{sure}{said}{thing}",
        f"{opened}(?:{other}{loose_joint})*{sure}{said_loosely}{thing}",
        *(f"{c}(?:的?(?:[^{chars}{closed}]{between})?|(?:{joint}{other})+{thing})" for c, chars in tails),
    ]
    ending = "|".join([sure, *(f"{c}(?:[^{chars}]|$)" for c, chars in tails)])
    so_far = f"{product}[^{comma}{stop}：:]*?"
    before = f"{cue}{said_loosely}[：:][^{stop}]*?{product}"
    at_once = f"(?:{'|'.join(governing)}){product}"
    after = f"{so_far}(?:{other}{joint[:-1]}?)*(?:{ending})"
    finished = f"(?:[{cues.separators}{comma}（(\\n\\r\\t]|$)"
    developed = f"{so_far}{any_of(cues.research)}{said_loosely}{loose_joint}{cue}{said_loosely}{finished}"
    return f"(?:{before}|{at_once}|{after}|{developed})"
