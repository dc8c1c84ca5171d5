"""What a model of GB/T 4754 classes learns from registry files, and what it is judged on."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from zhuchao.chains.engine.distant import (
    CALIBRATION_UPTO,
    TEST_SHARE,
    DistantRow,
    called,
    capped,
    distant_row,
    hundredth,
    is_evidence,
    is_narrow,
    is_test,
    item_tokens,
    name_tokens,
    scope_items,
)
from zhuchao.chains.selectors.industry.gbt import gbt_names
from zhuchao.learners import calibration
from zhuchao.learners.item_fit import Example, Settings, fit
from zhuchao.learners.items import ItemModel, Reader, Row, Scorer

CAP = 200
PRECISION = 0.9
#: How much of the frequency asked for is taken back, so that rare classes are said oftener, and which part of the
#: judged's cap is the cap of those learnt from. Chosen on companies held out of those learnt from.
FAVOUR, CAP_PART = 0.25, 3
_CALLED_WEIGHT, _WITHIN_WEIGHT = 2.0, 0.3
READER = Reader(item_tokens, name_tokens, is_evidence)
_COLUMNS = ["uscc", "name", "scope"]


@dataclass(frozen=True, slots=True)
class Registry:
    """What registry files give: rows whose scope names a class, and the items that recur in scopes of companies that
    are never judged (worth keeping their vectors)."""

    rows: tuple[DistantRow, ...]
    recurring: tuple[str, ...]


def read_registry(paths: Iterable[Path]) -> Registry:
    """The rows of registry files (Parquet with uscc, name, scope), every company once, in their order.

    Raises ValueError for a file that lacks a column.
    """
    names, seen, found = gbt_names(), set[str](), list[DistantRow]()
    times = Counter[str]()
    for uscc, name, scope in _scopes(paths):
        if uscc in seen:
            continue
        seen.add(uscc)
        if (row := distant_row(uscc, name, scope, names)) is not None:
            found.append(row)
        if not is_test(uscc):
            times.update(scope_items(scope))
    return Registry(tuple(found), tuple(item for item, count in times.items() if count > 1))


def examples(rows: Sequence[DistantRow], cap: int) -> list[Example]:
    """Rows to learn from, and every class they teach as rows without a company: its name as an item, and companies
    called like it.

    A class of more than ``cap`` rows counts as ``cap`` rows, so that no trade drowns the others.
    """
    found = [
        Example(row_of(row), row.labels, weight)
        for row, weight in zip(rows, _weights(rows, cap), strict=True)
    ]
    said = {label for row in rows for label in row.labels}
    for name, code in gbt_names().exact.items():
        if code in said:
            found.append(Example(Row("", (name,)), (code,)))
            found += [Example(Row(f"{w}有限公司", ()), (code,), _CALLED_WEIGHT) for w in called(name)]
    return found


def leaning(rows: Sequence[DistantRow], cap: int, asked_cap: int) -> dict[str, float]:
    """What is added to the score of every class: ``examples`` were weighed, and rows that name several classes or none
    word for word overstate some trades; asked for is the frequency among rows that name exactly one."""
    learnt = defaultdict[str, float](float)
    for row, weight in zip(rows, _weights(rows, cap), strict=True):
        for label in row.labels:
            learnt[label] += weight / len(row.labels)
    asked = Counter(row.label for row in rows if is_narrow(row))
    return {
        label: (1 - FAVOUR) * log(min(asked[label], asked_cap) + 1) - log(much + 1)
        for label, much in learnt.items()
    }


def taught(
    rows: Sequence[DistantRow], corrected: Sequence[Example] = (), settings: Settings | None = None
) -> ItemModel:
    """A model of ``rows`` (none of a judged company) that says how sure it is.

    One company in eight of them is held back from a first fit, whose answers to their narrow rows give temperature
    and threshold; the second fit learns from all. Raises ValueError when there is too little.
    """
    held = capped((r for r in rows if hundredth(r.uscc) < CALIBRATION_UPTO and is_narrow(r)), CAP // 2)
    first = [r for r in rows if hundredth(r.uscc) >= CALIBRATION_UPTO]
    if not held or not first:
        raise ValueError("登记数据中没有足够的、与小类同名的经营范围条目")
    model = _fitted(first, corrected, 100 - CALIBRATION_UPTO, settings)
    number = {label: n for n, label in enumerate(model.labels)}
    asked = [r for r in held if r.label in number]
    scores = Scorer(model).scores([row_of(r) for r in asked]).astype(np.float64)
    truth = np.array([number[r.label] for r in asked], dtype=np.int64)
    heat = calibration.temperature(scores, truth)
    sure = calibration.probabilities(scores, heat)
    cut = calibration.cut_at(sure.max(axis=1), sure.argmax(axis=1) == truth, PRECISION)
    whole = _fitted(rows, corrected, 100 - TEST_SHARE, settings)
    return whole.settled(heat, cut.threshold)


def _fitted(
    rows: Sequence[DistantRow], corrected: Sequence[Example], hundredths: int, settings: Settings | None
) -> ItemModel:
    """``hundredths`` of all companies are in ``rows``: the caps of a class grow with them."""
    asked_cap = CAP // TEST_SHARE * hundredths
    cap = asked_cap // CAP_PART
    return fit([*examples(rows, cap), *corrected], READER, settings, leaning(rows, cap, asked_cap))


def _weights(rows: Sequence[DistantRow], cap: int) -> list[float]:
    """How many rows each counts for."""
    often = Counter((label, row.within) for row in rows for label in row.labels)
    return [
        (_WITHIN_WEIGHT if row.within else 1.0)
        * sum(min(1.0, cap / often[label, row.within]) for label in row.labels)
        / len(row.labels)
        for row in rows
    ]


def row_of(row: DistantRow) -> Row:
    """What a model is shown of a row."""
    return Row(row.name, row.items)


def _scopes(paths: Iterable[Path]) -> Iterator[tuple[str, str, str]]:
    for path in paths:
        file = pq.ParquetFile(path)
        missing = [c for c in _COLUMNS if c not in file.schema_arrow.names]
        if missing:
            raise ValueError(f"{path.name} 缺少列：{'、'.join(missing)}")
        for batch in file.iter_batches(columns=_COLUMNS):
            for row in zip(*(batch.column(c).to_pylist() for c in _COLUMNS), strict=True):
                if all(row):
                    yield row
