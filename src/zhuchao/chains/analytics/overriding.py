"""Rows of single companies put in the place of others: whole tables, and counts that were made of them."""

import ibis


def replaced(rows: ibis.Table, codes: ibis.Table, more: ibis.Table, by: str = "uscc") -> ibis.Table:
    """Rows less those whose column ``by`` is among ``codes``, with ``more`` instead."""
    return rows.anti_join(codes, by).union(more.select(*rows.columns))


def shifted(
    counted: ibis.Table, less: ibis.Table, more: ibis.Table, companies: str, *also: str
) -> ibis.Table:
    """Counts of the columns ``companies`` and ``also`` by all others, less those of ``less`` and with those of ``more``:
    as if the rows behind the one had been replaced by the rows behind the other. Groups without companies are gone."""
    numbers = (companies, *also)
    by = [name for name in counted.columns if name not in numbers]
    taken = less.select(*by, **{n: -less[n] for n in numbers})
    parts = [part.select(*by, *numbers) for part in (counted, taken, more)]
    both = ibis.union(*parts, distinct=False)
    summed = both.group_by(by).agg(**{n: both[n].sum().cast("int64") for n in numbers})
    return summed.filter(summed[companies] > 0)


def cores(rows: ibis.Table) -> ibis.Table:
    """The brand cores that companies bear: core_name."""
    return rows.filter(rows.core_name.length() >= 2).select("core_name").distinct()


def newly_rare(before: ibis.Table, anew: ibis.Table, most: int) -> ibis.Table:
    """Of cores counted ``anew`` those borne by at most ``most``, which ``before`` did not hold so rare: core_name.

    Both tables: core_name, bearers.
    """
    rare = anew.filter(anew.bearers <= most)
    return rare.anti_join(before.filter(before.bearers <= most), "core_name").select("core_name")


def bearing(rows: ibis.Table, cores: ibis.Table) -> ibis.Table:
    """The rows of companies that bear one of these cores."""
    return rows.semi_join(cores, "core_name")
