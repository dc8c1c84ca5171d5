"""Which registry rows answer a question, from the search file: a bounded number of them, whatever is asked."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from zhuchao.companies.engine import linkage
from zhuchao.companies.engine import search as engine
from zhuchao.companies.engine.search import Question
from zhuchao.warehouse import index


@dataclass(frozen=True, slots=True)
class Limits:
    """The rulebook's ``registry.search-limits`` for one question."""

    listed: int
    read: int


@dataclass(slots=True)
class Pool:
    """Rows by code with their match, in the order they were found; ``capped`` when more may match."""

    rows: dict[str, tuple[linkage.Match, sqlite3.Row]] = field(default_factory=dict)
    capped: bool = False

    def add(self, row: sqlite3.Row, match: linkage.Match) -> None:
        """Keep the better of two matches of one company."""
        held = self.rows.get(row["uscc"])
        if held is None or held[0].score < match.score:
            self.rows[row["uscc"]] = (match, row)


def by_code(file: index.Index, question: Question, limits: Limits) -> Pool:
    """Rows whose code starts so, or whose organisation part (from the ninth character) does."""
    pool = Pool()
    for code in (file.by_code_prefix, file.by_organisation):
        rows = code(question.code, limits.listed + 1)
        pool.capped |= len(rows) > limits.listed
        for row in rows[: limits.listed]:
            whole = row["uscc"] == question.code
            pool.add(
                row, linkage.Match(100.0 if whole else 90.0, "信用代码" if whole else "信用代码的一部分")
            )
    return pool


def by_name(file: index.Index, question: Question, limits: Limits, weights: linkage.Weights) -> Pool:
    """Rows whose name is, contains, is shortened to, or comes near what was asked; best first."""
    pool, asked = Pool(), linkage.stem(question.whole, weights)
    exact = file.by_name(question.whole, limits.listed)
    sources: list[Iterable[sqlite3.Row]] = [exact, file.by_core(asked, weights.candidates)]
    sources.append(file.by_name_prefix(question.whole, weights.candidates))
    held = _holding(file, index.NAME, "name_key", question, limits, pool)
    sources += [held, _shortened(file, asked, weights)]
    for rows in sources:
        for row in rows:
            match = linkage.match(question.words, asked, _candidate(row), weights)
            if match is not None and match.score >= weights.least:
                pool.add(row, match)
    return pool


def by_text(file: index.Index, question: Question, limits: Limits, table: str, why: str) -> Pool:
    """Rows whose scope or address holds every word, best standing first."""
    pool = Pool()
    column = "scope" if table == index.SCOPE else "address"
    for place, row in enumerate(_holding(file, table, column, question, limits, pool)):
        # Falls with the place, so that a longer list keeps the order of the file.
        pool.add(row, linkage.Match(round(50.0 - 40.0 * place / limits.listed, 2), why))
    return pool


def _candidate(row: sqlite3.Row) -> linkage.Candidate:
    return linkage.Candidate(engine.bare(row["name_key"]), row["core_name"] or "", row["standing"] or 0.0)


def _holding(
    file: index.Index, table: str, column: str, question: Question, limits: Limits, pool: Pool
) -> Iterator[sqlite3.Row]:
    tokens = sorted({t for word in question.words if len(word) > 1 for t in index.pairs(word).split()})
    found = 0
    for read, row in enumerate(islice(file.matching(table, tokens), limits.read + 1)):
        if found == limits.listed or read == limits.read:
            pool.capped = True
            return
        if engine.holds(row[column] or "", question.words):
            found += 1
            yield row


def _shortened(file: index.Index, asked: str, weights: linkage.Weights) -> Iterator[sqlite3.Row]:
    """Strong companies whose name holds every character of a short name, or all but one."""
    letters = tuple(dict.fromkeys(asked))
    if not weights.shortest <= len(letters) <= weights.longest:
        return iter(())
    but_one = [letters[:i] + letters[i + 1 :] for i in range(len(letters))] if len(letters) > 2 else []
    return islice(file.matching(index.LETTERS, letters, but_one), weights.candidates)
