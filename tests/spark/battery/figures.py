"""Portable operations on numbers, choices, nulls and dates."""

import datetime

import ibis
from battery.operation import column

NUMBER = "number"
CHOICE = "choice and null"
DATE = "date"
_ON = datetime.date(2019, 4, 30)


OPERATIONS = (
    column(NUMBER, "+ - *", lambda t: t.n * 2 - t.id + 1),
    column(NUMBER, "/ of whole numbers", lambda t: t.n / 7, "a double on both"),
    column(NUMBER, "x / nullif(y, 0)", lambda t: t.x / t.n.nullif(0)),
    column(NUMBER, "%", lambda t: t.n % 5, "the sign of the first number: -7 % 5 = -2"),
    column(NUMBER, "//", lambda t: t.id // 2),
    column(NUMBER, "negative //", lambda t: t.n // 2),
    column(NUMBER, "abs() / sign()", lambda t: t.x.abs() + t.x.sign()),
    column(NUMBER, "floor() / ceil()", lambda t: t.x.floor() * 10 + t.x.ceil()),
    column(
        NUMBER,
        "round()",
        lambda t: t.x.round(),
        "half away from zero on both; Python's own round() is half to even",
    ),
    column(NUMBER, "round(2)", lambda t: t.x.round(2)),
    column(NUMBER, "round(2) of 2.675", lambda t: (t.id * 0 + 2.675).round(2)),
    column(NUMBER, "round(2) of 1.005", lambda t: (t.id * 0 + 1.005).round(2)),
    column(NUMBER, "ln(x + 1)", lambda t: (t.x.abs() + 1).ln()),
    column(
        NUMBER,
        "log10(x + 1), log2, log(b)",
        lambda t: (t.x.abs() + 1).log10() + (t.x.abs() + 1).log2() + (t.x.abs() + 1).log(3),
    ),
    column(NUMBER, "exp()", lambda t: (t.id / 3).exp()),
    column(NUMBER, "sqrt() / power", lambda t: t.x.abs().sqrt() + t.id**2),
    column(
        NUMBER,
        "least / greatest",
        lambda t: ibis.least(t.n, 100) + ibis.greatest(t.n, 0),
        "a null is passed over",
    ),
    column(NUMBER, "least(null, 3)", lambda t: ibis.least(t.n, 3)),
    column(NUMBER, "clip(low, high)", lambda t: t.n.clip(0, 1000)),
    column(NUMBER, "between(a, b)", lambda t: t.n.between(0, 800)),
    column(
        NUMBER,
        "radians, sin, cos, asin, atan2",
        lambda t: t.x.radians().sin() + t.x.cos() + (t.id / 10).asin() + t.id.atan2(2),
    ),
    column(
        CHOICE,
        "ifelse",
        lambda t: ibis.ifelse(t.n > 0, "有", "无"),
        "an unknown condition counts as false",
    ),
    column(CHOICE, "cases(…, else_)", lambda t: ibis.cases((t.n > 1000, 3), (t.n > 0, 2), else_=0)),
    column(CHOICE, "cases without else", lambda t: ibis.cases((t.n > 1000, "大"), else_=None)),
    column(CHOICE, "x.cases(pairs)", lambda t: t.code.cases(("330603", "柯桥"), else_="他处")),
    column(CHOICE, "coalesce", lambda t: ibis.coalesce(t.scope.nullif(""), t.name, "无")),
    column(CHOICE, "fill_null", lambda t: t.n.fill_null(-1)),
    column(CHOICE, "nullif", lambda t: t.scope.nullif("")),
    column(CHOICE, "isnull / notnull", lambda t: t.n.isnull() | t.name.notnull()),
    column(CHOICE, "identical_to", lambda t: t.name.identical_to(t.scope), "null is identical to null"),
    column(CHOICE, "& | ~ with null", lambda t: (t.flag & (t.n > 0)) | ~t.flag, "three-valued on both"),
    column(CHOICE, "or_(*), and_(*)", lambda t: ibis.or_(t.flag, t.n > 0, t.x > 0)),
    column(CHOICE, "null literal", lambda t: ibis.null("float64")),
    column(DATE, "year, month, day", lambda t: t.day.year() * 10000 + t.day.month() * 100 + t.day.day()),
    column(DATE, "quarter, day_of_year", lambda t: t.day.quarter() * 1000 + t.day.day_of_year()),
    column(DATE, "week_of_year()", lambda t: t.day.week_of_year(), "of ISO 8601"),
    column(DATE, "day_of_week.index()", lambda t: t.day.day_of_week.index(), "Monday is 0"),
    column(DATE, "year difference by parts", lambda t: _ON.year - t.day.year()),
    column(DATE, "date.delta(unit='day')", lambda t: ibis.literal(_ON).delta(t.day, unit="day")),
    column(
        DATE,
        "truncate('M'), truncate('Y')",
        lambda t: t.day.truncate("M").cast("string") + t.day.truncate("Y").cast("string"),
    ),
    column(DATE, "date + interval(months=)", lambda t: (t.day + ibis.interval(months=1)).cast("date")),
    column(DATE, "date + interval(days=)", lambda t: (t.day + ibis.interval(days=29)).cast("date")),
    column(
        DATE,
        "interval(days=30) and interval(months=1) in one expression",
        lambda t: (t.day + ibis.interval(months=1)).delta(t.day + ibis.interval(days=30), unit="day"),
    ),
    column(DATE, "date < literal", lambda t: t.day < ibis.literal(_ON)),
    column(DATE, "ibis.date(y, m, d)", lambda t: ibis.date(t.day.year(), 1, 1)),
    column(DATE, "strftime('%Y-%m')", lambda t: t.day.strftime("%Y-%m")),
    column(
        DATE,
        "day_of_week.full_name()",
        lambda t: t.day.day_of_week.full_name(),
    ),
    column(
        DATE,
        "last day of month",
        lambda t: (t.day.truncate("M") + ibis.interval(months=1) - ibis.interval(days=1)).cast("date"),
    ),
)
