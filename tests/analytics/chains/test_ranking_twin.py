"""The ranking over laid-out placements answers as the expression does: rows, facts, points, order, places.

Random small tables with ties of all kinds, missing facts, values on and beside every floor, links without anybody.
"""

import dataclasses
import datetime as dt
import tempfile
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhuchao.chains.analytics import targets
from zhuchao.chains.engine.scoring import scheme_from_value
from zhuchao.chains.selectors import ranking
from zhuchao.chains.selectors.reading import rows_of
from zhuchao.warehouse import engines, grouped, laying, prices

ON, HERE, CITY = dt.date(2019, 4, 30), "330603", "330600"
PLACES = [
    (CITY, HERE),
    (CITY, "330604"),
    (CITY, None),
    ("330100", "330106"),
    ("330100", None),
    ("440100", "440106"),
    ("999900", "999901"),
    (None, None),
    (None, HERE),
]
PLACED = {
    "uscc": pa.string(),
    "link": pa.string(),
    "confidence": pa.string(),
    "name": pa.string(),
    "core_name": pa.string(),
    "province": pa.string(),
    "city_code": pa.string(),
    "county_code": pa.string(),
    "capital_wan": pa.float64(),
    "reg_date": pa.date32(),
    "scope": pa.string(),
    "trade_excess": pa.int64(),
}
WORDS = ("减速器", "水泵", "泵")
COMPANIES = st.lists(
    st.fixed_dictionaries(
        {
            "link": st.sampled_from(["pumps", "gears"]),
            "confidence": st.sampled_from(["high", "medium", "low", "other"]),
            "name": st.sampled_from(["示例泵业有限公司", "示例县供水有限公司"]),
            "core_name": st.sampled_from([None, "", "甲", "示例甲", "示例乙", "示例丙"]),
            "place": st.sampled_from(PLACES),
            "capital_wan": st.sampled_from([None, 0.0, 49.9, 50.0, 999.99, 1000.0, 1000.5, 2000.0]),
            "reg_date": st.sampled_from(
                [None, dt.date(2025, 1, 1), dt.date(2019, 1, 1), dt.date(2011, 12, 31)]
            ),
            "scope": st.sampled_from([None, "", "水泵制造", "减速器、水泵", "泵"]),
            "trade_excess": st.sampled_from([None, 0, 1, 2, 4]),
            "branches": st.sampled_from(
                [None, (1, None), (4, dt.date(2013, 1, 1)), (10, dt.date(2018, 1, 1))]
            ),
        }
    ),
    max_size=25,
)
FLOWS = st.dictionaries(
    st.tuples(st.sampled_from([CITY, "330100", "440100", "999900"]), st.sampled_from([CITY, "330100"])),
    st.integers(1, 9),
)
BEARERS = st.dictionaries(st.sampled_from(["示例甲", "示例乙", "示例丙"]), st.integers(2, 4))


def band(at_least, points):
    return {"at_least": at_least, "points": points, "text": "{value}"}


#: Every fact; two criteria share one, points lie close together so that many rows are equal.
SCHEME = [
    {"code": "fit", "fact": "fit", "bands": [band(3, 3), band(1, 1)]},
    {"code": "capital", "fact": "capital_wan", "missing": band(0, -1), "bands": [band(1000, 2), band(50, 1)]},
    {"code": "size", "fact": "capital_wan", "bands": [band(2000, 0.5), band(0, -1)]},
    {"code": "age", "fact": "age_years", "missing": band(0, -1), "bands": [band(8, 2), band(0, 0)]},
    {"code": "expansion", "fact": "branch_cities", "bands": [band(4, 2), band(1, 1)]},
    {"code": "recent", "fact": "branch_age_years", "bands": [band(5, 0), band(0, 1)]},
    {"code": "flow", "fact": "flow_percent", "bands": [band(200, 3), band(100, 1)]},
    {"code": "distance", "fact": "km", "missing": band(0, -2), "bands": [band(500, 0), band(0, 2)]},
    {"code": "kin", "fact": "kin", "bands": [band(2, 2), band(1, 1)]},
    {"code": "ties", "fact": "ties", "bands": [band(2, 3), band(1, 1)]},
    {"code": "trade", "fact": "trade_excess", "bands": [band(2, -1)]},
    {"code": "move", "fact": "same_prefecture", "bands": [band(1, -3)]},
    {"code": "bound", "fact": "bound", "bands": [band(1, -2)]},
]


def scheme(factor=1):
    """The scheme, every second criterion weighing ``factor``."""
    found = scheme_from_value("test", SCHEME)
    changed = [
        dataclasses.replace(
            c,
            bands=tuple(dataclasses.replace(b, tenths=b.tenths * (factor if n % 2 else 1)) for b in c.bands),
        )
        for n, c in enumerate(found.criteria)
    ]
    return dataclasses.replace(found, criteria=tuple(changed))


def code_of(n):
    return f"U{n * 7 % 25:03d}"


def bound_tables(companies, flows, bearers, only=None, name="twin"):
    """The tables of a question, as the engine of this thread holds them; of the companies only those numbered."""
    rows, went = [], []
    for n, company in enumerate(companies):
        if only is not None and n not in only:
            continue
        row = dict(company) | {"uscc": code_of(n), "province": "浙江"}
        row["city_code"], row["county_code"] = row.pop("place")
        if branches := row.pop("branches"):
            went.append({"uscc": row["uscc"], "branch_cities": branches[0], "newest": branches[1]})
        rows.append(row)
    made = {
        "placed": pa.Table.from_pylist(rows, schema=pa.schema(PLACED)),
        "footprint": pa.Table.from_pylist(
            went, schema=pa.schema({"uscc": pa.string(), "branch_cities": pa.int64(), "newest": pa.date32()})
        ),
        "flows": pa.Table.from_pylist(
            [{"from_city": a, "to_city": b, "flow": n} for (a, b), n in flows.items()],
            schema=pa.schema({"from_city": pa.string(), "to_city": pa.string(), "flow": pa.int64()}),
        ),
        "bearers": pa.Table.from_pylist(
            [{"core_name": c, "bearers": n} for c, n in bearers.items()],
            schema=pa.schema({"core_name": pa.string(), "bearers": pa.int64()}),
        ),
    }
    backend = engines.connect()
    found = {each: engines.put(backend, f"{name}_{each}", table) for each, table in made.items()}
    return targets.Sources(found["placed"], found["footprint"], found["flows"], found["bearers"])


def question(**more):
    asked = targets.Question(
        link="pumps",
        district=HERE,
        city=CITY,
        on=ON,
        near={0: (CITY, "330100"), 500: ("440100",)},
        products=("减速器", "水泵"),
        kin_bearers=3,
        min_flow=2,
        bound="供水",
        taken=(),
    )
    return dataclasses.replace(asked, **more)


def laid(sources, folder, rules):
    asked = question()
    rows = targets.laid_out(
        sources.placements, sources.footprint, sources.bearers, ON, asked.bound, asked.kin_bearers
    )
    found = engines.batches(engines.connect(), rows, 7)
    laying.lay(found, folder, ranking.plan(rules, {"pumps": WORDS, "gears": WORDS[:2]}))
    return ranking.Files(grouped.Laid(folder))


SEEN = ("uscc", "name", "core_name", "city_code", "county_code", "reg_date", "confidence", "scope", "tenths")
SEEN += (*targets.STILL, "flow", "flow_percent", "km", "kin", "ties", "same_prefecture")


def seen(rows, *more):
    return [{name: row[name] for name in (*SEEN, *more)} for row in rows]


@pytest.fixture(autouse=True)
def _close():
    yield
    engines.close()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(COMPANIES, FLOWS, BEARERS, st.sets(st.integers(0, 24), max_size=4), st.integers(-2, 3), st.data())
def test_ranked_and_placed_are_the_same(companies, flows, bearers, taken, factor, data):
    sources = bound_tables(companies, flows, bearers)
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(prices, "_FIRST", 2)
        file = laid(sources, Path(name), scheme())
        asked = question(
            link=data.draw(st.sampled_from(["pumps", "gears", "nobody"])),
            district=data.draw(st.sampled_from([HERE, "330604", "330106"])),
            products=data.draw(st.sampled_from([(), ("水泵",), ("减速器", "水泵")])),
            taken=frozenset(f"U{n:03d}" for n in taken),
        )
        rules = scheme(factor)
        assert ranking.fits(file, asked, rules)
        top = data.draw(st.sampled_from([1, 3, 50]))
        expected = rows_of(targets.ranked(sources, asked, rules, top))
        assert seen(ranking.best(file, sources, asked, rules, top)) == seen(expected)
        for code in [row["uscc"] for row in expected[-2:]] + ["U000", "nobody"]:
            one = rows_of(targets.placed(sources, asked, rules, code))
            found = ranking.placed(file, sources, asked, rules, code)
            assert seen(found, "place", "of") == seen(one, "place", "of")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(COMPANIES, COMPANIES, FLOWS, BEARERS, st.sets(st.integers(0, 24), max_size=4), st.data())
def test_few_rows_beside_a_file_are_as_if_it_were_laid_out_anew(old, new, flows, bearers, taken, data):
    """Companies that changed, that are gone, and that no file holds; on any link, before others and after."""
    changed = data.draw(st.sets(st.integers(0, 24), max_size=6))
    gone = data.draw(st.sets(st.integers(0, 24), max_size=3)) - changed
    known = {n: row for n, row in enumerate(old) if n not in gone and n not in changed}
    known |= {n: row for n, row in enumerate(new) if n in changed}
    now = [known.get(n) or {} for n in range(25)]
    there, beside = known.keys(), known.keys() & changed
    off = {"pumps": frozenset(map(code_of, gone)), "gears": frozenset(map(code_of, gone))}
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(prices, "_FIRST", 2)
        folders = [Path(name) / which for which in ("whole", "beside")]
        for folder in folders:
            folder.mkdir()
        whole = laid(bound_tables(old, flows, bearers, name="old"), folders[0], scheme()).whole
        few = laid(bound_tables(now, flows, bearers, beside, name="few"), folders[1], scheme()).whole
        files = ranking.Files(whole, few, frozenset(map(code_of, changed)), off)
        sources = bound_tables(now, flows, bearers, there, name="now")
        asked = question(
            link=data.draw(st.sampled_from(["pumps", "gears"])),
            products=data.draw(st.sampled_from([(), ("水泵",)])),
            taken=frozenset(map(code_of, taken)),
        )
        rules, top = scheme(), data.draw(st.sampled_from([1, 3, 50]))
        assert ranking.fits(files, asked, rules)
        expected = rows_of(targets.ranked(sources, asked, rules, top))
        assert seen(ranking.best(files, sources, asked, rules, top)) == seen(expected)
        for code in [row["uscc"] for row in expected] + [code_of(n) for n in gone | changed]:
            one = rows_of(targets.placed(sources, asked, rules, code))
            found = ranking.placed(files, sources, asked, rules, code)
            assert seen(found, "place", "of") == seen(one, "place", "of")


def test_what_the_file_does_not_tell_apart_is_left_to_the_expression(tmp_path):
    file = laid(bound_tables([], {}, {}), tmp_path, scheme())
    finer = scheme_from_value("finer", [{"code": "fit", "fact": "fit", "bands": [band(2, 1)]}])
    assert ranking.fits(file, question(), scheme(3))
    assert not ranking.fits(file, question(), finer)
    some = {"link": "pumps", "confidence": "high", "name": "示例", "core_name": "", "place": PLACES[3]}
    rest = dict.fromkeys(("capital_wan", "reg_date", "scope", "trade_excess", "branches"))
    folder = tmp_path / "some"
    folder.mkdir()
    file = laid(bound_tables([some | rest], {}, {}), folder, scheme())
    assert not ranking.fits(file, question(products=("轴承",)), scheme())
