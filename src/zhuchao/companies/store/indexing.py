"""The search file after an import: changed in part when little changed, else built anew."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from zhuchao.companies.analytics import ranking
from zhuchao.companies.store.lake_writing import Merged
from zhuchao.companies.store.staging import Progress
from zhuchao.warehouse import engines, index, lake

BATCH = 20_000
#: What the engine may hold while it sorts the rows: the search file's own buffers come on top.
_SORTING = "600MB"


def stands(held: lake.Manifest | None) -> bool:
    """True unless the lake lies there without a search file that can be read."""
    return held is None or (bool(held.index) and index.fits(lake.folder() / held.index))


def make(
    held: lake.Manifest | None,
    merged: Merged,
    import_id: str,
    weights: Mapping[str, float],
    rebuild_above: float,
    progress: Progress,
) -> str:
    """The name of the search file for the merged lake, relative to the lake."""
    changed = merged.counts["inserted"] + merged.counts["updated"]
    old = held.index if held and stands(held) else ""
    if changed == 0 and old:
        return old
    name = f"index/{import_id}.sqlite3"
    path = lake.folder() / name
    path.parent.mkdir(exist_ok=True)
    few = bool(old) and changed <= rebuild_above * merged.table.rows
    files = merged.changes if few else [lake.folder() / f for f in merged.table.files.values()]
    with engines.writer(lake.staging()) as backend:
        backend.raw_sql(f"SET memory_limit = '{_SORTING}'")
        batches = _batches(backend, files, weights, changed if few else merged.table.rows, progress)
        if few:
            index.change(lake.folder() / old, path, batches)
        else:
            index.build(path, batches)
    return name


def _batches(
    backend: Any, files: Sequence[Path], weights: Mapping[str, float], total: int, progress: Progress
) -> Iterator[pa.RecordBatch]:
    rows = engines.read_parquet(backend, [str(f) for f in files], "to_index")
    ordered = ranking.with_standing(rows, weights)
    ordered = ordered.mutate(
        reg_date=ordered.reg_date.cast("string"), is_branch=ordered.is_branch.cast("int64")
    )
    ordered = ordered.select(*index.COLUMNS).order_by(ordered.standing.desc(), ordered.uscc)
    done = 0
    for batch in engines.batches(backend, ordered, BATCH):
        progress("建立检索", done, total)
        yield batch
        done += batch.num_rows
    progress("建立检索", total, total)
