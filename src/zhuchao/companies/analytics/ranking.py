"""How much a company stands out before any question is asked: the order of hits that match alike."""

from collections.abc import Mapping
from typing import Any

import ibis


def with_standing(rows: ibis.Table, weights: Mapping[str, float]) -> ibis.Table:
    """``standing`` (points, larger first) and ``strong`` beside the registry's columns.

    ``weights`` is the rulebook's ``registry.search-standing``.
    """
    key: Any = rows.name_key
    joint_stock = key.contains("股份有限公司") & ~key.contains("股份有限公司（有限合伙）")
    digits = rows.capital_wan.fill_null(0.0).clip(0, 1e9).__add__(1).log10() * weights["per_capital_digit"]
    standing = (
        ibis.ifelse(joint_stock, weights["joint_stock"], 0.0)
        + ibis.ifelse(key.contains("集团"), weights["group"], 0.0)
        + ibis.ifelse(rows.is_branch, weights["branch"], 0.0)
        + ibis.ifelse(key.contains("合作社"), weights["cooperative"], 0.0)
        + ibis.ifelse(rows.capital_wan.isnull(), weights["capital_unknown"], digits)
        + ibis.ifelse(rows.reg_date.year() < int(weights["before_year"]), weights["before"], 0.0)
    ).fill_null(0.0)
    return rows.mutate(standing=standing, strong=(standing >= weights["strong_from"]).cast("int64"))
