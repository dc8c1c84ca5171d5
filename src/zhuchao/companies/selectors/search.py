"""Search over the whole registry and the district's own master: name, fragment, code, address, scope."""

import sqlite3
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from zhuchao.companies.engine import linkage, rights
from zhuchao.companies.engine import search as engine
from zhuchao.companies.engine.linkage import Match
from zhuchao.companies.engine.search import Question
from zhuchao.companies.models import Company
from zhuchao.companies.selectors import finding, ours
from zhuchao.companies.selectors.finding import Limits, Pool
from zhuchao.companies.selectors.master import companies_visible_to
from zhuchao.companies.selectors.registry import day, region_name, search_file
from zhuchao.rulebook import traditional
from zhuchao.terms.actor import Actor
from zhuchao.warehouse import index

SNIPPET = 160


@dataclass(frozen=True, slots=True)
class Hit:
    """A company that answers. ``score`` from 0 to 100; ``why`` in Chinese; capital in 万元 of yuan.

    ``snippet`` is the part of scope or address that was found, or the beginning of the scope;
    ``in_master`` says that the district's own master has the company.
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
    in_master: bool = False

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
    rulebook's ``registry.search-limits``. What the district's master knows goes before the registry.
    Raises Refused when the actor may not see companies, the text is too short or the field unknown.
    """
    rights.need_reader(actor)
    bounds, file = finding.limits(), search_file()
    question = engine.read(text, field, bounds.shortest)
    pools = _pools(actor, file, question, field, bounds)
    if (simple := traditional.simplified(text)) != text:
        # A name may be registered as it is written or in simplified characters: the better answer counts.
        for pool, other in zip(
            pools,
            _pools(actor, file, engine.read(simple, field, bounds.shortest), field, bounds),
            strict=True,
        ):
            pool.take(other)
    found: dict[str, Match] = {}
    for pool in pools:
        for uscc, match in pool.ranked():
            found.setdefault(uscc, match)
    page = dict(list(found.items())[offset : offset + top])
    kept = {c.uscc: c for c in companies_visible_to(actor).filter(uscc__in=page)}
    hits = [_hit(u, m, file.by_code(u) if file else None, kept.get(u), question) for u, m in page.items()]
    return SearchPage(hits, len(found), any(p.capped for p in pools))


def _pools(
    actor: Actor, file: index.Index | None, question: Question, field: str, bounds: Limits
) -> list[Pool]:
    """What each way of looking found, the surest way first."""
    points = finding.weights()
    pools: list[Pool] = []
    near: list[Pool] = []
    if question.code:
        pools.append(ours.by_code(actor, question, bounds))
        if file:
            pools[-1].take(finding.by_code(file, question, bounds))
    if field in ("all", "name"):
        pools.append(ours.by_name(actor, question, bounds, points))
        if file:
            pools[-1].take(finding.by_name(file, question, bounds, points))
        # A scope that holds the words answers better than a name that nearly does.
        near.append(pools[-1].part(linkage.NEAR))
    for column, table in (("scope", index.SCOPE), ("address", index.ADDRESS)):
        if field in ("all", column):
            pools.append(ours.by_text(actor, question, bounds, column))
            if file:
                pools[-1].take(finding.by_text(file, question, bounds, table))
    return pools + near


def _hit(
    uscc: str, match: Match, row: sqlite3.Row | None, company: Company | None, question: Question
) -> Hit:
    def known(column: str) -> Any:
        """The master's value where it has one, else the registry's."""
        held = getattr(company, column) if company is not None else None
        return held if held not in (None, "") else row[column] if row is not None else None

    name, why, capital = known("name"), match.why, known("capital_wan")
    if row is not None and row["name"] != name:
        why = f"{why}（登记库名称：{row['name']}）"
    text = known("address") if match.why == finding.ADDRESS else known("scope")
    born = known("reg_date")
    county, city, province = _place(row, company)
    return Hit(
        uscc=uscc,
        name=name,
        region=region_name(county, city, province),
        score=match.score,
        why=why,
        county_code=county,
        reg_date=day(born) if isinstance(born, str) else born,
        capital_wan=None if capital is None else float(capital),
        snippet=engine.excerpt(text or "", question.words, SNIPPET),
        in_master=company is not None,
    )


def _place(row: sqlite3.Row | None, company: Company | None) -> tuple[str, str, str]:
    """County, city and province from one source: a county of the one and a city of the other make no place."""
    if company is not None and (company.county_code or company.city_code):
        return company.county_code, company.city_code, ""
    if row is None:
        return "", "", ""
    return row["county_code"] or "", row["city_code"] or "", row["province"] or ""
