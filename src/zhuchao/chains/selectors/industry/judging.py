"""How well classes of GB/T 4754 are found from the rest of a scope, and how fast, beside fastText on the same rows."""

from collections.abc import Callable, Sequence
from time import process_time
from typing import Any

import numpy as np
from sklearn.metrics import f1_score
from threadpoolctl import threadpool_limits

from zhuchao.chains.engine.distant import TEST_SHARE, DistantRow, Division, divided, is_narrow, scope_items
from zhuchao.chains.selectors.industry.distant import CAP, Registry, examples, row_of, taught
from zhuchao.learners import calibration, peers
from zhuchao.learners.items import ItemModel, Row, Scorer

TOP, REPEATS = 5, 5
Told = Callable[[str], None]
#: Gives the top labels of rows given as (name, scope).
_Answer = Callable[[Sequence[tuple[str, str]]], list[list[str]]]


def evaluate_distant(
    registry: Registry, *, with_peer: bool = True, told: Told = lambda what: None
) -> dict[str, Any]:
    """Accuracy (4 and 2 digits), macro-F1, top 5, confidence, and rows a second of one core from raw text.

    ``peers`` holds fastText taught by the rows that name exactly one class, and fastText taught by all rows that ours
    learns from. Raises ValueError when there is nothing to learn from or to judge, ImportError where the extra
    ``peers`` is needed and not installed.
    """
    split = divided(registry.rows, CAP)
    if not split.learn or not split.judge:
        raise ValueError("登记数据中没有足够的、与小类同名的经营范围条目")
    told(f"学习 {len(split.learn)} 行，检验 {len(split.judge)} 行，{len(_classes(split.judge))} 个小类")
    return measured(taught(split.learn), split, registry.recurring, with_peer=with_peer, told=told)


def measured(
    model: ItemModel,
    split: Division,
    recurring: Sequence[str],
    *,
    with_peer: bool = False,
    told: Told = lambda what: None,
) -> dict[str, Any]:
    """The figures of a model on the judged rows of ``split``."""
    with threadpool_limits(1):
        scorer = Scorer(model, recurring)
        ours: _Answer = lambda texts: scorer.ranked(_split(texts), TOP)[0]  # noqa: E731
        rivals = _rivals(split, told) if with_peer else {}
        said, sure = scorer.ranked([row_of(r) for r in split.judge], TOP)
        speeds = _speeds([ours, *rivals.values()], split.judge)
        right = np.array([row[0] == r.label for row, r in zip(said, split.judge, strict=True)])
        answered = calibration.above(sure, right, model.threshold)
        return {
            "train": len(split.learn),
            "n": len(split.judge),
            "classes": len(_classes(split.judge)),
            **_scored(split.judge, said),
            "rows_per_second": speeds[0],
            "calibration_error": round(calibration.calibration_error(sure, right), 4),
            "answered": {
                "threshold": round(model.threshold, 4),
                "coverage": round(answered.coverage, 4),
                "precision": round(answered.precision, 4),
            },
            "coverage_at_90": round(calibration.cut_at(sure, right, 0.9).coverage, 4),
            "wide": _on(ours, split.wide),
            "peers": {
                who: _on(rival, split.judge) | {"rows_per_second": speed, "wide": _on(rival, split.wide)}
                for (who, rival), speed in zip(rivals.items(), speeds[1:], strict=True)
            },
        }


def _rivals(split: Division, told: Told) -> dict[str, _Answer]:
    """fastText as the anchor was measured, and fastText taught what ours is taught: rows above the cap left out, one
    line for every class a row names."""
    alone = [(_text(r), r.label) for r in split.learn if is_narrow(r)]
    often: dict[str, int] = {}
    wide: list[tuple[str, str]] = []
    for one in examples(split.learn, CAP):
        for label in one.labels:
            often[label] = often.get(label, 0) + 1
            if often[label] <= CAP * (100 - TEST_SHARE) // TEST_SHARE:
                wide.append((one.row.name + "".join(one.row.items), label))
    found: dict[str, _Answer] = {}
    for who, lines in (("fasttext", alone), ("fasttext_all_rows", wide)):
        told(f"fastText 学习 {len(lines)} 行")
        trained = peers.trained_fasttext([a for a, _ in lines], [b for _, b in lines], epochs=25, rate=1.0)
        found[who] = _asking(trained)
    return found


def _asking(trained: peers.Trained) -> _Answer:
    """Separators are taken out as they were for learning: with them fastText runs into NaN on the registry's rows."""
    return lambda texts: peers.asked_fasttext(
        trained, [name + scope.replace("；", "") for name, scope in texts], TOP
    )


def _speeds(answers: Sequence[_Answer], rows: Sequence[DistantRow]) -> list[int]:
    """Rows a second of processor time from names and scopes as text, the median of turns taken one after another."""
    texts = [(row.name, "；".join(row.items)) for row in rows]
    seconds: list[list[float]] = [[] for _ in answers]
    for _ in range(REPEATS):
        for answer, taken in zip(answers, seconds, strict=True):
            began = process_time()
            answer(texts)
            taken.append(max(process_time() - began, 1e-9))
    return [round(len(rows) / float(np.median(taken))) for taken in seconds]


def _on(answer: _Answer, rows: Sequence[DistantRow]) -> dict[str, Any]:
    said = answer([(row.name, "；".join(row.items)) for row in rows])
    return {"n": len(rows), "classes": len(_classes(rows)), **_scored(rows, said)}


def _scored(rows: Sequence[DistantRow], said: Sequence[Sequence[str]]) -> dict[str, float]:
    truth, first = [row.label for row in rows], [row[0] for row in said]
    found = {
        "accuracy": np.mean([a == b for a, b in zip(first, truth, strict=True)]),
        "macro_f1": f1_score(truth, first, average="macro", labels=sorted(set(truth)), zero_division=0),
        "top5": np.mean([b in a for a, b in zip(said, truth, strict=True)]),
        "accuracy_2_digit": np.mean([a[:2] == b[:2] for a, b in zip(first, truth, strict=True)]),
    }
    return {key: round(float(value), 4) for key, value in found.items()}


def _classes(rows: Sequence[DistantRow]) -> set[str]:
    return {row.label for row in rows}


def _split(texts: Sequence[tuple[str, str]]) -> list[Row]:
    return [Row(name, scope_items(scope)) for name, scope in texts]


def _text(row: DistantRow) -> str:
    return row.name + "".join(row.items)
