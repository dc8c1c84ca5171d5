"""One file's rows made comparable: codes checked, dates and capital read, divisions brought to today's codes.

Every step is an expression; a row that cannot be taken carries the field, the value and the reason.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis

from zhuchao.companies.analytics import amounts, codes, names
from zhuchao.companies.engine.capital import NOT_USED, Limits
from zhuchao.companies.engine.columns import CHINESE

#: What a cleaned row carries besides ``row`` (its number in the file) and the reason of a refusal.
FIELDS = (
    "uscc",
    "name",
    "reg_date",
    "capital_wan",
    "currency",
    "capital_note",
    "county_code",
    "city_code",
    "province",
    "scope",
    "address",
    "ent_type",
)


Settle = Callable[[str, ibis.Table], ibis.Table]


@dataclass(frozen=True, slots=True)
class Rules:
    """What the rulebook lays down for an import on one day."""

    date_floor: date
    today: date
    limits: Limits
    blanks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """Reference tables. ``codes``: any code, old or new → ``county_code``, ``city_code``, ``province``.

    ``names``: (``above``, ``name``) → ``code``, as in ``rulebook.regions.codes_by_name``.
    """

    codes: ibis.Table
    names: ibis.Table


def cleaned(
    raw: ibis.Table, columns: Mapping[str, str], places: Places, rules: Rules, settle: Settle
) -> ibis.Table:
    """The rows of a file as ``row``, FIELDS, ``reject_field``, ``reject_value``, ``reject_reason``.

    ``raw`` has a column ``_row`` and the file's own; ``columns`` maps ours to them. A column the file lacks is
    null throughout; so is an empty cell. ``settle`` names a step so that it is computed once.
    """
    rows = settle("text_rows", _texts(settle("trimmed_rows", _trimmed(raw, columns)), rules))
    rows = settle("given_rows", _given(rows, columns, rules))
    rows = settle("placed_rows", _placed(rows, columns, places))
    return _judged(rows, rules)


def _trimmed(raw: ibis.Table, columns: Mapping[str, str]) -> ibis.Table:
    """Every column of ours as text without blanks around it; dates and numbers also as they came."""

    def text(column: str | None) -> Any:
        if column is None or column not in columns:
            return ibis.null("string")
        cell = raw[columns[column]]
        return names.bare(cell) if cell.type().is_string() else cell.cast("string")

    def typed(column: str | None) -> Any:
        if column is None or column not in columns or raw[columns[column]].type().is_string():
            return ibis.null("string")
        return raw[columns[column]]

    source = next((c for c in ("capital_wan", "capital_yuan") if c in columns), None)
    return raw.select(
        row=raw["_row"],
        **{c: text(c) for c in CHINESE if c not in ("capital_wan", "capital_yuan")},
        capital=text(source),
        raw_capital=typed(source),
        raw_date=typed("reg_date"),
    )


def _texts(rows: ibis.Table, rules: Rules) -> ibis.Table:
    """Trimmed rows with null for every cell that is empty or holds a word for nothing."""
    blanks = ("", *rules.blanks)
    texts = {c: rows[c] for c in rows.columns if c not in ("row", "raw_capital", "raw_date")}
    # A list of words to look in would cost a join a column; a few comparisons cost next to nothing.
    given = {
        c: ibis.ifelse(ibis.or_(*(cell == word for word in blanks)), ibis.null("string"), cell)
        for c, cell in texts.items()
    }
    return rows.select("row", "raw_capital", "raw_date", **given)


def _given(rows: ibis.Table, columns: Mapping[str, str], rules: Rules) -> ibis.Table:
    typed = not rows.raw_capital.type().is_string()
    capital = rows.raw_capital if typed else rows.capital
    amount = amounts.amount_wan(capital, in_yuan="capital_wan" not in columns)
    stated = rows.currency.fill_null("")
    named = amounts.currency(stated, rules.limits).nullif("").fill_null(stated)
    if not (typed and capital.type().is_numeric()):
        inside = ibis.ifelse(amounts.is_plain(rows.capital), "", amounts.currency(rows.capital, rules.limits))
        named = inside.nullif("").fill_null(named)
    return rows.select(
        row=rows["row"],
        raw_uscc=rows.uscc,
        uscc=codes.cleaned(rows.uscc.fill_null("")),
        name=rows.name,
        raw_date=rows.reg_date,
        reg_date=amounts.day(rows.reg_date if rows.raw_date.type().is_string() else rows.raw_date),
        amount=amount,
        currency=named,
        given_county=_digits(rows.county_code),
        given_city=_digits(rows.city_code),
        given_province=rows.province,
        city_name=rows.city,
        county_name=rows.county,
        scope=rows.scope,
        address=rows.address,
        ent_type=rows.ent_type,
    )


def _digits(code: Any) -> Any:
    return ibis.ifelse(code.re_search("^[0-9]{6}"), code.substr(0, 6), ibis.null("string"))


def _placed(rows: ibis.Table, columns: Mapping[str, str], places: Places) -> ibis.Table:
    """Today's county, city and province: by code, else by name, else by the code of the registering office."""
    rows = _by_names(rows, columns, places.names)
    rows = rows.mutate(
        at=ibis.coalesce(rows.given_county, rows.named_code, rows.given_city, rows.uscc.substr(2, 6)),
        given=ibis.coalesce(rows.given_county, rows.named_code, rows.given_city).notnull(),
    )
    exact = places.codes.select(
        code_1="code", county_1="county_code", city_1="city_code", province_1="province"
    )
    rows = rows.left_join(exact, rows["at"] == exact.code_1)
    # A zone has a code of its own that no list knows: its city is still told by the first four digits.
    wider = ibis.coalesce(rows.given_city, rows["at"].substr(0, 4) + "00")
    around = places.codes.select(code_2="code", city_2="city_code", province_2="province")
    rows = rows.mutate(wider=wider)
    rows = rows.left_join(around, rows.wider == around.code_2)
    return rows.mutate(
        county_code=rows.county_1,
        city_code=ibis.coalesce(rows.city_1, rows.city_2),
        province=ibis.ifelse(
            rows.given,
            ibis.coalesce(rows.province_1, rows.province_2, rows.given_province),
            ibis.coalesce(rows.named_province, rows.given_province, rows.province_1, rows.province_2),
        ),
        fault=codes.fault(rows.uscc),
    )


def _by_names(rows: ibis.Table, columns: Mapping[str, str], names: ibis.Table) -> ibis.Table:
    """``named_code``: the county or city that names give; ``named_province``: the province's short name."""
    if "province" not in columns:
        return rows.mutate(named_code=ibis.null("string"), named_province=ibis.null("string"))
    provinces = names.filter(names.above == "").select(p_name="name", p_code="code", named_province="short")
    rows = rows.left_join(provinces, rows.given_province == provinces.p_name)
    rows = rows.mutate(place=rows.p_code, named_code=ibis.null("string"))
    for step in ("city", "county"):
        if step in columns:
            below = names.select(above_="above", name_="name", found="code")
            joined = rows.left_join(below, [rows.place == below.above_, rows[f"{step}_name"] == below.name_])
            rows = joined.mutate(
                place=ibis.coalesce(joined.found, joined.place),
                named_code=ibis.coalesce(joined.found, joined.named_code),
            ).drop("above_", "name_", "found")
    return rows


def _judged(rows: ibis.Table, rules: Rules) -> ibis.Table:
    wan, note = amounts.judged(rows.amount, rows.currency, rows.name.fill_null(""), rules.limits)
    unread = rows.raw_date.notnull() & rows.reg_date.isnull()
    early, late = rows.reg_date < ibis.literal(rules.date_floor), rows.reg_date > ibis.literal(rules.today)
    faults = [
        (rows.uscc == "", "uscc", "缺少统一社会信用代码"),
        (rows.fault != "", "uscc", rows.fault),
        (rows.name.isnull(), "name", "缺少企业名称"),
        (unread, "reg_date", "成立日期不是有效的日期"),
        (early, "reg_date", f"成立日期早于{rules.date_floor.isoformat()}"),
        (late, "reg_date", "成立日期晚于导入日"),
    ]
    raw = {"uscc": rows.raw_uscc, "name": rows.name, "reg_date": rows.raw_date}
    blank = ibis.null("string")
    return rows.select(
        row=rows.row,
        uscc=rows.uscc,
        name=rows.name,
        reg_date=rows.reg_date,
        capital_wan=wan,
        currency=ibis.ifelse(rows.amount > 0, rows.currency.nullif("").fill_null("CNY"), blank),
        capital_note=ibis.ifelse(rows.amount > 0, note, blank),
        **{f: rows[f] for f in FIELDS[6:]},
        reject_field=ibis.cases(*((test, CHINESE[f]) for test, f, _ in faults), else_=blank),
        reject_value=ibis.cases(*((test, raw[f]) for test, f, _ in faults), else_=blank),
        reject_reason=ibis.cases(*((test, why) for test, _, why in faults), else_=blank),
    )


def staged(rows: ibis.Table, first: int, refused: str) -> ibis.Table:
    """Cleaned rows with ``ord``, their number among all rows of an import, of which ``first`` came before, and
    ``bucket``, where they go in the lake; ``refused`` for those that go nowhere.
    """
    bucket = ibis.ifelse(rows.reject_reason.isnull(), codes.bucket(rows.uscc), ibis.literal(refused))
    return rows.mutate(ord=rows["row"] + first, bucket=bucket)


def returned(raw: ibis.Table, rows: ibis.Table, columns: Mapping[str, str], rules: Rules) -> ibis.Table:
    """Refused rows, and rows taken without their capital, in order, with every cell as the file gives it.

    ``rows`` are cleaned rows of the file ``raw``. Columns: those of a refusal, ``capital_note``, and the columns
    of ours, the amount under ``capital_wan``, followed by 元 when it is in yuan.
    """
    unused = rows.reject_reason.isnull() & rows.capital_note.startswith(NOT_USED)
    named = ("reject_field", "reject_value", "reject_reason", "capital_note")
    hit = rows.filter(rows.reject_reason.notnull() | unused).select(at="row", **{n: n for n in named})
    texts = _texts(_trimmed(raw.semi_join(hit, raw["_row"] == hit["at"]), columns), rules)
    in_yuan = "capital_wan" not in columns and "capital_yuan" in columns
    plain = texts.capital.re_search(f"^{amounts.NUMBER}$") if in_yuan else ibis.literal(False)
    cells = {c: texts[c] for c in CHINESE if c not in ("capital_wan", "capital_yuan")}
    texts = texts.select(
        row="row", capital_wan=ibis.ifelse(plain, texts.capital + "元", texts.capital), **cells
    )
    return hit.join(texts, hit["at"] == texts["row"]).drop("at").order_by("row")
