"""Search over the whole registry and the district's own master: name, fragment, code, address, scope."""

import sqlite3
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from zhuchao import rulebook
from zhuchao.companies.engine import linkage, rights
from zhuchao.companies.engine import search as engine
from zhuchao.companies.selectors import finding
from zhuchao.companies.selectors.finding import Limits, Pool
from zhuchao.companies.selectors.registry import day, region_name, search_file
from zhuchao.terms.actor import Actor
from zhuchao.warehouse import index

SNIPPET = 160


@dataclass(frozen=True, slots=True)
class Hit:
    """A company that answers. ``score`` from 0 to 100; ``why`` in Chinese; capital in 万元 of yuan.

    ``snippet`` is the part of scope or address that was found, or the beginning of the scope.
    """

    uscc: str
    name: str
    region: str
    score: float
    why: str
    county_code: str
    reg_date: date | None
    capital_wan: float | None
    snippet: str

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of what was found, best first; ``total`` of all pages, ``capped`` when there may be more."""

    hits: list[Hit]
    total: int
    capped: bool


def search(actor: Actor, text: str, *, field: str = "all", top: int = 20, offset: int = 0) -> SearchPage:
    """Companies that answer ``text`` in ``field``: all, name, scope, address or uscc.

    Words apart by blanks must all occur. Two characters are enough; a common fragment is listed up to the
    rulebook's ``registry.search-limits``. Raises Refused when the actor may not see companies, when the text
    is too short or the field unknown.
    """
    rights.need_reader(actor)
    today = timezone.localdate()
    limits = rulebook.rule("registry.search-limits", on=today).value
    question = engine.read(text, field, limits["shortest"])
    weights = linkage.Weights.of(rulebook.rule("registry.search-weights", on=today).value)
    file = search_file()
    pools = _pools(file, question, field, Limits(limits["listed"], limits["read"]), weights) if file else []
    found: dict[str, tuple[linkage.Match, sqlite3.Row]] = {}
    for pool in pools:
        ranked = sorted(pool.rows.items(), key=lambda item: (-item[1][0].score, item[1][1]["id"]))
        for uscc, hit in ranked:
            found.setdefault(uscc, hit)
    page = list(found.values())[offset : offset + top]
    return SearchPage([_hit(m, row, question) for m, row in page], len(found), any(p.capped for p in pools))


def _pools(
    file: index.Index, question: engine.Question, field: str, limits: Limits, weights: linkage.Weights
) -> list[Pool]:
    pools = []
    if question.code:
        pools.append(finding.by_code(file, question, limits))
    if field in ("all", "name"):
        pools.append(finding.by_name(file, question, limits, weights))
    if field in ("all", "scope"):
        pools.append(finding.by_text(file, question, limits, index.SCOPE, "经营范围"))
    if field in ("all", "address"):
        pools.append(finding.by_text(file, question, limits, index.ADDRESS, "地址"))
    return pools


def _hit(match: linkage.Match, row: sqlite3.Row, question: engine.Question) -> Hit:
    text = row["address"] if match.why == "地址" else row["scope"]
    return Hit(
        uscc=row["uscc"],
        name=row["name"],
        region=region_name(row["county_code"], row["city_code"], row["province"]),
        score=match.score,
        why=match.why,
        county_code=row["county_code"] or "",
        reg_date=day(row["reg_date"]),
        capital_wan=row["capital_wan"],
        snippet=engine.excerpt(text or "", question.words, SNIPPET),
    )
