"""Portable operations on whole tables: windows, sets, order, arrays."""

import ibis
from battery.operation import Portable, column

WINDOW = "window"
SET = "set and order"
ARRAY = "array"


def _over(t, **kw):
    return ibis.window(group_by=t.code, order_by=[t.n.desc(), t.id], **kw)


_WINDOWS = (
    Portable(
        WINDOW,
        "row_number() over",
        lambda t, u: t.select("id", a=ibis.row_number().over(_over(t))),
        "from 0 in Ibis; order by a key without ties",
    ),
    Portable(
        WINDOW,
        "rank() / dense_rank()",
        lambda t, u: t.select(
            "id",
            a=ibis.rank().over(ibis.window(order_by=t.n)),
            b=ibis.dense_rank().over(ibis.window(order_by=t.n)),
        ),
    ),
    Portable(
        WINDOW,
        "percent_rank / cume_dist",
        lambda t, u: t.select(
            "id",
            a=ibis.percent_rank().over(ibis.window(order_by=t.n)),
            b=ibis.cume_dist().over(ibis.window(order_by=t.n)),
        ),
    ),
    Portable(
        WINDOW, "ntile(n)", lambda t, u: t.select("id", a=ibis.ntile(3).over(ibis.window(order_by=t.id)))
    ),
    Portable(
        WINDOW,
        "lag / lead",
        lambda t, u: t.select(
            "id",
            a=t.n.lag().over(ibis.window(order_by=t.id)),
            b=t.n.lead(2, -1).over(ibis.window(order_by=t.id)),
        ),
    ),
    Portable(
        WINDOW,
        "sum over a group",
        lambda t, u: t.select("id", a=t.n.sum().over(ibis.window(group_by=t.code))),
    ),
    Portable(
        WINDOW,
        "cumulative sum",
        lambda t, u: t.select("id", a=t.n.sum().over(ibis.cumulative_window(order_by=t.id))),
    ),
    Portable(
        WINDOW,
        "moving mean of three rows",
        lambda t, u: t.select("id", a=t.n.mean().over(ibis.trailing_window(2, order_by=t.id))),
    ),
    Portable(
        WINDOW,
        "filter on a window (top n a group)",
        lambda t, u: (
            (r := t.mutate(place=ibis.row_number().over(_over(t)))).filter(r.place < 1).select("id", "place")
        ),
    ),
    Portable(
        WINDOW,
        "first / last over",
        lambda t, u: t.select(
            "id", a=t.name.first().over(_over(t)), b=t.n.max().over(ibis.window(group_by=t.code))
        ),
    ),
    Portable(
        WINDOW,
        "range_window(preceding, following)",
        lambda t, u: t.select(
            "id", a=t.n.sum().over(ibis.range_window(preceding=1, following=0, order_by=t.id))
        ),
    ),
    Portable(
        WINDOW,
        "share of the group",
        lambda t, u: t.select("id", a=t.id / t.id.sum().over(ibis.window(group_by=t.code))),
    ),
)


_SETS = (
    Portable(SET, "union(distinct=False)", lambda t, u: t.select("code").union(u.select("code"))),
    Portable(
        SET, "union(distinct=True)", lambda t, u: t.select("code").union(u.select("code"), distinct=True)
    ),
    Portable(
        SET,
        "intersect / difference",
        lambda t, u: t.select("code").distinct().difference(u.select("code").distinct()),
    ),
    Portable(SET, "intersect", lambda t, u: t.select("code").intersect(u.select("code"))),
    Portable(SET, "distinct()", lambda t, u: t.select("name", "code").distinct(), "nulls are one"),
    Portable(SET, "distinct(on=, keep=None)", lambda t, u: t.distinct(on="code", keep=None).select("id")),
    Portable(
        SET,
        "order_by(desc, key).limit(n)",
        lambda t, u: t.order_by([t.n.desc(), t.id]).limit(3).select("id", "n"),
        "nulls come last on both, rising or falling",
        True,
    ),
    Portable(SET, "order_by(rising)", lambda t, u: t.order_by([t.n, t.id]).select("id", "n"), "", True),
    Portable(
        SET,
        "order_by(Chinese text)",
        lambda t, u: t.order_by([t.name, t.id]).select("id"),
        "by bytes of UTF-8, not by pinyin",
        True,
    ),
    Portable(
        SET, "limit(n, offset=)", lambda t, u: t.order_by("id").limit(2, offset=3).select("id"), "", True
    ),
    Portable(
        SET,
        "order_by(nulls_first=True)",
        lambda t, u: t.order_by(ibis.asc("n", nulls_first=True), "id").select("id"),
        "",
        True,
    ),
    Portable(
        SET,
        "filter(a, b)",
        lambda t, u: t.filter(t.n > 0, t.flag).select("id"),
        "an unknown condition leaves the row out",
    ),
    Portable(SET, "isin(column of a table)", lambda t, u: t.filter(t.code.isin(u.code)).select("id")),
    Portable(
        SET,
        "notin(column without nulls)",
        lambda t, u: t.filter(t.code.notin(u.filter(u.code.notnull()).code)).select("id"),
    ),
    Portable(
        SET,
        "notin(column with a null)",
        lambda t, u: t.filter(t.code.notin(u.code)).select("id"),
        "lets nobody through",
    ),
    Portable(SET, "memtable", lambda t, u: ibis.memtable({"a": [1, 2]}), "for tests; tables come as files"),
    Portable(SET, "count of a table", lambda t, u: t.filter(t.n > 0).count()),
    Portable(
        SET,
        "pivot by sum(where=)",
        lambda t, u: t.group_by("code").agg(
            **{f"f_{v}": t.n.count(where=t.flag == v) for v in (True, False)}
        ),
    ),
    Portable(
        SET,
        "pivot_longer",
        lambda t, u: (
            u.select("place", "k", "w")
            .mutate(k=u.k.cast("float64"))
            .pivot_longer(["k", "w"], names_to="what", values_to="v")
        ),
    ),
    Portable(SET, "drop, rename, relocate", lambda t, u: t.drop("words").rename(c="code").select("id", "c")),
    Portable(
        SET,
        "uscc check digit arithmetic",
        lambda t, u: t.select(
            "id", a=(31 - (ibis.literal("0123456789").find(t.code.substr(0, 1)) * 3 + t.id) % 31) % 31
        ),
    ),
)


_ARRAYS = (
    column(ARRAY, "array.length()", lambda t: t.words.length()),
    column(ARRAY, "array.contains(x)", lambda t: t.words.contains("织造")),
    column(ARRAY, "array[0], none empty", lambda t: t.words[0], where=lambda t: t.words.length() > 0),
    column(
        ARRAY,
        "array.join(sep), none empty",
        lambda t: t.words.join("|"),
        where=lambda t: t.words.length() > 0,
    ),
    column(ARRAY, "array.sort()", lambda t: t.words.sort(), "nulls last"),
    column(ARRAY, "array.unique().length()", lambda t: t.words.unique().length()),
    column(ARRAY, "array.concat", lambda t: t.words.concat(["尾"])),
    column(ARRAY, "array.map(f)", lambda t: t.words.map(lambda w: w.length())),
    column(ARRAY, "array.filter(f)", lambda t: t.words.filter(lambda w: w == "织造")),
    column(ARRAY, "ibis.array([...])", lambda t: ibis.array([t.n, t.id])),
    column(ARRAY, "array.index(x)", lambda t: t.words.index("织造")),
    column(ARRAY, "array slice", lambda t: t.words[0:1]),
    Portable(
        ARRAY,
        "unnest column",
        lambda t, u: t.select("id", w=t.words.unnest()),
        "empty and null arrays give no row",
    ),
    Portable(
        ARRAY,
        "unnest and group",
        lambda t, u: (r := t.select("id", w=t.words.unnest())).group_by("w").agg(n=r.count()),
    ),
    Portable(ARRAY, "split().unnest()", lambda t, u: t.select("id", w=t.scope.split("、").unnest())),
    Portable(
        ARRAY,
        "range().unnest()",
        lambda t, u: t.filter(t.id < 4).select("id", w=ibis.range(0, t.id).unnest()),
    ),
    Portable(
        ARRAY,
        "Table.unnest(keep_empty=True)",
        lambda t, u: t.select("id", "words").unnest("words", keep_empty=True),
    ),
    Portable(
        ARRAY, "Table.unnest(offset=)", lambda t, u: t.select("id", "words").unnest("words", offset="i")
    ),
    Portable(
        ARRAY,
        "struct and field",
        lambda t, u: t.select("id", a=ibis.struct({"n": t.n, "c": t.code})["n"]),
    ),
)

OPERATIONS = (*_WINDOWS, *_SETS, *_ARRAYS)
