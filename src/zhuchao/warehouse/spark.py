"""The Spark branch of ``warehouse.engines``: opened by ``ZHUCHAO_ENGINE=spark``, imported without pyspark.

One context a process, one session (its own temporary names) a thread. Environment:

``ZHUCHAO_SPARK``         master, default ``local[2]``; or ``spark://host:7077``
``ZHUCHAO_SPARK_HOST``    the address at which a cluster's workers reach this machine; not used by a local master,
                          which listens on the loopback address only
``ZHUCHAO_SPARK_MEMORY``  memory of the driver, and with a local master of all work; default ``2g``
"""

import atexit
import functools
import os
import shutil
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
from django.conf import settings

from zhuchao.terms.refusal import Refusal, Refused

#: What Ibis calls this engine.
NAME = "pyspark"
LOOPBACK = "127.0.0.1"
_lock = threading.Lock()


def backend() -> Any:
    """An Ibis backend over a Spark session of its own. The first call starts Spark, about five seconds.

    Raises Refused when pyspark or Java is missing.
    """
    with _lock:
        session = _first_session().newSession()
    return ibis.pyspark.connect(session)


def options(master: str, environment: Mapping[str, str], home: Path) -> dict[str, str]:
    """Spark's settings for a master; nothing is read from the network, and no page is served."""
    chosen = {
        "spark.driver.memory": environment.get("ZHUCHAO_SPARK_MEMORY", "2g"),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        "spark.sql.shuffle.partitions": "4",
        # The answers of the battery hold for this: a wrong cast is an error, as in DuckDB.
        "spark.sql.ansi.enabled": "true",
        # One file is one table here; the folder Spark would make for tables of its own stays in the home.
        "spark.sql.warehouse.dir": str(home / "spark" / "warehouse"),
    }
    if master.startswith("local"):
        chosen |= {
            "spark.driver.bindAddress": LOOPBACK,
            "spark.driver.host": LOOPBACK,
            "spark.local.dir": str(home / "spark" / "scratch"),
        }
    elif host := environment.get("ZHUCHAO_SPARK_HOST"):
        chosen["spark.driver.host"] = host
    return chosen


def read_parquet(backend: Any, paths: list[str], name: str) -> ibis.Table:
    """Bind Parquet files under a name in the backend's session."""
    backend._session.read.parquet(*paths).createOrReplaceTempView(name)
    found: ibis.Table = backend.table(name)
    return found


def run(backend: Any, expression: Any) -> Any:
    """The rows of an expression, in the types the expression says.

    Not Ibis's own way, which passes through pandas: there a whole number beside a null becomes a double.
    """
    backend._run_pre_execute_hooks(expression)
    rows: pa.Table = backend._session.sql(backend.compile(expression.as_table())).toArrow()
    return expression.__pyarrow_result__(rows)


def write_parquet(backend: Any, rows: ibis.Table, path: Path) -> None:
    """The rows as one Parquet file, written by Spark's workers and not collected here."""
    folder = path.with_name(f"{path.name}.parts")
    try:
        found = backend._session.sql(backend.compile(rows)).repartition(1)
        found.write.mode("overwrite").parquet(str(folder))
        (part,) = folder.glob("*.parquet")
        part.replace(path)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@functools.cache
def _first_session() -> Any:
    try:
        from pyspark.errors import PySparkRuntimeError
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise _missing("没有安装 pyspark") from error
    master = os.environ.get("ZHUCHAO_SPARK", "local[2]")
    if master.startswith("local"):
        # Else Java looks this machine's name up, which fails or waits where there is no network.
        os.environ.setdefault("SPARK_LOCAL_IP", LOOPBACK)
    building = SparkSession.builder.master(master).appName("zhuchao")
    for name, value in options(master, os.environ, Path(settings.ZHUCHAO_HOME)).items():
        building = building.config(name, value)
    try:
        session = building.getOrCreate()
    except PySparkRuntimeError as error:
        raise _missing("Spark 没有启动：没有可用的 Java 17") from error
    atexit.register(session.stop)
    return session


def _missing(what: str) -> Refused:
    return Refused(
        Refusal(
            "warehouse.spark",
            what,
            "请安装 zhuchao[spark] 和 Java 17，或去掉设置 ZHUCHAO_ENGINE=spark 改用 DuckDB。",
        )
    )
