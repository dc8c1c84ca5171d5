"""Which registry rows answer a question, from the search file: a bounded number of them, whatever is asked."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any, cast

from django.utils import timezone

from zhuchao import rulebook
from zhuchao.companies.engine import linkage, misspelt
from zhuchao.companies.engine import search as engine
from zhuchao.companies.engine.linkage import Match
from zhuchao.companies.engine.search import Question
from zhuchao.warehouse import grams, index

CODE, CODE_PART, SCOPE, ADDRESS = "信用代码", "信用代码的一部分", "经营范围", "地址"


@dataclass(frozen=True, slots=True)
class Limits:
    """The rulebook's ``registry.search-limits``."""

    shortest: int
    listed: int
    read: int
    kin: int
    common_brand: int
    slip_pairs: int
    slip_longest: int
    slip_candidates: int


def limits() -> Limits:
    """The limits in force today."""
    value = rulebook.rule("registry.search-limits", on=timezone.localdate()).value
    return Limits(**cast("Mapping[str, int]", value))


def weights() -> linkage.Weights:
    """The points of names in force today."""
    value = rulebook.rule("registry.search-weights", on=timezone.localdate()).value
    return linkage.Weights.of(cast("Mapping[str, Any]", value))


@dataclass(slots=True)
class Pool:
    """Codes of companies with how they answer; ``capped`` when more may answer than were looked at."""

    found: dict[str, Match] = field(default_factory=dict)
    capped: bool = False

    def add(self, uscc: str, match: Match) -> None:
        """Keep the better of two answers of one company."""
        held = self.found.get(uscc)
        if held is None or held.score < match.score:
            self.found[uscc] = match

    def take(self, other: "Pool") -> None:
        """Add what another way of looking found."""
        self.capped |= other.capped
        for uscc, match in other.found.items():
            self.add(uscc, match)

    def part(self, why: str) -> "Pool":
        """Take out what answers in this way, as a pool of its own."""
        parted = {uscc: match for uscc, match in self.found.items() if match.why == why}
        self.found = {uscc: match for uscc, match in self.found.items() if uscc not in parted}
        return Pool(parted)

    def ranked(self) -> list[tuple[str, Match]]:
        """Best first; the code settles ties, so that the order never depends on when a row was imported."""
        return sorted(self.found.items(), key=lambda item: (-item[1].score, item[0]))


def by_code(file: index.Index, question: Question, bounds: Limits) -> Pool:
    """Rows whose code starts so, or whose organisation part (from the ninth character) does."""
    pool = Pool()
    for look_up in (file.by_code_prefix, file.by_organisation):
        rows = look_up(question.code, bounds.listed + 1)
        pool.capped |= len(rows) > bounds.listed
        for row in rows[: bounds.listed]:
            pool.add(row["uscc"], code_match(row["uscc"], question))
    return pool


def code_match(uscc: str, question: Question) -> Match:
    """How a company answers by its code."""
    return Match(100.0, CODE) if uscc == question.code else Match(90.0, CODE_PART)


def by_name(file: index.Index, question: Question, bounds: Limits, points: linkage.Weights) -> Pool:
    """Rows whose name is, contains, is shortened to or comes near what was asked."""
    pool, said, forms = Pool(), linkage.asked(question.words, points), _legal_forms(points.tail_words)
    full = misspelt.is_full(question.whole, forms, points.longest)
    literal: tuple[Iterable[sqlite3.Row], ...] = (
        file.by_core(said.body, points.candidates, index.WEIGHED),
        file.by_name_prefix(question.typed, points.candidates, index.WEIGHED),
        _holding(file, index.NAME, question, bounds, pool),
    )
    for rows in literal:
        _weigh(pool, rows, said, points)
    # What more companies hold as it stands than are ever listed is no short name of others.
    may_be_short = not full and not pool.capped and len(question.words) == 1
    if may_be_short and points.shortest <= len(said.whole):
        for rows in _shortened(file, question.whole, said, points):
            _weigh(pool, rows, said, points)
    if full and not any(match.why in _LITERAL for match in pool.found.values()):
        slipped = _misspelt(file, question.whole, forms, bounds, points)
        # Who says a whole name means a company of that name, not whatever great one shares its characters.
        pool.found = slipped.found or pool.found
    return pool


#: The name that was asked for is there as it was written.
_LITERAL = (linkage.EXACT, linkage.CONTAINED)


def _weigh(pool: Pool, rows: Iterable[sqlite3.Row], said: linkage.Asked, points: linkage.Weights) -> None:
    for uscc, key, brand, standing in rows:
        if uscc in pool.found:
            # How a row was found does not change how its name answers.
            continue
        match = linkage.match(
            said, linkage.Candidate(engine.plain(key), brand or "", standing or 0.0), points
        )
        if match is not None:
            pool.found[uscc] = match


def _misspelt(
    file: index.Index, said: str, forms: tuple[str, ...], bounds: Limits, points: linkage.Weights
) -> Pool:
    """Names of another legal form, then those that hold all that was asked but for one slip of the pen."""
    pool, body = Pool(), misspelt.body(said, forms)
    readings = misspelt.readings(body[: bounds.slip_longest], bounds.slip_pairs)
    for row in chain(
        islice(file.matching(index.NAME, grams.pairs(body)), points.candidates),
        islice(file.matching(index.NAME, (), readings), bounds.slip_candidates),
    ):
        if row["uscc"] not in pool.found:
            likeness = misspelt.likeness(said, engine.plain(row["name_key"]), forms)
            if likeness >= points.least_cover:
                pool.add(row["uscc"], linkage.near_match(likeness, row["standing"] or 0.0))
    return pool


def _legal_forms(tail_words: tuple[str, ...]) -> tuple[str, ...]:
    """Words that end a registered name and no short one (海尔集团 is a short name)."""
    forms = cast("Iterable[str]", rulebook.rule("registry.legal-forms", on=timezone.localdate()).value)
    return tuple(f for f in forms if f not in tail_words)


def by_text(file: index.Index, question: Question, bounds: Limits, table: str) -> Pool:
    """Rows whose scope or address holds every word, ordered by standing."""
    pool = Pool()
    for row in _holding(file, table, question, bounds, pool):
        why = SCOPE if table == index.SCOPE else ADDRESS
        pool.add(row["uscc"], linkage.text_match(why, row["standing"] or 0.0))
    return pool


def _holding(
    file: index.Index, table: str, question: Question, bounds: Limits, pool: Pool
) -> Iterator[sqlite3.Row]:
    column = {index.NAME: "name_key", index.SCOPE: "scope", index.ADDRESS: "address"}[table]
    # Names are searched without their signs; in a text a pair never reaches over one.
    asked = question.words if table == index.NAME else question.runs
    if table == index.NAME:
        # Millions of names end in a legal form: its pairs cost the most and tell the least.
        forms = _legal_forms(weights().tail_words)
        asked = tuple(misspelt.body(word, forms) for word in asked)
    tokens = sorted({pair for word in asked for pair in grams.pairs(word)})
    found = 0
    for read, row in enumerate(file.matching(table, tokens)):
        if found == bounds.listed or read == bounds.read:
            pool.capped = True
            return
        if engine.holds(row[column] or "", question.words):
            found += 1
            yield row


def _shortened(
    file: index.Index, typed: str, said: linkage.Asked, points: linkage.Weights
) -> Iterator[Iterable[sqlite3.Row]]:
    """Names that hold two parts apart, strong companies whose name holds every character, or all but one."""
    letters = tuple(dict.fromkeys(said.body))
    parts = [[pair for part in split for pair in grams.pairs(part)] for split in said.splits]
    but_one = [letters[:i] + letters[i + 1 :] for i in range(len(letters))] if len(letters) > 2 else []
    if said.body != typed:
        parts.append(grams.pairs(said.body))
    yield islice(file.matching(index.NAME, (), parts), points.candidates)
    yield islice(file.matching(index.LETTERS, letters), points.candidates)
    yield islice(file.matching(index.LETTERS, (), but_one), points.candidates)
