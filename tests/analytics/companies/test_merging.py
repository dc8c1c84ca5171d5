"""What the registry holds after an import, against the same rule in plain Python."""

import datetime

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhuchao.companies.analytics import merging
from zhuchao.companies.analytics.cleaning import FIELDS

FEW = settings(max_examples=15, suppress_health_check=list(HealthCheck))
TYPES = dict.fromkeys(FIELDS, pa.string()) | {"reg_date": pa.date32(), "capital_wan": pa.float64()}
AMOUNTS = {
    None: (None, None, None),
    5: (5.0, "CNY", ""),
    9: (9.0, "USD", "原币"),
    -1: (None, "CNY", "未采用"),
}


def given_row(company, name, address, amount, day):
    row = dict.fromkeys(FIELDS) | {"uscc": company, "name": name, "address": address, "reg_date": day}
    row["capital_wan"], row["currency"], row["capital_note"] = AMOUNTS[amount]
    return row


ROW = st.builds(
    given_row,
    st.sampled_from("ABC"),
    st.sampled_from(["甲", "乙", "丙"]),
    st.none() | st.sampled_from(["路", "街"]),
    st.sampled_from(list(AMOUNTS)),
    st.none() | st.just(datetime.date(2018, 1, 2)),
)


def by_hand(rows):
    """The last value given of each field; of amounts the last believed one, else the last set aside."""
    found = {}
    for row in rows:
        kept = found.setdefault(row["uscc"], dict.fromkeys(FIELDS))
        for field in ("uscc", "name", "address", "reg_date"):
            kept[field] = row[field] if row[field] is not None else kept[field]
        if row["capital_note"] is not None and (
            row["capital_wan"] is not None or kept["capital_wan"] is None
        ):
            kept |= {f: row[f] for f in ("capital_wan", "currency", "capital_note")}
    return found


def latest(table, answers, held, rows):
    before = table("held", [tuple(r[f] for f in FIELDS) for r in held], **TYPES)
    now = table("given", [(*(r[f] for f in FIELDS), n) for n, r in enumerate(rows)], **TYPES, ord=pa.int64())
    found = answers(merging.latest(before, now).select(*FIELDS, "given"))
    return {r[0]: dict(zip((*FIELDS, "given"), r, strict=True)) for r in found}


@FEW
@given(before=st.lists(ROW, max_size=12), rows=st.lists(ROW, max_size=20))
def test_the_last_value_given_counts_and_an_import_of_two_files_is_two_imports(before, rows, table, answers):
    held = list(by_hand(before).values())
    found = latest(table, answers, held, rows)
    expected = by_hand(before + rows)
    assert {k: {f: v[f] for f in FIELDS} for k, v in found.items()} == expected
    assert {k for k, v in found.items() if v["given"]} == {r["uscc"] for r in rows}


@FEW
@given(rows=st.lists(ROW, min_size=1, max_size=20))
def test_the_same_rows_again_change_nothing(rows, table, answers):
    once = latest(table, answers, [], rows)
    again = latest(table, answers, list(once.values()), rows)
    assert again == once


def lake_row(uscc, name):
    row = dict.fromkeys(merging.COLUMNS) | {"uscc": uscc, "name": name, "name_key": name, "core_name": ""}
    return row | {"is_branch": False, "has_scope": False, "import_id": "first"}


LAKE = dict(zip(merging.COLUMNS, merging.schema().to_pyarrow().types, strict=True))


def test_rows_are_inserted_updated_unchanged_or_kept(table, answers):
    held = [lake_row("A", "甲"), lake_row("B", "乙"), lake_row("C", "丙")]
    before = table("held", [tuple(r.values()) for r in held], **LAKE)
    now = [
        (*lake_row("A", "甲").values(), True), (*lake_row("B", "新乙").values(), True),
        (*lake_row("C", "丙").values(), False), (*lake_row("D", "丁").values(), True),
    ]  # fmt: skip
    rows = table("now", now, **LAKE, given=pa.bool_())
    found = answers(merging.compared(before, rows, "second").select("uscc", "status", "import_id"))
    assert found == [
        ("A", "unchanged", "first"),
        ("B", "updated", "second"),
        ("C", "kept", "first"),
        ("D", "inserted", "second"),
    ]


@FEW
@given(chosen=st.permutations(range(6)), other=st.sampled_from([0, 3, 5]))
def test_a_fingerprint_depends_on_the_rows_alone(chosen, other, table, answers):
    rows = [lake_row(f"A{n}", "名" * (n + 1)) for n in range(6)]

    def fingerprint(of):
        t = table("prints", [tuple(r.values()) for r in of], **LAKE)
        return t.aggregate(mark=merging.fingerprint(t))

    straight = answers(fingerprint(rows))
    assert answers(fingerprint([rows[n] | {"import_id": "another"} for n in chosen])) == straight
    assert (
        answers(fingerprint([r | ({"address": "路"} if n == other else {}) for n, r in enumerate(rows)]))
        != straight
    )
    assert answers(fingerprint([*rows, rows[other]])) != straight
