"""An engine of the test's own, and rows as a table of it."""

import ibis
import pyarrow as pa
import pytest


@pytest.fixture(scope="module")
def engine():
    backend = ibis.duckdb.connect(threads=1)
    yield backend
    backend.disconnect()


@pytest.fixture(scope="module")
def table(engine):
    """Rows (tuples) under a schema of pyarrow types as a table of the engine."""

    def made(name, rows, /, **types):
        columns = list(zip(*rows, strict=True)) if rows else [[] for _ in types]
        arrays = [pa.array(c, t) for c, t in zip(columns, types.values(), strict=True)]
        engine.con.register("incoming", pa.Table.from_arrays(arrays, names=list(types)))
        engine.raw_sql(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM incoming")
        engine.con.unregister("incoming")
        return engine.table(name)

    return made


@pytest.fixture(scope="module")
def answers(engine):
    """The rows of an expression as tuples, in order of its first column."""

    def asked(expression):
        found = engine.to_pyarrow(expression.order_by(expression[expression.columns[0]]))
        return list(zip(*(c.to_pylist() for c in found.columns), strict=True))

    return asked


@pytest.fixture(scope="module")
def settle(engine):
    """As ``warehouse.engines.settled``: names a step of this engine."""

    def settled(name, rows):
        engine.raw_sql(f"CREATE OR REPLACE TEMP VIEW {name} AS {engine.compile(rows)}")
        return engine.table(name)

    return settled
