"""Where each link of a chain stands on the map: columns by stage, rows by what it is joined to."""

from collections.abc import Iterable, Mapping, Sequence

STAGES = ("上游", "中游", "下游")
#: More nodes than this in one column would push the map below the first screen.
ROWS_PER_COLUMN = 7
_SWEEPS = 4


def positions(
    stages: Mapping[str, str], edges: Iterable[tuple[str, str]]
) -> tuple[dict[str, tuple[float, float]], list[tuple[str, int, int]]]:
    """A place ``(column, row)`` for every link code and the bands ``(stage, first column, last column)``.

    ``stages`` maps link code to stage in the order of the rulebook; ``edges`` are (from, to).
    Rows are centred, so that columns of unequal length line up in the middle.
    """
    joined = [(a, b) for a, b in edges if a in stages and b in stages]
    columns: list[list[str]] = []
    bands: list[tuple[str, int, int]] = []
    for stage in STAGES:
        here = [code for code, its in stages.items() if its == stage]
        if not here:
            continue
        first = len(columns)
        columns.extend(_columns(here, joined))
        bands.append((stage, first, len(columns) - 1))
    _uncross(columns, joined)
    tallest = max((len(c) for c in columns), default=0)
    places = {
        code: (float(x), y + (tallest - len(column)) / 2)
        for x, column in enumerate(columns)
        for y, code in enumerate(column)
    }
    return places, bands


def _columns(codes: Sequence[str], edges: Iterable[tuple[str, str]]) -> list[list[str]]:
    depth = _depths(codes, edges)
    ordered = sorted(codes, key=lambda code: (depth[code], codes.index(code)))
    count = -(-len(ordered) // ROWS_PER_COLUMN)
    size = -(-len(ordered) // count)
    return [ordered[i : i + size] for i in range(0, len(ordered), size)]


def _depths(codes: Sequence[str], edges: Iterable[tuple[str, str]]) -> dict[str, int]:
    inside = [(a, b) for a, b in edges if a in set(codes) and b in set(codes)]
    depth = dict.fromkeys(codes, 0)
    # Bounded by the number of codes, so that a loop in the data cannot turn for ever.
    for _ in codes:
        for a, b in inside:
            depth[b] = min(max(depth[b], depth[a] + 1), len(codes))
    return depth


def _uncross(columns: list[list[str]], edges: Sequence[tuple[str, str]]) -> None:
    """Order each column by the mean row of its neighbours, a few times over."""
    near: dict[str, list[str]] = {}
    for a, b in edges:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    for _ in range(_SWEEPS):
        row = {code: y / max(len(column), 1) for column in columns for y, code in enumerate(column)}
        for column in columns:
            means = {
                code: sum(row[n] for n in near[code]) / len(near[code]) if near.get(code) else row[code]
                for code in column
            }
            column.sort(key=lambda code: means[code])
