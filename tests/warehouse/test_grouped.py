"""Rows laid out by group: the best by points are those of plain counting, whatever the points are."""

import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuchao.warehouse import grouped, laying, prices

SCHEMA = pa.schema(
    [("g", pa.string()), ("a", pa.int64()), ("b", pa.int64())]
    + [(name, pa.string()) for name in ("city", "county", "text", "id")]
)
BANDS = {"a": (0, 5, 10), "b": (3,), "none": ()}
WORDS = {"x": ["泵", "轴承", "水泵"], "y": [f"词{n}" for n in range(70)]}
PLAN = grouped.Plan(
    "g", {n: BANDS[n] for n in "ab"}, {"place": ("city", "county")}, ("id", "a"), "text", WORDS
)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "g": st.sampled_from("xyz"),
            "a": st.sampled_from([None, -1, 0, 4, 5, 9, 10, 99]),
            "b": st.sampled_from([None, 2, 3]),
            "city": st.sampled_from([None, "c", "d"]),
            "county": st.sampled_from([None, "", "e"]),
            "text": st.sampled_from([None, "水泵", "泵、轴承", "词0词69", "词1"]),
        }
    ),
    max_size=40,
)
PLACES = [(city, county) for city in (None, "c", "d") for county in (None, "", "e")]
TENTHS = st.integers(-300, 300)


@st.composite
def questions(draw):
    """Points for every value, a group and words."""
    group = draw(st.sampled_from("xyz"))
    return {
        "a": draw(st.lists(TENTHS, min_size=5, max_size=5)),
        "b": draw(st.lists(TENTHS, min_size=3, max_size=3)),
        "place": {p: draw(st.one_of(st.just(prices.OUT), TENTHS)) for p in PLACES},
        "counted": draw(st.lists(TENTHS, min_size=1, max_size=3)),
        "group": group,
        "words": draw(st.sets(st.sampled_from(WORDS.get(group, ["泵"])))) if group in WORDS else set(),
        "top": draw(st.integers(0, 12)),
    }


def laid(rows, folder, batch=5):
    """Rows with an id in the order given, laid out."""
    ordered = sorted(({**r, "id": f"{n:03d}"} for n, r in enumerate(rows)), key=lambda r: (r["g"], r["id"]))
    table = pa.Table.from_pylist(ordered, schema=SCHEMA)
    laying.lay(table.to_batches(max_chunksize=batch), folder, PLAN)
    return grouped.Laid(folder), ordered


def counted(rows, asked):
    """Row by row."""

    def band(name, value):
        return 0 if value is None else 1 + sum(value >= floor for floor in BANDS[name])

    found = []
    for row in (r for r in rows if r["g"] == asked["group"]):
        place = asked["place"][row["city"], row["county"]]
        named = sum(word in (row["text"] or "") for word in asked["words"])
        points = place + asked["a"][band("a", row["a"])] + asked["b"][band("b", row["b"])]
        points += asked["counted"][min(named, len(asked["counted"]) - 1)]
        if place != prices.OUT:
            found.append((-points, row["id"]))
    return [(code, -points) for points, code in sorted(found)]


def priced(found, asked):
    codes = [asked["place"][r["city"], r["county"]] for r in found.codes("place").to_pylist()]
    table = np.asarray(codes, dtype=np.int64)
    return prices.Priced(found, prices.Points({n: asked[n] for n in "ab"}, {"place": table}))


@given(ROWS, questions())
def test_the_best_are_those_counted_row_by_row(rows, asked):
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        # Small steps, so that small tables take several.
        patch.setattr(prices, "_FIRST", 2)
        patch.setattr(laying, "STRETCH", 4)
        found, rows = laid(rows, Path(name))
        expected = counted(rows, asked)
        ranking, naming = priced(found, asked), prices.Naming(sorted(asked["words"]), asked["counted"])
        best = ranking.best(asked["group"], asked["top"], naming)
        codes = found.take(best.rows, ["id"]).column("id").to_pylist()
        assert list(zip(codes, best.points.tolist(), strict=True)) == expected[: asked["top"]]
        every = ranking.every(asked["group"], naming)
        codes = found.take(every.rows, ["id"]).column("id").to_pylist()
        assert sorted(zip(codes, every.points.tolist(), strict=True)) == sorted(expected)


def test_rows_left_out_are_not_among_every_row(tmp_path):
    rows = [{"g": "x", "a": n, "b": None, "city": "c", "county": None, "text": None} for n in (10, 5, 0)]
    found, _ = laid(rows, tmp_path)
    points = prices.Points({"a": [0, 0, 10, 20, 30]}, {})
    first, second, third = (int(found.find("x", "id", [f"{n:03d}"])[0]) for n in range(3))
    ranking = prices.Priced(found, points)
    every = ranking.every("x", leave=np.asarray([first]))
    assert dict(zip(every.rows.tolist(), every.points.tolist(), strict=True)) == {second: 20, third: 10}
    assert len(ranking.every("x").rows) == 3 and len(ranking.every("nobody").rows) == 0


def test_a_group_knows_its_own_words_only(tmp_path):
    row = {"a": 1, "b": 1, "city": None, "county": None, "text": None}
    found, _ = laid([{**row, "g": "x"}, {**row, "g": "y"}], tmp_path)
    assert found.knows("x", ["泵"]) and not found.knows("y", ["泵"])
    assert found.knows("nobody", ["泵"])


def test_an_empty_table_has_no_best(tmp_path):
    found, _ = laid([], tmp_path)
    assert found.groups == {}
    assert len(prices.Priced(found, prices.Points({}, {})).best("x", 5).rows) == 0
    assert found.take(np.empty(0, dtype=np.int64)).column_names == ["id", "a"]


def test_bands_too_many_for_one_number_are_refused(tmp_path):
    floors = {f"f{n}": range(1000) for n in range(8)}
    with pytest.raises(ValueError, match="too many"):
        laying.lay([], tmp_path, grouped.Plan("g", floors, {}, ("id",)))
