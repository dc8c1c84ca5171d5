"""How well classes of GB/T 4754 are found from the rest of a scope, beside fastText on the same rows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np
import pyarrow.parquet as pq
from sklearn.metrics import f1_score

from zhuchao.chains.engine.distant import PIECE, DistantRow, class_names, distant_row, divided, tokens
from zhuchao.learners import calibration, items, peers
from zhuchao.rulebook.industries import industries

CAP, TOP = 200, 5
_COLUMNS = ["uscc", "name", "scope"]


def distant_rows(paths: Iterable[Path]) -> list[DistantRow]:
    """The labelled rows of registry files (Parquet with uscc, name, scope), every company once, in their order.

    Raises ValueError for a file that lacks a column.
    """
    names, seen, found = class_names(industries()), set(), []
    for uscc, name, scope in _scopes(paths):
        if uscc in seen:
            continue
        seen.add(uscc)
        if (row := distant_row(uscc, name, scope, names)) is not None:
            found.append(row)
    return found


def evaluate_distant(
    rows: Sequence[DistantRow], *, with_peer: bool = True, told: Callable[[str], None] = lambda what: None
) -> dict[str, Any]:
    """Accuracy (4 and 2 digits), macro-F1, top 5, confidence, and rows a second of one core from raw text.

    Raises ValueError when there is nothing to learn from or to judge, ImportError without the extra ``peers``.
    """
    learn, judge = divided(rows, CAP)
    if not learn or not judge:
        raise ValueError("登记数据中没有足够的、与小类同名的经营范围条目")
    told(f"学习 {len(learn)} 行，检验 {len(judge)} 行，{len({r.label for r in judge})} 个小类")
    model = items.fit([tokens(r.name, r.items) for r in learn], [r.label for r in learn], _evident)
    began = process_time()
    said, sure = items.ranked(model, [tokens(r.name, r.items) for r in judge], TOP)
    speed = len(judge) / max(process_time() - began, 1e-9)
    truth = [r.label for r in judge]
    right = np.array([row[0] == label for row, label in zip(said, truth, strict=True)])
    return {
        "train": len(learn),
        "n": len(judge),
        "classes": len(set(truth)),
        **_scored(truth, said),
        "rows_per_second": round(speed),
        "calibration_error": round(calibration.calibration_error(sure, right), 4),
        "coverage_at_90": round(calibration.cut_at(sure, right, 0.9).coverage, 4),
        "peers": {"fasttext": _peer(learn, judge)} if with_peer else {},
    }


def _peer(learn: Sequence[DistantRow], judge: Sequence[DistantRow]) -> dict[str, Any]:
    trained = peers.trained_fasttext([_text(r) for r in learn], [r.label for r in learn], epochs=25, rate=1.0)
    began = process_time()
    said = peers.asked_fasttext(trained, [_text(r) for r in judge], TOP)
    speed = len(judge) / max(process_time() - began, 1e-9)
    return _scored([r.label for r in judge], said) | {"rows_per_second": round(speed)}


def _scored(truth: Sequence[str], said: Sequence[Sequence[str]]) -> dict[str, float]:
    first = [row[0] for row in said]
    found = {
        "accuracy": np.mean([a == b for a, b in zip(first, truth, strict=True)]),
        "macro_f1": f1_score(truth, first, average="macro", labels=sorted(set(truth)), zero_division=0),
        "top5": np.mean([b in a for a, b in zip(said, truth, strict=True)]),
        "accuracy_2_digit": np.mean([a[:2] == b[:2] for a, b in zip(first, truth, strict=True)]),
    }
    return {key: round(float(value), 4) for key, value in found.items()}


def _evident(token: str) -> bool:
    return not token.startswith(PIECE)


def _text(row: DistantRow) -> str:
    return row.name + "".join(row.items)


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
