"""New companies by place and year of founding; only rows with scope."""

from typing import Any

import ibis


def arrivals(counted: ibis.Table) -> ibis.Table:
    """Companies of each link: link, province, city_code, county_code, year (0 where undated), companies."""
    return _by_place(counted, "link")


def founded(registry: ibis.Table) -> ibis.Table:
    """All companies with scope, branches left out: province, city_code, county_code, year, companies."""
    return _by_place(registry.filter(~registry.is_branch, registry.has_scope))


def _by_place(rows: ibis.Table, *also: Any) -> ibis.Table:
    year = rows.reg_date.year().cast("int64").fill_null(0)
    return rows.group_by(*also, "province", "city_code", "county_code", year=year).agg(companies=rows.count())
