"""Both engines behind the product's one door, and the battery's answers on each, computed once a run."""

import contextlib
import importlib.util
import math
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

ENGINES = ("duckdb", "spark")
_TOGETHER = 20


sys.path.insert(0, str(Path(__file__).parent))

from battery import document as _document  # noqa: E402
from battery import figures, operation, orders, tables, texts, unlike_figures, unlike_texts  # noqa: E402

PORTABLE = tuple(o for part in (texts, figures, tables, orders) for o in part.OPERATIONS)
UNLIKE = tuple(o for part in (unlike_texts, unlike_figures) for o in part.OPERATIONS)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for each operation."""
    if "portable" in metafunc.fixturenames:
        metafunc.parametrize("portable", PORTABLE, ids=[f"{o.group}: {o.shown}" for o in PORTABLE])
    if "unlike" in metafunc.fixturenames:
        metafunc.parametrize("unlike", UNLIKE, ids=[o.shown for o in UNLIKE])


class Failure:
    """What came instead of an answer."""

    def __init__(self, error: Exception) -> None:
        self.told = f"{type(error).__name__}: {str(error)[:300]}"

    def __repr__(self) -> str:
        return f"<{self.told}>"


@contextlib.contextmanager
def engine(name: str):
    """The product with ``ZHUCHAO_ENGINE`` set, then as it was before."""
    from django.conf import settings

    from zhuchao.warehouse import engines

    before = settings.ZHUCHAO_ENGINE
    engines.close()
    settings.ZHUCHAO_ENGINE = name
    try:
        yield engines
    finally:
        engines.close()
        settings.ZHUCHAO_ENGINE = before


@pytest.fixture(scope="session")
def spark_here() -> Iterator[None]:
    """Skip where Spark cannot run, and say so."""
    java = shutil.which("java") or os.environ.get("JAVA_HOME")
    if importlib.util.find_spec("pyspark") is None or not java:
        pytest.skip("没有 pyspark 或 Java 17，Spark 测试跳过（pyspark or Java 17 is missing）")
    # Hundreds of small questions: most of the time would go into compiling Java for speed it never reaches.
    os.environ.setdefault("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    yield
    # A cluster on one machine keeps what its workers say inside the package, and offers no setting for it.
    shutil.rmtree(Path(importlib.util.find_spec("pyspark").origin).parent / "work", ignore_errors=True)


@pytest.fixture(scope="session")
def battery():
    """The operations: ``portable`` and ``unlike``, and what they are made of."""
    return operation, PORTABLE, UNLIKE


@pytest.fixture(scope="session")
def document():
    """What makes the tables of the document."""
    return _document


@pytest.fixture
def on():
    """``with on("spark") as engines:`` opens the door with that setting."""
    return engine


@pytest.fixture
def on_both(spark_here: None):
    """Rows of an expression on DuckDB and on Spark: ``on_both({name: arrow table}, build)``.

    ``build`` is called with the bound tables by name, on each engine in turn.
    """

    def both(folder: Path, tables: dict[str, pa.Table], build) -> dict[str, list[dict[str, Any]]]:
        paths = _written(folder, tables)
        answers = {}
        for name in ENGINES:
            with engine(name) as engines:
                bound = {table: engines.files(table, [path]) for table, path in paths.items()}
                answers[name] = engines.run(build(**bound)).to_pylist()
        return answers

    return both


def _written(folder: Path, tables: dict[str, pa.Table]) -> dict[str, str]:
    paths = {}
    for name, rows in tables.items():
        paths[name] = str(folder / f"{name}.parquet")
        pq.write_table(rows, paths[name])
    return paths


@pytest.fixture(scope="session")
def answers(spark_here: None, tmp_path_factory: pytest.TempPathFactory):
    """By engine and operation what came of it: rows of a portable one, the value of an unlike one, or Failure."""
    paths = _written(tmp_path_factory.mktemp("battery"), operation.sample())
    found = {}
    for name in ENGINES:
        with engine(name) as engines:
            t, u = (engines.files(table, [paths[table]]) for table in ("t", "u"))
            found[name] = _portable(engines, t, u) | _unlike(engines, t, u, name)
    return found


def _portable(engines, t, u):
    cells = _cells(engines, t, [o for o in PORTABLE if o.cell])
    found = {}
    for one in PORTABLE:
        if one in cells:
            found[one] = [{"id": i, "answer": a} for i, a in sorted(cells[one].items())]
        else:
            found[one] = _rows(engines, one, t, u)
            if not one.ordered and isinstance(found[one], list):
                found[one].sort(key=_key)
    return found


def _unlike(engines, t, u, name):
    expected = {o: getattr(o, name) for o in UNLIKE}
    cells = _cells(engines, t, [o for o in UNLIKE if o.cell and expected[o] != operation.ERROR])
    found = {}
    for one in UNLIKE:
        if one in cells:
            found[one] = cells[one][one.id]
        else:
            rows = _rows(engines, one, t, u)
            found[one] = rows if isinstance(rows, Failure) else next(iter(rows[0].values()))
    return found


def _cells(engines, t, operations):
    """By operation its column by key; an operation that did not run with the others is left out."""
    found = {}
    for start in range(0, len(operations), _TOGETHER):
        some = operations[start : start + _TOGETHER]
        try:
            asked = t.select("id", **{f"c{i}": one.cell(t) for i, one in enumerate(some)})
            rows = engines.run(asked).to_pylist()
        except Exception:
            # One of them failed: each is then tried by itself, and the failure told of that one.
            continue
        for i, one in enumerate(some):
            found[one] = {row["id"]: row[f"c{i}"] for row in rows}
    return found


def _rows(engines, one, t, u):
    try:
        came = engines.run(one.build(t, u))
    except Exception as error:
        return Failure(error)
    return came.to_pylist() if isinstance(came, pa.Table) else [{"answer": came.as_py()}]


def _key(row: dict[str, Any]) -> str:
    return repr([(v is None, v) for v in row.values()])


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return (math.isnan(one) and math.isnan(other)) or math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(_same(one[k], other[k]) for k in one)
    return type(one) is type(other) and one == other


@pytest.fixture(scope="session")
def same():
    """Whether two answers are equal, doubles to 1e-9; a whole number is no double and null is not NaN."""
    return _same


@pytest.fixture(scope="session")
def in_order():
    """Rows in an order that depends on their values only."""
    return lambda rows: sorted(rows, key=_key)
