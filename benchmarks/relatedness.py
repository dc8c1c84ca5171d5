"""Relatedness (quotients, proximity, density) beside ecomplexity and beside one matrix product of its size.

``python benchmarks/relatedness.py [--repeat N] [--without-peer] [--json]``; invented counts, 340 x 1400 and 2900 x 1400. One
thread unless OMP_NUM_THREADS says otherwise. ``gemm`` is (places x columns) by (columns x columns) in the same precision; the
checksum is the sum of densities of ours and the peer, ``apart`` the largest difference of a cell between the peer and
ours in double precision. ecomplexity also computes indices of complexity; it has no smaller entry.
"""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", os.environ["OMP_NUM_THREADS"])

import contextlib
import io
import json
import statistics
import time
from collections.abc import Callable
from typing import Any

import click
import numpy as np

from zhuchao.learners import relatedness

SIZES = ((340, 1400), (2900, 1400))


def invented(places: int, columns: int) -> np.ndarray[Any, np.dtype[Any]]:
    """Counts with large and small places, common and rare columns; none empty."""
    random = np.random.default_rng(0)
    size, share = random.lognormal(0, 1, (places, 1)), random.lognormal(0, 1, columns)
    taste = random.gamma(0.4, 1 / 0.4, (places, columns))
    return random.poisson(2 * size * share * taste) + (
        np.arange(columns) == np.arange(places)[:, None] % columns
    )


def seconds(do: Callable[[], Any], repeat: int) -> float:
    """The median of ``repeat`` runs after one more."""
    do()
    taken = []
    for _ in range(repeat):
        began = time.perf_counter()
        do()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def peer(counts: np.ndarray[Any, np.dtype[Any]]) -> tuple[float, Any]:
    """Seconds of one run of ecomplexity and its densities; the table it wants is made outside the clock."""
    import pandas as pd
    from ecomplexity import ecomplexity

    places, columns = counts.shape
    table = pd.DataFrame(
        {
            "t": 1,
            "loc": np.repeat(np.arange(places), columns),
            "prod": np.tile(np.arange(columns), places),
            "val": counts.ravel(),
        }
    )
    named = {"time": "t", "loc": "loc", "prod": "prod", "val": "val"}
    began = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):
        found = ecomplexity(table, named)
    taken = time.perf_counter() - began
    return taken, found.sort_values(["loc", "prod"])["density"].to_numpy().reshape(counts.shape)


def measured(places: int, columns: int, repeat: int, with_peer: bool) -> dict[str, Any]:
    """One size."""
    counts = invented(places, columns)
    row: dict[str, Any] = {"size": f"{places} x {columns}"}
    for name, dtype in (("float32", np.float32), ("float64", np.float64)):
        a = np.random.default_rng(0).random((places, columns)).astype(dtype)
        b = np.random.default_rng(1).random((columns, columns)).astype(dtype)
        product = seconds(lambda a=a, b=b: a @ b, repeat)
        ours = seconds(lambda dtype=dtype: relatedness.relatedness(counts, dtype=dtype), repeat)
        row |= {
            f"gemm_{name}_ms": product * 1000,
            f"ours_{name}_ms": ours * 1000,
            f"ratio_{name}": ours / product,
        }
        row[f"checksum_{name}"] = float(
            relatedness.relatedness(counts, dtype=dtype).density.sum(dtype=np.float64)
        )
    if with_peer:
        taken, density = peer(counts)
        exact = relatedness.relatedness(counts, dtype=np.float64).density
        shipped = relatedness.relatedness(counts).density
        row |= {
            "ecomplexity_ms": taken * 1000,
            "checksum_ecomplexity": float(density.sum()),
            "apart": float(np.abs(density - exact).max()),
            "apart_float32": float(np.abs(density - shipped).max()),
            "times_faster": taken * 1000 / row["ours_float32_ms"],
        }
    return row


@click.command()
@click.option("--repeat", default=5, show_default=True)
@click.option("--without-peer", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
def main(repeat: int, without_peer: bool, as_json: bool) -> None:
    """Print one block a size."""
    for size in SIZES:
        row = measured(*size, repeat, not without_peer)
        click.echo(json.dumps(row) if as_json else "\n".join(f"{k:>22}  {v}" for k, v in row.items()) + "\n")


if __name__ == "__main__":
    main()
