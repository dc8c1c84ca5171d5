"""The search file: the same answers whether built anew or changed row by row, and none that a scan would not give."""

import random
from itertools import pairwise

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhuchao.warehouse import grams, index

WORDS = ["示例", "龙盛", "纺织", "水泵", "上海", "绍兴", "（中国）", "科技", "LED"]


def row(number, chance, name=""):
    name = name or "".join(chance.choices(WORDS, k=chance.randint(1, 4)))
    scope = "、".join(chance.choices(WORDS, k=3)) if chance.random() < 0.7 else None
    return {
        "uscc": f"9199{number:014d}",
        "name": name,
        "name_key": name,
        "core_name": chance.choice(["示例", "龙盛", ""]),
        "county_code": "330603",
        "city_code": "330600",
        "province": "浙江",
        "reg_date": "2001-02-03",
        "capital_wan": float(number % 7),
        "currency": "CNY",
        "capital_note": "",
        "ent_type": "",
        "is_branch": number % 2,
        "import_id": "i",
        "standing": round(chance.uniform(-9, 12), 3),
        "strong": number % 3 == 0,
        "address": chance.choice([None, "示例路1号", "绍兴市示例街"]),
        "scope": scope,
    }


def batches(rows, size=7):
    ordered = sorted(rows, key=lambda r: (-r["standing"], r["uscc"]))
    for at in range(0, len(ordered), size):
        yield pa.RecordBatch.from_pylist(ordered[at : at + size], schema=SCHEMA)


TYPES = {"capital_wan": pa.float64(), "standing": pa.float64(), "is_branch": pa.int64(), "strong": pa.bool_()}
SCHEMA = pa.schema([(column, TYPES.get(column, pa.string())) for column in index.COLUMNS])


def built(path, rows):
    index.build(path, batches(rows))
    return index.Index(path)


def everything(file):
    """Every answer to every pair that occurs, best standing first, ties by code."""
    found = {}
    for table in (index.NAME, index.SCOPE, index.ADDRESS):
        for pair in grams.pairs(
            " ".join(WORDS).replace("（", "").replace("）", "") + " 示例路1号绍兴市示例街"
        ):
            rows = list(file.matching(table, [pair]))
            assert [r["standing"] for r in rows] == sorted(
                (r["standing"] for r in rows), reverse=True
            ) or close(rows)
            found[table, pair] = {r["uscc"] for r in rows}
    for letter in "示例龙盛科技":
        found[index.LETTERS, letter] = {r["uscc"] for r in file.matching(index.LETTERS, [letter])}
    return found


def close(rows):
    """Standing is kept in hundredths: what differs by less may change places."""
    return all(a["standing"] > b["standing"] - 0.0101 for a, b in pairwise(rows))


def scanned(rows):
    """The same answers by looking at every row."""
    found = {}
    texts = {index.NAME: "name_key", index.SCOPE: "scope", index.ADDRESS: "address"}
    for table, column in texts.items():
        for r in rows:
            text = r[column] or ""
            split = grams.pair_texts([text], across_signs=table == index.NAME)[0].split()
            for pair in split:
                found.setdefault((table, pair), set()).add(r["uscc"])
    for r in rows:
        for letter in set(r["name_key"]) if r["strong"] else ():
            found.setdefault((index.LETTERS, letter), set()).add(r["uscc"])
    return found


def same(file, rows):
    expected = scanned(rows)
    got = everything(file)
    assert any(got.values())
    assert got == {key: expected.get(key, set()) for key in got}


def test_a_build_answers_as_a_scan(tmp_path):
    """Every pair of every text."""
    rows = [row(n, random.Random(n)) for n in range(120)]
    same(built(tmp_path / "a", rows), rows)


@settings(max_examples=15)
@given(st.randoms(use_true_random=False))
def test_a_changed_file_answers_as_one_built_anew(tmp_path_factory, chance):
    """Rows inserted, renamed, moved in standing, losing their scope; the older file stays as it was."""
    folder = tmp_path_factory.mktemp("index")
    rows = [row(n, chance) for n in range(40)]
    before = built(folder / "before", rows)
    old = everything(before)
    touched = chance.sample(range(40), 9)
    after = [row(n, chance) for n in [*touched, *range(40, 46)]]
    index.change(folder / "before", folder / "after", batches(after, size=4))
    whole = {r["uscc"]: r for r in rows} | {r["uscc"]: r for r in after}
    file = index.Index(folder / "after")
    same(file, list(whole.values()))
    assert everything(before) == old
    for r in whole.values():
        assert {k: file.by_code(r["uscc"])[k] for k in ("name", "scope", "address")} == {
            k: r[k] for k in ("name", "scope", "address")
        }


def test_look_ups(tmp_path):
    """By code, part of a code, brand and name."""
    rows = [row(n, random.Random(n)) for n in range(30)]
    rows[3] |= {"name_key": "示例唯一厂", "core_name": "唯一"}
    rows[4] |= {"name_key": "示例唯一厂上海分厂"}
    file = built(tmp_path / "a", rows)
    assert file.by_code(rows[3]["uscc"])["name_key"] == "示例唯一厂"
    assert file.by_code("none") is None
    assert [r["uscc"] for r in file.by_core("唯一", 9)] == [rows[3]["uscc"]]
    assert file.by_core("", 9) == []
    assert [r["uscc"] for r in file.by_name_prefix("示例唯一厂", 9)] == [r["uscc"] for r in rows[3:5]]
    assert [r["uscc"] for r in file.by_code_prefix("91990000000000000", 99)] == [r["uscc"] for r in rows[:10]]
    assert [r["uscc"] for r in file.by_organisation(rows[7]["uscc"][8:], 9)] == [rows[7]["uscc"]]


def test_either_of_several_sets_of_tokens(tmp_path):
    """All of one set suffice."""
    rows = [
        row(0, random.Random(0), "甲乙丙"),
        row(3, random.Random(3), "甲乙丁"),
        row(6, random.Random(6), "丙丁"),
    ]
    file = built(tmp_path / "a", rows)
    found = file.matching(index.LETTERS, ["甲", "丙"], [["乙", "丁"]])
    assert {r["name_key"] for r in found} == {"甲乙丙", "甲乙丁"}
    assert list(file.matching(index.NAME, [])) == []


@pytest.mark.parametrize("token", ['"', "甲 OR 乙", "*", "NEAR(甲", "甲*", "-甲", "t:甲"])
def test_a_token_is_never_read_as_a_query(tmp_path, token):
    """Whatever stands in it."""
    file = built(tmp_path / "a", [row(0, random.Random(0), "甲乙丙")])
    assert list(file.matching(index.NAME, [token])) == []


def test_long_texts_come_with_their_own_table_only(tmp_path):
    """Reading names leaves scopes alone."""
    file = built(tmp_path / "a", [row(n, random.Random(n), "甲乙丙") for n in range(3)])
    columns = next(file.matching(index.NAME, ["甲乙"])).keys()
    assert "name_key" in columns and "scope" not in columns
