"""Dated branches in other cities with their parents, to learn from; and which companies stand on which link."""

import ibis


def to_learn_from(pairs: ibis.Table, registry: ibis.Table) -> ibis.Table:
    """Branches in another city than their parent's, with what is known of the parent, as the learner reads them.

    branch_date, branch_city, parent_uscc, parent_name, parent_date, parent_prov (two digits), parent_city,
    parent_capital_wan; undated branches are left out.
    """
    away = pairs.filter(pairs.branch_city != pairs.parent_city, pairs.opened_on.notnull())
    heads = registry.select("uscc", "name", "reg_date", "capital_wan")
    found = away.inner_join(heads, away.parent_uscc == heads.uscc)
    return found.select(
        branch_date=found.opened_on,
        branch_city=found.branch_city,
        parent_uscc=found.parent_uscc,
        parent_name=found.name,
        parent_date=found.reg_date,
        parent_prov=found.parent_city.substr(0, 2),
        parent_city=found.parent_city,
        parent_capital_wan=found.capital_wan.cast("float64"),
    ).order_by(["parent_uscc", "branch_date", "branch_city"])


def standing(placements: ibis.Table) -> ibis.Table:
    """Which company stands on which link: uscc, link."""
    return placements.select("uscc", "link").distinct()
