"""Who opened branches where: branch offices joined to their parents by exact name prefix.

A branch office is no plant, but it shows that a company has gone to another city, and when.
"""

import ibis

#: The registered name of a branch begins with its parent's whole name; these cut that prefix out.
PARENT_PREFIXES: tuple[str, ...] = (
    "^(.+?公司).",
    "^(.+?有限公司).",
    "^(.+?(?:厂|社|中心|集团|研究院|设计院|事务所)).",
)


def branches(registry: ibis.Table) -> ibis.Table:
    """Branch and parent: branch_uscc, parent_uscc, branch_city, parent_city, opened_on.

    Of several companies with the parent's name the lowest credit code is taken.
    """
    offices = registry.filter(registry.is_branch, registry.city_code.notnull())
    prefixed = ibis.union(
        *(
            offices.select(
                branch_uscc=offices.uscc,
                branch_city=offices.city_code,
                opened_on=offices.reg_date,
                parent_name=offices.name_key.re_extract(pattern, 1),
            )
            for pattern in PARENT_PREFIXES
        ),
        distinct=True,
    )
    whole = registry.filter(~registry.is_branch, registry.city_code.notnull())
    parents = whole.group_by(parent_name=whole.name_key).agg(parent_uscc=whole.uscc.min())
    places = whole.select(parent_uscc=whole.uscc, parent_city=whole.city_code)
    joined = prefixed.filter(prefixed.parent_name.length() > 0).inner_join(parents, "parent_name")
    found = joined.inner_join(places, "parent_uscc")
    # The longest name that fits is the parent: of 甲集团 and 甲集团有限公司 the second.
    ranked = found.mutate(
        place=ibis.row_number().over(
            ibis.window(
                group_by=found.branch_uscc, order_by=[found.parent_name.length().desc(), found.parent_uscc]
            )
        )
    )
    return ranked.filter(ranked.place == 0).select(
        "branch_uscc", "parent_uscc", "branch_city", "parent_city", "opened_on"
    )


def footprint(pairs: ibis.Table) -> ibis.Table:
    """For each parent the cities beyond its own with a branch, and the newest: uscc, branch_cities, newest."""
    away = pairs.filter(pairs.branch_city != pairs.parent_city)
    return away.group_by(uscc=away.parent_uscc).agg(
        branch_cities=away.branch_city.nunique(), newest=away.opened_on.max()
    )


def flows(pairs: ibis.Table) -> ibis.Table:
    """How many branches companies of one city opened in another: from_city, to_city, flow."""
    away = pairs.filter(pairs.branch_city != pairs.parent_city)
    return away.group_by(from_city=away.parent_city, to_city=away.branch_city).agg(flow=away.count())


def bearers(registry: ibis.Table) -> ibis.Table:
    """How many companies of the whole registry bear a brand core, of those borne at least twice: core_name, bearers."""
    named = registry.filter(~registry.is_branch, registry.core_name.length() >= 2)
    counted = named.group_by("core_name").agg(bearers=named.count())
    return counted.filter(counted.bearers > 1)
