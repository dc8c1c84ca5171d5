"""The battery of portable operations, on DuckDB and on Spark through the product's own door."""

import pytest

pytestmark = pytest.mark.spark


def test_both_engines_give_the_same_rows(portable, answers, same):
    duckdb, spark = answers["duckdb"][portable], answers["spark"][portable]
    assert isinstance(duckdb, list) and isinstance(spark, list), f"{duckdb} | {spark}"
    assert same(duckdb, spark)


def test_what_differs_differs_as_documented(unlike, answers, battery):
    operation = battery[0]

    def shown(answer):
        return operation.ERROR if type(answer).__name__ == "Failure" else repr(answer)

    assert unlike.duckdb != unlike.spark
    assert (shown(answers["duckdb"][unlike]), shown(answers["spark"][unlike])) == (
        unlike.duckdb,
        unlike.spark,
    )


def test_the_battery_tells_apart_what_is_not_the_same(same):
    assert not same([{"a": 1}], [{"a": 1.0}])
    assert not same([{"a": None}], [{"a": float("nan")}])
    assert not same([{"a": "甲"}], [{"a": "甲"}, {"a": "甲"}])
    assert not same([{"a": 1.0}], [{"a": 1.0 + 1e-6}])
    assert same([{"a": 1.0, "b": ["x", None]}], [{"a": 1.0 + 1e-12, "b": ["x", None]}])


def test_answers_are_not_all_empty(portable, answers):
    """An operation whose every answer is null or that gives no row proves little."""
    rows = answers["duckdb"][portable]
    values = [v for row in rows for k, v in row.items() if k != "id"] or [row.get("id") for row in rows]
    assert portable.shown in EMPTY or any(v is not None for v in values)


#: Whose answer is nothing at all, on purpose.
EMPTY = {
    "null literal",
    "notin(column with a null)",
    "var() of one row",
    "argmax meets a null value",
    "text.try_cast('float64')",
}
