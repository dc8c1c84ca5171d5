"""Opens the analytic engines; nothing else in the product does.

Every process and thread has its own in-memory DuckDB over the lake's Parquet files (a shared database file
locks), or one Spark session when ``ZHUCHAO_ENGINE`` is ``spark``. Environment: ``ZHUCHAO_THREADS`` (default: the
machine's cores), ``ZHUCHAO_MEMORY`` for DuckDB's buffers (default 1GB); for Spark see
``warehouse.spark``.
"""

import contextlib
import functools
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import ibis
import pyarrow as pa
from django.conf import settings
from ibis.backends.duckdb import Backend as DuckDB

from zhuchao.warehouse import lake, spark

#: What the rest of the product calls a table of an engine, which only expressions take apart.
Table: TypeAlias = ibis.Table
_local = threading.local()
#: So many expressions are remembered with their SQL.
_REMEMBERED = 64


class _Remembering(DuckDB):  # type: ignore[misc]
    """DuckDB, with the SQL of what was asked last: of small tables Ibis writes the SQL for longer than DuckDB answers it."""

    def compile(self, expr: Any, /, *, limit: Any = None, params: Any = None, pretty: bool = False) -> str:
        if limit is None and params is None and not pretty:
            return _written(expr.op())
        return str(super().compile(expr, limit=limit, params=params, pretty=pretty))


@functools.lru_cache(maxsize=_REMEMBERED)
def _written(asked: Any) -> str:
    """Of an expression the SQL, which is the same for every DuckDB: it names its tables and does not hold them."""
    return str(DuckDB().compile(asked.to_expr()))


def connect() -> Any:
    """The Ibis backend of this thread, opened at the first call."""
    if not hasattr(_local, "backend"):
        _local.backend = spark.backend() if settings.ZHUCHAO_ENGINE == "spark" else _duckdb()
        _local.bound = {}
    return _local.backend


def close() -> None:
    """Let go of this thread's engine; the next call opens another. Tests that change the home need it."""
    backend = getattr(_local, "backend", None)
    if backend is not None:
        # Spark's context is shared by all threads: only the end of the process stops it.
        if backend.name != spark.NAME:
            backend.disconnect()
        del _local.backend, _local.bound


def table(name: str) -> ibis.Table:
    """A table of the lake as it is in force now; follows the manifest from one call to the next.

    Raises Refused when nothing was imported yet.
    """
    current = lake.required()
    paths = [str(lake.folder() / f) for _, f in sorted(current.tables[name].files.items())]
    return files(f"{name}_v{current.version}", paths)


def files(name: str, paths: Sequence[str]) -> ibis.Table:
    """Parquet files as one table of this thread's engine; the same name and files are bound once."""
    backend = connect()
    key = (name, *paths)
    if key not in _local.bound:
        _local.bound[key] = read_parquet(backend, list(paths), name)
    found: ibis.Table = _local.bound[key]
    return found


def read_parquet(backend: Any, paths: list[str], name: str) -> ibis.Table:
    """Bind Parquet files under a name, on either engine."""
    if backend.name == spark.NAME:
        return spark.read_parquet(backend, paths, name)
    bound: ibis.Table = backend.read_parquet(paths, table_name=name)
    return bound


def run(expression: Any) -> pa.Table:
    """The rows of an expression over tables of this thread's engine."""
    backend = connect()
    found: pa.Table = (
        spark.run(backend, expression) if backend.name == spark.NAME else backend.to_pyarrow(expression)
    )
    return found


def write_parquet(rows: ibis.Table, path: Path) -> None:
    """The rows of a table of this thread's engine as one Parquet file, in the types the table says."""
    backend = connect()
    if backend.name == spark.NAME:
        spark.write_parquet(backend, rows, path)
        return
    # DuckDB adds whole numbers up in 128 bits, and writes those as doubles.
    whole = [
        f'CAST("{name}" AS BIGINT) AS "{name}"' for name, kind in rows.schema().items() if kind.is_int64()
    ]
    replaced = f" REPLACE ({', '.join(whole)})" if whole else ""
    backend.raw_sql(f"COPY (SELECT *{replaced} FROM ({backend.compile(rows)})) TO '{path}' (FORMAT parquet)")


@contextlib.contextmanager
def writer(scratch: Path) -> Iterator[DuckDB]:
    """A DuckDB of its own for writing the lake, whichever engine reads; spills to ``scratch``."""
    backend = _duckdb(scratch=scratch)
    try:
        yield backend
    finally:
        backend.disconnect()


def batches(backend: DuckDB, rows: ibis.Table, size: int) -> Iterator[pa.RecordBatch]:
    """The rows a batch at a time, so that the whole never lies in memory."""
    # Ibis asks DuckDB for a method that 2.0 no longer has.
    yield from backend.con.sql(backend.compile(rows)).to_arrow_reader(size)


def put_nothing(backend: DuckDB, name: str, schema: ibis.Schema) -> None:
    """An empty table of the writing engine."""
    # Not Ibis's create_table or memtable: with this pair of versions both leave a statement DuckDB cannot parse.
    columns = ", ".join(column.sql("duckdb") for column in schema.to_sqlglot_column_defs("duckdb"))
    backend.raw_sql(f"CREATE OR REPLACE TEMP TABLE {name} ({columns})")


def put(backend: DuckDB, name: str, rows: pa.Table) -> Table:
    """A small reference table of the writing engine, replaced when it is there."""
    backend.con.register("incoming", rows)
    backend.raw_sql(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM incoming")
    backend.con.unregister("incoming")
    found: Table = backend.table(name)
    return found


def put_columns(backend: DuckDB, name: str, columns: Mapping[str, Sequence[str | None]]) -> Table:
    """A small reference table of texts of the writing engine, replaced when it is there."""
    # Arrow would load pandas to look at plain lists, which takes longer than all the rest.
    chosen = ", ".join(f"unnest(?::VARCHAR[]) AS {column}" for column in columns)
    backend.con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {chosen}", list(columns.values()))
    found: Table = backend.table(name)
    return found


def settled(backend: DuckDB, name: str, rows: ibis.Table) -> ibis.Table:
    """The same rows behind a named view. Ibis writes an expression out again at every use of its column, and
    the copies multiply from step to step; behind a view it is written and computed once."""
    backend.raw_sql(f"CREATE OR REPLACE TEMP VIEW {name} AS {backend.compile(rows)}")
    found: ibis.Table = backend.table(name)
    return found


def _duckdb(scratch: Path | None = None) -> DuckDB:
    backend = _Remembering().connect(
        threads=int(os.environ.get("ZHUCHAO_THREADS", os.cpu_count() or 2)),
        memory_limit=os.environ.get("ZHUCHAO_MEMORY", "1GB"),
    )
    backend.raw_sql("SET enable_progress_bar = false")
    # The lake is the only thing an expression may reach: nothing is fetched at run time.
    backend.raw_sql("SET autoinstall_known_extensions = false")
    # A moment becomes a day where the district is, wherever the machine stands.
    backend.raw_sql(f"SET TimeZone = '{settings.TIME_ZONE}'")
    if scratch is not None:
        backend.raw_sql(f"SET temp_directory = '{scratch}'")
    return backend
