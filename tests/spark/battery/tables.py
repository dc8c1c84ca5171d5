"""Portable operations on whole tables: joins and groups."""

from battery.operation import Portable

JOIN = "join"
GROUP = "group"


_JOINS = (
    Portable(JOIN, "inner_join(key)", lambda t, u: t.inner_join(u, "code").select("id", "place")),
    Portable(
        JOIN,
        "left_join(key)",
        lambda t, u: t.left_join(u, "code").select("id", "place", "k"),
        "null keys meet nobody",
    ),
    Portable(
        JOIN,
        "left_join(expressions)",
        lambda t, u: t.left_join(u, [t.code.substr(0, 4) == u.code.substr(0, 4), u.k > 1]).select(
            "id", "place"
        ),
    ),
    Portable(JOIN, "semi_join", lambda t, u: t.semi_join(u, "code").select("id")),
    Portable(
        JOIN, "anti_join", lambda t, u: t.anti_join(u, "code").select("id"), "rows with a null key stay"
    ),
    Portable(JOIN, "outer_join", lambda t, u: t.outer_join(u, "code").select("id", "place")),
    Portable(
        JOIN,
        "cross_join",
        lambda t, u: t.cross_join(u).filter(lambda r: r.id < r.k).select("id", "place"),
    ),
    Portable(
        JOIN,
        "self join by view()",
        lambda t, u: t.inner_join((v := t.view()), [t.name == v.name, t.id < v.id]).select(a=t.id, b=v.id),
    ),
    Portable(
        JOIN,
        "join on a computed group",
        lambda t, u: t.left_join(t.group_by("code").agg(many=t.count()), "code").select("id", "many"),
    ),
)


_GROUPS = (
    Portable(
        GROUP,
        "group_by().agg(count, sum, min, max)",
        lambda t, u: t.group_by("code").agg(n=t.count(), s=t.n.sum(), lo=t.day.min(), hi=t.name.max()),
        "null is a group; a sum of nothing is null",
    ),
    Portable(
        GROUP, "having", lambda t, u: t.group_by("code").having(lambda r: r.count() > 1).agg(n=t.count())
    ),
    Portable(
        GROUP, "filter after agg", lambda t, u: (g := t.group_by("code").agg(n=t.count())).filter(g.n > 1)
    ),
    Portable(GROUP, "mean, var, std", lambda t, u: t.agg(a=t.n.mean(), b=t.n.var(), c=t.n.std(how="pop"))),
    Portable(
        GROUP,
        "sum(where=), count(where=)",
        lambda t, u: t.group_by("code").agg(s=t.x.sum(where=t.flag), n=t.n.count(where=t.n > 0)),
    ),
    Portable(GROUP, "mean(where=)", lambda t, u: t.agg(m=t.x.mean(where=t.n > 0))),
    Portable(GROUP, "nunique()", lambda t, u: t.agg(a=t.name.nunique(), b=t.code.nunique())),
    Portable(GROUP, "any() / all()", lambda t, u: t.group_by("code").agg(a=t.flag.any(), b=t.flag.all())),
    Portable(GROUP, "argmax(by) without ties", lambda t, u: t.group_by("code").agg(a=t.name.argmax(t.id))),
    Portable(
        GROUP,
        "argmax(by, where=)",
        lambda t, u: t.group_by("code").agg(a=t.scope.argmax(t.id, where=t.scope.notnull())),
    ),
    Portable(
        GROUP,
        "argmin(by, where=)",
        lambda t, u: t.group_by("name").agg(a=t.id.argmin(t.x, where=t.x.notnull())),
    ),
    Portable(
        GROUP,
        "argmax meets a null value",
        lambda t, u: t.filter(t.id < 5).agg(a=t.name.argmax(t.id)),
        "the value of the row, null too",
    ),
    Portable(
        GROUP,
        "collect().length() of some",
        lambda t, u: t.filter(t.n.notnull()).group_by("code").agg(a=t.n.collect().length()),
    ),
    Portable(GROUP, "quantile([…])", lambda t, u: t.agg(a=t.x.quantile([0.25, 0.5]))),
    Portable(GROUP, "var() of one row", lambda t, u: t.filter(t.id == 1).agg(a=t.n.var())),
    Portable(GROUP, "computed key", lambda t, u: t.group_by(year=t.day.year()).agg(n=t.count())),
    Portable(GROUP, "scalar max of a table", lambda t, u: t.agg(a=t.day.max(), b=t.x.min())),
    Portable(
        GROUP,
        "cov / corr(how='pop')",
        lambda t, u: t.agg(a=t.n.corr(t.x, how="pop"), b=t.n.cov(t.x, how="pop")),
    ),
    Portable(GROUP, "quantile(0.25)", lambda t, u: t.agg(a=t.x.quantile(0.25))),
    Portable(GROUP, "quantile(0.5) of whole numbers", lambda t, u: t.agg(a=t.n.quantile(0.5))),
    Portable(GROUP, "median()", lambda t, u: t.agg(a=t.x.median())),
    Portable(GROUP, "value_counts()", lambda t, u: t.code.value_counts()),
    Portable(GROUP, "group_concat(sep)", lambda t, u: t.group_by("id").agg(a=t.code.group_concat("|"))),
    Portable(GROUP, "first() / last()", lambda t, u: t.group_by("id").agg(a=t.name.first(), b=t.name.last())),
    Portable(GROUP, "approx_nunique of few", lambda t, u: t.agg(a=t.code.approx_nunique())),
)

OPERATIONS = (*_JOINS, *_GROUPS)
