"""How strong each link is in a region: companies, capital, entrants by year, shares of province and nation.

Only rows with scope are compared with rows with scope (design.md §2.9).
"""

from collections.abc import Collection
from typing import Any

import ibis

#: Columns of the registry that placements carry along.
CARRIED = (
    "name",
    "core_name",
    "province",
    "city_code",
    "county_code",
    "capital_wan",
    "reg_date",
    "has_scope",
    "scope",
)


def carried(
    placed: ibis.Table, registry: ibis.Table, trade: Collection[str], make: Collection[str]
) -> ibis.Table:
    """Placements with what the registry knows of the company; ``trade_excess`` counts as ``engine.scoring.excess``."""
    rows = registry.select("uscc", *CARRIED, trade_excess=_excess(registry.scope, trade, make))
    return placed.inner_join(rows, "uscc")


def _excess(scope: Any, trade: Collection[str], make: Collection[str]) -> Any:
    def times(words: Collection[str]) -> Any:
        return sum((_times(scope, word) for word in words), start=ibis.literal(0))

    return (times(trade) - times(make)).cast("int64")


def _times(scope: Any, word: str) -> Any:
    """Occurrences of a word: what the text loses when it is taken out, in lengths of the word."""
    lost = scope.length() - scope.replace(word, "").length()
    return (lost / len(word)).round().cast("int64")


def totals(registry: ibis.Table) -> ibis.Table:
    """Companies of the registry by province and county: all, and those with scope. Branches left out."""
    whole = registry.filter(~registry.is_branch)
    return whole.group_by("province", "county_code").agg(
        companies=whole.count(), with_scope=whole.has_scope.cast("int64").sum()
    )


def years(registry: ibis.Table) -> ibis.Table:
    """Companies by province and year of founding, all of the registry: a year not here is absent, not zero."""
    dated = registry.filter(registry.reg_date.notnull())
    return dated.group_by("province", year=dated.reg_date.year().cast("int64")).agg(companies=dated.count())


def counted(placements: ibis.Table, confidences: Collection[str]) -> ibis.Table:
    """The placements that a count of strength may use: with scope and sure enough."""
    return placements.filter(placements.has_scope, placements.confidence.isin(sorted(confidences)))


def tally(rows: ibis.Table) -> ibis.Table:
    """Companies and capital (万元) of each link by province and county: link, province, county_code, companies,
    capital. Small, so that a page of gaps need not read the placements."""
    return rows.group_by("link", "province", "county_code").agg(
        companies=rows.count(), capital=rows.capital_wan.sum()
    )


def present(rows: ibis.Table) -> ibis.Table:
    """Companies on any link of the chain by county, each once: county_code, companies."""
    known = rows.filter(rows.county_code.notnull())
    return known.group_by("county_code").agg(companies=known.uscc.nunique())


def by_region(tally: ibis.Table, district: str) -> ibis.Table:
    """Companies of each link by province, with those in the district and their capital (万元) beside."""
    here = (tally.county_code == district).fill_null(False)
    return tally.group_by("link", "province").agg(
        companies=tally.companies.sum(),
        here=ibis.cases((here, tally.companies), else_=0).sum(),
        capital_here=tally.capital.sum(where=here),
    )


def entrants(rows: ibis.Table, link: str, district: str) -> ibis.Table:
    """Companies of a link in the district by year of founding."""
    here = rows.filter(rows.link == link, rows.county_code == district, rows.reg_date.notnull())
    return here.group_by(year=here.reg_date.year().cast("int64")).agg(companies=here.count())


def largest(placements: ibis.Table, district: str, *, per_link: int, min_capital_wan: float) -> ibis.Table:
    """The core firms of each link in the district: placed with most confidence first, then by capital (万元)."""
    here = placements.filter(
        placements.county_code == district,
        placements.confidence != "low",
        placements.capital_wan >= min_capital_wan,
    )
    sure = (here.confidence == "high").cast("int64")
    ranked = here.mutate(
        place=ibis.row_number().over(
            ibis.window(group_by=here.link, order_by=[sure.desc(), here.capital_wan.desc(), here.uscc])
        )
    )
    return ranked.filter(ranked.place < per_link).select(
        "link", "uscc", "name", "capital_wan", "reg_date", "confidence", "scope", "place"
    )


def local(placements: ibis.Table, link: str, district: str, most: int) -> ibis.Table:
    """Companies of a link in the district, by capital (万元), unknown last."""
    here = placements.filter(placements.link == link, placements.county_code == district)
    ordered = here.order_by([here.capital_wan.fill_null(-1).desc(), here.uscc]).limit(most)
    return ordered.select("link", "uscc", "name", "capital_wan", "reg_date", "confidence", "scope")
