"""What the engines do not agree on in casts, numbers and whole tables; an upgrade that mends one fails its test."""

import datetime

import ibis
from battery.operation import Unlike, value

_ON = datetime.date(2019, 4, 30)
_ZERO = "x / y.nullif(0)"
_TEXT_NUMBER = "test the whole text with re_search before casting it"


_CASTS = (
    value(
        6,
        "1e9.cast('string')",
        lambda t: t.x.cast("string"),
        "'1000000000.0'",
        "'1.0E9'",
        "cast to int64 or decimal before text",
    ),
    value(1, "1.5.cast('int64')", lambda t: t.x.cast("int64"), "2", "1", "floor(), ceil() or round() first"),
    value(
        1,
        "'33.6'.cast('int64')",
        lambda t: (t.code.left(2) + ".6").cast("int64"),
        "34",
        "error",
        _TEXT_NUMBER,
    ),
    value(
        1,
        "'33.6'.try_cast('int64')",
        lambda t: (t.code.left(2) + ".6").try_cast("int64"),
        "34",
        "None",
        _TEXT_NUMBER,
    ),
    value(
        1,
        "'3_000'.try_cast('int64')",
        lambda t: (t.code.left(1) + "_000").try_cast("int64"),
        "3000",
        "None",
        _TEXT_NUMBER,
    ),
    value(
        1,
        "'3d'.try_cast('float64')",
        lambda t: (t.code.left(1) + "d").try_cast("float64"),
        "None",
        "3.0",
        _TEXT_NUMBER,
    ),
    value(
        1,
        "'0x3306'.cast('int64')",
        lambda t: (ibis.literal("0x") + t.code.left(4)).cast("int64"),
        "13062",
        "error",
        "only where the import writes, which is always DuckDB",
    ),
    value(
        1,
        "'2018'.try_cast('date')",
        lambda t: (t.code.left(0) + "2018").try_cast("date"),
        "None",
        "datetime.date(2018, 1, 1)",
        "test the text for year, month and day before casting it",
    ),
    value(
        1,
        "'2018-01-02Txyz'.try_cast('date')",
        lambda t: (t.code.left(0) + "2018-01-02Txyz").try_cast("date"),
        "None",
        "datetime.date(2018, 1, 2)",
        "test the text for year, month and day before casting it",
    ),
    value(
        1,
        "(date - date).cast('string')",
        lambda t: (ibis.literal(_ON) - t.day).cast("string"),
        "'7000'",
        "\"INTERVAL '7000' DAY\"",
        "a.delta(b, unit='day')",
    ),
    value(
        1,
        "(decimal / 3).cast('string')",
        lambda t: (t.n.cast("decimal(18,4)") / 3).cast("string"),
        "'266.6666666666667'",
        "'266.666667'",
        "divide doubles and round",
    ),
)


_NUMBERS = (
    value(2, "-2.5 / 0", lambda t: t.x / t.n, "-inf", "error", _ZERO),
    value(2, "0 / 0", lambda t: t.n / t.n, "nan", "error", _ZERO),
    value(2, "x % 0", lambda t: t.x % t.n, "nan", "error", "x % y.nullif(0)"),
    value(2, "ln(0)", lambda t: t.n.ln(), "-inf", "None", "(x + 1).ln()"),
    value(4, "isnan() of null", lambda t: t.x.isnan(), "None", "False", "x.notnull() & x.isnan()"),
    value(
        2,
        "a.delta(b, unit='year')",
        lambda t: ibis.literal(_ON).delta(t.day, unit="year"),
        "1",
        "0",
        "a.year() - b.year()",
    ),
    value(
        2,
        "a.delta(b, unit='month')",
        lambda t: ibis.literal(_ON).delta(t.day, unit="month"),
        "4",
        "3",
        "months from year() and month()",
    ),
)


_WHOLES = (
    Unlike("corr()", lambda t, u: t.agg(a=t.n.corr(t.x).round(4)), "error", "-0.2614", "corr(how='pop')"),
    Unlike("mode()", lambda t, u: t.agg(a=t.code.mode()), "'330603'", "error", "count and rank"),
    Unlike(
        "kurtosis()",
        lambda t, u: t.agg(a=t.x.kurtosis().round(4)),
        "6.0",
        "error",
        "none; not needed here",
    ),
    Unlike(
        "group_concat(order_by=)",
        lambda t, u: t.filter(t.n > 500).agg(a=t.code.group_concat("|", order_by=t.id)),
        "'330603|330603|33060'",
        "error",
        "sort in Python after reading",
    ),
    Unlike(
        "argmin(by) where by is null",
        lambda t, u: t.filter(t.id == 4).agg(a=t.id.argmin(t.x)),
        "4",
        "None",
        "argmin(by, where=by.notnull())",
    ),
    Unlike(
        "collect() of nulls",
        lambda t, u: t.filter(t.id == 4).agg(a=t.n.collect().length()),
        "None",
        "0",
        "fill_null(0) after length()",
    ),
    Unlike("bit_or()", lambda t, u: t.agg(a=t.id.bit_or()), "7", "error", "none; not needed here"),
    Unlike("approx_median()", lambda t, u: t.agg(a=t.n.approx_median()), "406.0", "13.0", "median()"),
    Unlike(
        "uuid()",
        lambda t, u: t.filter(t.id == 1).select(a=ibis.uuid().cast("string").length()),
        "36",
        "error",
        "make keys in Python",
    ),
)

OPERATIONS = (*_CASTS, *_NUMBERS, *_WHOLES)
