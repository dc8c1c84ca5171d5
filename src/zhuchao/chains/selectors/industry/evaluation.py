"""How well industries are judged on given companies, beside the models others would take."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from sklearn.metrics import accuracy_score, f1_score

from zhuchao.chains.engine.industry import DeclaredWords, declared_verdict, features
from zhuchao.chains.engine.labelled import LabelledCompany
from zhuchao.chains.selectors.industry.learning import declared, documents_of
from zhuchao.learners import calibration, peers, texts
from zhuchao.learners.folds import companies as company_numbers
from zhuchao.learners.folds import company_folds

FOLDS, SEED = 5, 0
PRECISION = 0.9
Told = Callable[[str], None]


@dataclass(slots=True)
class _Answers:
    """What was said of the judged rows, fold after fold."""

    truth: list[str] = field(default_factory=list)
    said: dict[str, list[str]] = field(default_factory=dict)
    confidence: list[float] = field(default_factory=list)
    third: list[bool] = field(default_factory=list)
    answered: list[bool] = field(default_factory=list)

    def say(self, who: str, labels: Sequence[str]) -> None:
        self.said.setdefault(who, []).extend(labels)


def evaluate_industries(
    train: Sequence[LabelledCompany],
    test: Sequence[LabelledCompany] | None = None,
    *,
    with_peers: bool = True,
    told: Told = lambda what: None,
) -> dict[str, Any]:
    """Accuracy and macro-F1 on ``test``, or in five folds of ``train`` that no company crosses (seed 0).

    Judged are rows with name, scope and industry. Rows of a judged company are never learnt from. Peers learn
    from the same judged rows and text; ``svc_all_rows`` from the rows without scope as well, as ours does.
    Raises ValueError when there are too few companies.
    """
    words, rows = declared(), [*train, *(test or ())]
    numbers = company_numbers([r.keys for r in rows])
    if test is None:
        splits = [
            (a.tolist(), b.tolist()) for a, b in company_folds(numbers, [r.judged for r in rows], FOLDS, SEED)
        ]
    else:
        held = set(numbers[len(train) :])
        learn = [i for i in range(len(train)) if numbers[i] not in held]
        splits = [(learn, [i for i in range(len(train), len(rows)) if rows[i].judged])]
    answers = _Answers()
    for turn, (learn, judge) in enumerate(splits, start=1):
        if not learn or not judge:
            raise ValueError("没有可以学习或检验的企业：需有名称、经营范围和行业")
        told(f"第 {turn}/{len(splits)} 组：学习 {len(learn)} 行，检验 {len(judge)} 行")
        _turn(answers, [rows[i] for i in learn], [numbers[i] for i in learn], [rows[i] for i in judge], words)
        if with_peers:
            _peers(answers, [rows[i] for i in learn], [rows[i] for i in judge])
    return _figures(answers)


def _turn(
    answers: _Answers,
    learn: list[LabelledCompany],
    numbers: list[int],
    judge: list[LabelledCompany],
    words: DeclaredWords,
) -> None:
    model = texts.fit(documents_of(learn, numbers, words))
    sure = model.confidences(
        [c.text for c in judge], [features(words, c.name, c.scope, c.products) for c in judge]
    )
    best = np.argsort(-sure, axis=1)
    answers.truth += [c.label for c in judge]
    answers.say("ours", [model.labels[row[0]] for row in best])
    answers.say("declared", [declared_verdict(words, c.name, c.scope).leading or "无法判断" for c in judge])
    answers.confidence += sure.max(axis=1).tolist()
    answers.third += [
        c.label in {model.labels[n] for n in row[:3]} for c, row in zip(judge, best, strict=True)
    ]
    answers.answered += (sure.max(axis=1) >= model.threshold).tolist()


def _peers(answers: _Answers, learn: list[LabelledCompany], judge: list[LabelledCompany]) -> None:
    alike, asked = [c for c in learn if c.judged], [c.text for c in judge]
    whole = ([c.text for c in alike], [c.label for c in alike], asked)
    answers.say("svc", peers.svc(*whole))
    answers.say("svc_all_rows", peers.svc([c.text for c in learn], [c.label for c in learn], asked))
    try:
        answers.say("fasttext", peers.fasttext(*whole))
    except (ImportError, RuntimeError):  # not installed, or it ran into NaN as it does on small data
        answers.said.pop("fasttext", None)


def _figures(answers: _Answers) -> dict[str, Any]:
    truth = answers.truth
    confidence = np.array(answers.confidence)
    right = np.array([a == b for a, b in zip(truth, answers.said["ours"], strict=True)])
    answered = np.array(answers.answered)
    cut = calibration.cut_at(confidence, right, PRECISION)
    rivals = {
        who: _scored(truth, said) for who, said in answers.said.items() if who not in ("ours", "declared")
    }
    return {
        "n": len(truth),
        **_scored(truth, answers.said["ours"]),
        "top3": round(float(np.mean(answers.third)), 4),
        "calibration_error": round(calibration.calibration_error(confidence, right), 4),
        "answered": {
            "coverage": round(float(answered.mean()), 4),
            "precision": round(float(right[answered].mean()), 4) if answered.any() else None,
        },
        "coverage_at_90": round(cut.coverage, 4),
        "declared_words_only": _scored(truth, answers.said["declared"]),
        "peers": rivals,
        "over_best_peer": _lead(_scored(truth, answers.said["ours"]), rivals),
    }


def _scored(truth: Sequence[str], said: Sequence[str]) -> dict[str, float]:
    return {
        "accuracy": round(float(accuracy_score(truth, said)), 4),
        "macro_f1": round(float(f1_score(truth, said, average="macro", labels=sorted(set(truth)))), 4),
    }


def _lead(ours: Mapping[str, float], rivals: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """Our lead over the best of the peers that had the same rows, measure by measure."""
    same = [figures for who, figures in rivals.items() if who != "svc_all_rows"]
    return {key: round(ours[key] - max(f[key] for f in same), 4) for key in ours} if same else {}
