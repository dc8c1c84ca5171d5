"""Who stands on a link before and after a change of its words, as one table; portable over both engines."""

from collections.abc import Collection

import ibis

from zhuchao.chains.engine.moving import OFF, ON, SURER


def on_links(placements: ibis.Table, links: Collection[str]) -> ibis.Table:
    """The placements of these links only."""
    return placements.filter(placements.link.isin(sorted(links)))


def nobody(registry: ibis.Table) -> ibis.Table:
    """Placements without a row: uscc, link, confidence, in the types of the registry's text."""
    return registry.select("uscc", link="uscc", confidence="uscc").limit(0)


def moves(before: ibis.Table, after: ibis.Table) -> ibis.Table:
    """Companies that are placed otherwise: uscc, link, was and now (confidence, empty when not on the link), kind.

    Both tables hold a company at most once on a link.
    """
    sides = [
        before.select("uscc", "link", was="confidence", now=ibis.literal("")),
        after.select("uscc", "link", was=ibis.literal(""), now="confidence"),
    ]
    both = ibis.union(*sides, distinct=False).group_by("uscc", "link")
    # The empty text is smaller than any confidence.
    found = both.agg(was=lambda t: t.was.max(), now=lambda t: t.now.max())
    other = found.filter(found.was != found.now)
    return other.mutate(kind=ibis.cases((other.was == "", ON), (other.now == "", OFF), else_=SURER))


def told(moved: ibis.Table, registry: ibis.Table) -> ibis.Table:
    """Moves with what a reader wants to see of the company; capital in 万元."""
    wanted = ("name", "county_code", "province", "capital_wan", "reg_date", "scope")
    return moved.inner_join(registry.select("uscc", *wanted), "uscc")


def counts(moved: ibis.Table, district: str) -> ibis.Table:
    """Moves by link and kind: all, and those of companies in the district (``here``)."""
    here = (moved.county_code == district).fill_null(False)
    return moved.group_by("link", "kind").agg(companies=moved.count(), here=here.cast("int64").sum())


def picked(
    moved: ibis.Table, *, link: str = "", kind: str = "", district: str = "", text: str = ""
) -> ibis.Table:
    """The moves asked for; whatever is empty does not narrow."""
    for column, wanted in (("link", link), ("kind", kind), ("county_code", district)):
        if wanted:
            moved = moved.filter(moved[column] == wanted)
    return moved.filter(moved.name.contains(text)) if text else moved


def page(moved: ibis.Table, sort: str, offset: int, limit: int) -> ibis.Table:
    """One page of moves by ``capital_wan``, ``name`` or ``reg_date`` (a minus before it: falling), unknown last."""
    key = sort.removeprefix("-")
    column = moved[key]
    order = ibis.desc(column) if sort.startswith("-") else ibis.asc(column)
    return moved.order_by([column.isnull(), order, moved.uscc, moved.link]).limit(limit, offset=offset)
