"""The cleaning and merging of an import, and the standing of search, are the same rows on Spark.

The import itself always runs on DuckDB; its expressions obey the same rules, so that the exit stays open.
"""

import datetime

import pyarrow as pa
import pytest

from zhuchao.companies.analytics import cleaning, merging, ranking
from zhuchao.companies.store import rules
from zhuchao.terms import uscc

pytestmark = pytest.mark.spark

ON = datetime.date(2026, 1, 5)
TEXT = pa.string()
HEADINGS = ("uscc", "name", "reg_date", "capital_wan", "currency", "province", "city", "county", "scope")
REGISTRY = merging.schema().to_pyarrow()


def _code(n, digits="330603"):
    first = f"91{digits}{n:09d}"
    return first + uscc.check_character(first)


#: What real files hold: wide characters, units in the amount, old divisions, faults of every kind.
RAW = (
    (_code(1), "示例织造有限公司", "2018-01-02", "500万元", "", "浙江省", "绍兴市", "柯桥区", "织造"),
    (
        _code(2).lower(),
        "  示例（绍兴）轴承有限公司 ",
        "2018/1/2",
        "1,000.50",
        "人民币",
        "浙江省",
        "",
        "",
        "-",
    ),
    (
        _code(3),
        "绍兴市示例泵业有限公司上虞分公司",
        "2018年3月4日",
        "3亿元",
        "",
        "浙江省",
        "绍兴市",
        "上虞区",
        None,
    ),
    (_code(4), "ＡＢＣ示例(中国)银行", "20180506", "99999999999", "美元", None, None, None, "货币"),
    (_code(5, "330621"), "浙江示例集团股份有限公司", "", "100万美元", "", "浙江省", "杭州市", "西湖区", "无"),
    (_code(6)[:-1] + "0", "示例甲", "2018-01-02", "5", "", "", "", "", ""),
    ("", "示例乙", "2018-01-02", "5", "", "", "", "", ""),
    (_code(8)[:10], "示例丙", "2018-01-02", "-5", "", "", "", "", ""),
    (_code(9), None, "2018-01-02", "5", "", "", "", "", ""),
    (_code(10), "示例丁", "9999-12-31", "5", "", "", "", "", ""),
    (_code(11), "示例戊", "1800-01-01", "5", "", "", "", "", ""),
    (_code(12), "示例己", "去年", "1.37e10", "", "浙江省", "绍兴市", "柯桥区", "针织"),
    (_code(13), "示例庚合作社", "2018-02-30", "0", "欧元", "浙江", "", "", None),
    (_code(14).replace("1", "I"), "示例辛", "2018-01-02", None, None, None, None, None, None),
)
#: code, county_code, city_code, province | above, name, code, short
CODES = (
    ("330603", "330603", "330600", "浙江"),
    ("330621", "330603", "330600", "浙江"),
    ("330604", "330604", "330600", "浙江"),
    ("330106", "330106", "330100", "浙江"),
    ("330600", None, "330600", "浙江"),
    ("330000", None, None, "浙江"),
)
NAMES = (
    ("", "浙江省", "330000", "浙江"),
    ("", "浙江", "330000", "浙江"),
    ("330000", "绍兴市", "330600", "浙江"),
    ("330000", "杭州市", "330100", "浙江"),
    ("330600", "柯桥区", "330603", "浙江"),
    ("330100", "西湖区", "330106", "浙江"),
)
PLACES = (
    ("330603", "浙江", "绍兴", "柯桥"),
    ("330604", "浙江", "绍兴", "上虞"),
    ("330600", "浙江", "绍兴", ""),
)


def _table(names, rows):
    schema = pa.schema([(n, TEXT) for n in names])
    return pa.Table.from_pylist([dict(zip(names, r, strict=True)) for r in rows], schema=schema)


def _tables():
    raw = _table(HEADINGS, RAW).append_column("_row", pa.array(range(1, len(RAW) + 1), pa.int64()))
    held = dict.fromkeys(merging.COLUMNS) | {
        "uscc": _code(1),
        "name": "示例织造有限公司",
        "name_key": "示例织造有限公司",
        "core_name": "示例",
        "capital_wan": 88.0,
        "currency": "CNY",
        "capital_note": "",
        "address": "示例路1号",
        "is_branch": False,
        "has_scope": False,
        "import_id": "first",
    }
    kept = held | {"uscc": _code(99), "name": "示例壬", "name_key": "示例壬", "core_name": "示例壬"}
    return {
        "raw": raw,
        "codes": _table(("code", "county_code", "city_code", "province"), CODES),
        "names": _table(("above", "name", "code", "short"), NAMES),
        "places": _table(("code", "province", "city", "county"), PLACES),
        "held": pa.Table.from_pylist([held, kept], schema=REGISTRY),
    }


@pytest.fixture
def settle(tmp_path):
    """A step written out and read again. A named step that is not written grows past what Spark can compile."""
    from zhuchao.warehouse import engines

    def settled(name, rows):
        path = tmp_path / f"{engines.connect().name}-{name}.parquet"
        engines.write_parquet(rows, path)
        return engines.files(name, [str(path)])

    return settled


def _cleaned(raw, codes, names, settle):
    found = rules.registry_rules(ON).reading.cleaning
    columns = {h: h for h in HEADINGS}
    return cleaning.cleaned(raw, columns, cleaning.Places(codes, names), found, settle)


def test_cleaning_and_merging_are_the_same(on_both, tmp_path, same, settle):
    cleaned = []

    def build(raw, codes, names, places, held):
        from zhuchao.warehouse import engines

        taken = settle("taken", _cleaned(raw, codes, names, settle))
        cleaned.append(engines.run(taken.order_by("row")).to_pylist())
        taken = taken.filter(taken.reject_reason.isnull()).mutate(ord=taken.row)
        naming = merging.Naming(rules.name_words(ON), places)
        merged = merging.completed(settle("latest", merging.latest(held, taken)), naming, settle)
        return merging.compared(held, merged, "second").order_by("uscc")

    merged = on_both(tmp_path, _tables(), build)
    assert len(cleaned[0]) == len(RAW)
    assert len({r["reject_reason"] for r in cleaned[0]}) > 5
    assert {r["status"] for r in merged["duckdb"]} == {"inserted", "updated", "kept"}
    for duckdb, spark in (cleaned, merged.values()):
        for one, other in zip(duckdb, spark, strict=True):
            assert same(one, other), (one, other)


def test_standing_is_the_same(on_both, tmp_path, same):
    def build(raw, codes, names, places, held):
        return ranking.with_standing(held, rules.registry_rules(ON).standing).order_by("uscc")

    rows = on_both(tmp_path, _tables(), build)
    assert any(r["standing"] for r in rows["duckdb"])
    assert same(rows["duckdb"], rows["spark"])


def test_fingerprints_are_made_by_duckdb_alone(on_both, on, tmp_path):
    """Hex text read as a number is DuckDB's own: the lake is only written there."""
    from pyspark.errors import NumberFormatException

    def build(raw, codes, names, places, held):
        return held.aggregate(mark=merging.fingerprint(held))

    with pytest.raises(NumberFormatException):
        on_both(tmp_path, _tables(), build)
