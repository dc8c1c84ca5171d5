"""What the lake knows of one target beyond its points: where it went, who bears its brand, what its city's companies do."""

import ibis


def own_branches(pairs: ibis.Table, uscc: str, home: str) -> ibis.Table:
    """Branches of one company in other cities: branch_uscc, branch_city, opened_on."""
    away = pairs.filter(pairs.parent_uscc == uscc, pairs.branch_city != home)
    return away.select("branch_uscc", "branch_city", "opened_on")


def from_city(pairs: ibis.Table, home: str, ours: str) -> ibis.Table:
    """Branches that companies of one city opened in another, in one row: companies, branches, newest."""
    found = pairs.filter(pairs.parent_city == home, pairs.branch_city == ours)
    return found.aggregate(
        companies=found.parent_uscc.nunique(), branches=found.count(), newest=found.opened_on.max()
    )


def same_brand(registry: ibis.Table, bearers: ibis.Table, core: str, uscc: str, most: int) -> ibis.Table:
    """Other companies of a brand that at most ``most`` companies bear: uscc, name, county_code, city_code, reg_date.

    A brand that more bear is a common word and no kinship.
    """
    rare = bearers.filter(bearers.core_name == core, bearers.bearers <= most)
    named = registry.filter(registry.core_name == core, ~registry.is_branch, registry.uscc != uscc)
    found = named.semi_join(rare, "core_name").order_by(["name", "uscc"])
    return found.select("uscc", "name", "county_code", "city_code", "reg_date")


def on_link(tally: ibis.Table, link: str) -> ibis.Table:
    """Companies of one link by province and county: province, county_code, companies."""
    return tally.filter(tally.link == link, tally.county_code.notnull()).select(
        "province", "county_code", "companies"
    )


def sampled(totals: ibis.Table) -> ibis.Table:
    """Of each province all companies and those with scope: province, companies, with_scope."""
    return totals.group_by("province").agg(
        companies=totals.companies.sum(), with_scope=totals.with_scope.sum()
    )


def placed_among(placements: ibis.Table, link: str, usccs: list[str]) -> ibis.Table:
    """Which of these companies stand on the link: uscc."""
    return placements.filter(placements.link == link, placements.uscc.isin(usccs)).select("uscc").distinct()


def stands(placements: ibis.Table, link: str, uscc: str) -> ibis.Table:
    """The company's own placement on the link, whether a candidate or not: name, county_code, city_code."""
    found = placements.filter(placements.link == link, placements.uscc == uscc)
    return found.select("name", "county_code", "city_code")
