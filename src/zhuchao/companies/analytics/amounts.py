"""Registered capital and dates over a whole table; the twin of ``engine.capital``."""

from typing import Any

import ibis

from zhuchao.companies.analytics import names
from zhuchao.companies.engine import capital

NUMBER = r"[0-9][0-9,]*[.]?[0-9]*(?:[eE][+]?[0-9]+)?"
PLAIN = r"^[0-9]+(?:[.][0-9]*)?$"
ISO = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
SPELLED = r"^([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})"
RUN_TOGETHER = r"^[0-9]{8}$"


def amount_wan(raw: Any, *, in_yuan: bool) -> Any:
    """An amount in 万 of its currency from a number or a text such as 500万美元, 3亿元, 1,000.50.

    ``in_yuan`` when the heading says 元; a unit in the text itself goes before it.
    """
    unit = 0.0001 if in_yuan else 1.0
    if raw.type().is_numeric():
        return raw.cast("float64") * unit
    text = names.bare(raw.cast("string"))
    number = text.re_extract(NUMBER, 0).replace(",", "").nullif("").try_cast("float64")
    factor = ibis.cases(
        (text.contains("亿"), 10_000.0),
        (text.contains("万"), 1.0),
        (text.re_search("[元圆]"), 0.0001),
        else_=unit,
    )
    # Most amounts are nothing but a number, and the rest is dear to find out. A minus sign makes no capital.
    return ibis.cases(
        (is_plain(text), text.try_cast("float64") * unit),
        (text.startswith("-"), ibis.null("float64")),
        else_=number * factor,
    )


def is_plain(text: Any) -> Any:
    """True for a text that is digits with a point at most: no unit, no currency."""
    return text.re_search(PLAIN)


def currency(text: Any, limits: capital.Limits) -> Any:
    """``engine.capital.currency_of`` over a column; empty when it names none."""
    named = [
        (ibis.or_(*(text.contains(name) for name in c.names)), code) for code, c in limits.currencies.items()
    ]
    return ibis.cases(*named, else_="")


def judged(amount: Any, code: Any, name: Any, limits: capital.Limits) -> tuple[Any, Any]:
    """``engine.capital.judge`` over columns: (万元 or null, note)."""
    rate = ibis.cases(*((code == c, k.rate) for c, k in limits.currencies.items()), else_=1.0)
    known = code.isin(["", *limits.currencies])
    wan = amount * rate
    given = amount.notnull() & ~amount.isnan() & (amount >= capital.LEAST)
    over = wan > limits.ceiling_wan
    small = ~ibis.or_(*(name.contains(word) for word in limits.large_bodies))
    doubt = ibis.ifelse(wan >= limits.doubt_wan, small, ibis.literal(False))
    whole = ibis.least(amount, 9e15).floor().cast("int64").cast("string")
    foreign = [
        (code == c, ibis.literal("原币") + whole + f"万{k.names[0]}，按{k.rate}折算")
        for c, k in limits.currencies.items()
        if c != capital.HOME_CURRENCY
    ]
    note = ibis.cases(
        (~given, ""),
        (over, ibis.literal(capital.NOT_USED_CEILING) + whole + "万"),
        (doubt, ibis.literal(capital.NOT_USED_DOUBT) + whole + "万"),
        (~known, capital.CURRENCY_UNKNOWN),
        *foreign,
        else_="",
    )
    return ibis.ifelse(given & ~over & ~doubt, wan, ibis.null("float64")), note


def day(raw: Any) -> Any:
    """A date from a date, a time stamp or a text: 2018-01-02, 2018/1/2, 2018年1月2日, 20180102; null when none."""
    if raw.type().is_date() or raw.type().is_timestamp():
        return raw.cast("date")
    text = names.bare(raw.cast("string"))
    parts = [text.re_extract(SPELLED, i) for i in (1, 2, 3)]
    spelled = parts[0] + "-" + parts[1].lpad(2, "0") + "-" + parts[2].lpad(2, "0")
    together = text.substr(0, 4) + "-" + text.substr(4, 2) + "-" + text.substr(6, 2)
    iso = ibis.cases((text.re_search(ISO), text), (text.re_search(RUN_TOGETHER), together), else_=spelled)
    return iso.try_cast("date")
