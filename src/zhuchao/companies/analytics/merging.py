"""What the registry holds after an import: the last value given for each field of each company."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ibis

from zhuchao.companies.analytics import codes, names
from zhuchao.companies.analytics.cleaning import FIELDS
from zhuchao.companies.engine.names import NameWords

#: Columns of the registry in the lake, in order.
COLUMNS = (*FIELDS, "name_key", "core_name", "is_branch", "has_scope", "import_id")
#: What is computed from the other columns or only says which import brought a row.
MADE = ("name_key", "core_name", "is_branch", "has_scope", "import_id")
_CAPITAL = ("capital_wan", "currency", "capital_note")
#: A believed capital goes before any that was set aside, however late that came.
_BELIEVED = 1 << 60


Settle = Callable[[str, ibis.Table], ibis.Table]


@dataclass(frozen=True, slots=True)
class Naming:
    """Word lists and the table of places (``code``, ``county``, ``city``, ``province`` in short names)."""

    words: NameWords
    places: ibis.Table


def schema() -> ibis.Schema:
    """The columns of the registry in the lake with their types."""
    types = dict.fromkeys(COLUMNS, "string") | {
        "reg_date": "date",
        "capital_wan": "float64",
        "is_branch": "boolean",
        "has_scope": "boolean",
    }
    return ibis.schema(types)


def latest(held: ibis.Table, given: ibis.Table) -> ibis.Table:
    """One row a company: of each field the last value that was given; an empty cell leaves the old one.

    ``held`` is the registry, ``given`` cleaned rows with ``ord``, larger for later rows.
    """
    before = held.select(*FIELDS).mutate(ord=ibis.literal(-1).cast("int64"))
    rows = before.union(given.select(*FIELDS, ord=given.ord.cast("int64")))
    counted = rows.group_by("uscc").agg(times=rows.count())
    several = counted.filter(counted.times > 1)
    # Of most companies there is one row: only of the others is there anything to choose, which is what costs.
    last = _only(rows.anti_join(several, "uscc")).union(_chosen(rows.semi_join(several, "uscc")))
    same_city = last.county_code.substr(0, 4) == last.city_code.substr(0, 4)
    county = ibis.ifelse(same_city, last.county_code, ibis.null("string"))
    return last.mutate(county_code=county)


def _only(rows: ibis.Table) -> ibis.Table:
    """Companies of one row, as ``_chosen`` would give them."""
    noted = rows.capital_note.notnull()
    capital = {f: ibis.ifelse(noted, rows[f], ibis.null(rows[f].type())) for f in _CAPITAL}
    return rows.select(**{f: capital.get(f, rows[f]) for f in FIELDS}, given=rows.ord >= 0)


def _chosen(rows: ibis.Table) -> ibis.Table:
    """Of companies of several rows the last value of each field."""
    weight = ibis.ifelse(rows.capital_wan.notnull(), rows.ord + _BELIEVED, rows.ord)
    order = {f: weight if f in _CAPITAL else rows.ord for f in FIELDS}
    # A note belongs to its amount: all three come from the same row, also where the amount is null.
    where = {f: rows.capital_note.notnull() if f in _CAPITAL else rows[f].notnull() for f in FIELDS}
    last = rows.group_by("uscc").agg(
        **{f: rows[f].argmax(order[f], where=where[f]) for f in FIELDS if f not in ("uscc", "capital_wan")},
        # An unbelieved amount is stored as -1 so that it is the row's value and not a gap.
        capital_wan=rows.capital_wan.fill_null(-1.0).argmax(weight, where=where["capital_wan"]),
        given=(rows.ord >= 0).any(),
    )
    return last.mutate(capital_wan=last.capital_wan.nullif(-1.0)).select(*FIELDS, "given")


def completed(rows: ibis.Table, naming: Naming, settle: Settle) -> ibis.Table:
    """The computed columns beside the given ones. ``settle`` names a step so that it is computed once."""
    rows = rows.mutate(
        place=ibis.coalesce(rows.county_code, rows.city_code), name_key=names.normalised(rows.name)
    )
    rows = settle("with_key", rows)
    places = naming.places.select(at="code", p_1="province", p_2="city", p_3="county")
    rows = rows.left_join(places, rows.place == places["at"])
    rows = settle("with_places", rows.mutate(p_1=ibis.coalesce(rows.p_1, rows.province)))
    rows = settle("bare_0", rows.mutate(rest=names.without_brackets(rows.name_key)))
    for place in ("p_1", "p_2", "p_3"):
        rows = settle(f"bare_{place}", rows.mutate(rest=names.without_place(rows.rest, rows[place])))
    rows = settle("with_brand", rows.mutate(brand=names.brand(rows.rest, naming.words)))
    return rows.mutate(
        core_name=names.believable(rows.brand),
        is_branch=names.is_branch(rows.name_key),
        has_scope=rows.scope.notnull(),
    )


def compared(held: ibis.Table, rows: ibis.Table, import_id: str) -> ibis.Table:
    """COLUMNS with ``status``: inserted, updated, unchanged (given again) or kept (not given)."""
    fields = [c for c in COLUMNS if c not in ("uscc", "import_id")]
    old = held.select(old_uscc="uscc", old_import="import_id", **{f"old_{f}": f for f in fields})
    both = rows.left_join(old, rows.uscc == old.old_uscc)
    same = ibis.and_(*(both[f].identical_to(both[f"old_{f}"]) for f in fields))
    status = ibis.cases(
        (both.old_uscc.isnull(), "inserted"),
        (~same, "updated"),
        (both.given, "unchanged"),
        else_="kept",
    )
    stamp = ibis.ifelse(both.old_uscc.notnull() & same, both.old_import, ibis.literal(import_id))
    return both.select(*(c for c in COLUMNS if c != "import_id"), import_id=stamp, status=status)


def laid_out(rows: ibis.Table) -> ibis.Table:
    """``compared`` rows with their ``bucket``, in the order of the lake's files: rows of one county lie together, so
    that a question about a district reads little.
    """
    return rows.mutate(bucket=codes.bucket(rows.uscc)).order_by("bucket", "county_code", "uscc")


def fingerprints(rows: ibis.Table) -> ibis.Table:
    """The ``fingerprint`` of each ``bucket``."""
    return rows.group_by("bucket").agg(mark=fingerprint(rows))


def fingerprint(rows: ibis.Table) -> Any:
    """A text that depends on the rows and not on their order, nor on which import brought them."""
    columns = [rows[c].cast("string").fill_null("∅") for c in COLUMNS if c != "import_id"]
    digest = ibis.literal("\x1f").join(columns).hexdigest("md5")
    # Fifteen hex digits fit an int64; the sum of 2^32 of them fits a decimal.
    part = [(ibis.literal("0x") + digest.substr(i, 8)).cast("int64") for i in (0, 8)]
    return part[0].sum().cast("string") + "." + part[1].sum().cast("string")
