"""Keeps the invented registry as a file, and what a demonstration home remembers."""

from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings

from zhuchao.demo.engine import Plan, invent

_CHUNK = 20_000
_SCHEMA = pa.schema(
    [
        ("name", pa.string()),
        ("uscc", pa.string()),
        ("reg_date", pa.date32()),
        ("capital_wan", pa.float64()),
        ("currency", pa.string()),
        ("county_code", pa.string()),
        ("city_code", pa.string()),
        ("province", pa.string()),
        ("ent_type", pa.string()),
        ("scope", pa.string()),
        ("address", pa.string()),
    ]
)


def write_registry(plan: Plan, path: Path, *, progress: Callable[[int], None] | None = None) -> int:
    """Write the invented companies as Parquet, a chunk at a time; gives the number of rows.

    ``progress`` is told the rows written so far.
    """
    rows = invent(plan)
    done = 0
    with pq.ParquetWriter(path, _SCHEMA, compression="zstd") as out:
        while chunk := list(islice(rows, _CHUNK)):
            columns = [list(column) for column in zip(*chunk, strict=True)]
            out.write_table(pa.table(columns, schema=_SCHEMA))
            done += len(chunk)
            if progress is not None:
                progress(done)
    return done


def set_default_actor(login: str) -> None:
    """The command line acts as this login when nobody is named."""
    (Path(settings.ZHUCHAO_HOME) / "default-actor").write_text(f"{login}\n", encoding="utf-8")
