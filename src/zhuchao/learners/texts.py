"""A linear model over characters and declared features: every verdict is a sum that can be taken apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from zhuchao.learners import calibration
from zhuchao.learners.folds import company_folds

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Document:
    """One text to learn from. ``declared`` are further features, as many in every document; ``company`` is the
    number that ``folds.companies`` gave; ``judged`` rows measure how sure the model may be."""

    text: str
    declared: tuple[float, ...]
    label: str
    company: int
    weight: float = 1.0
    judged: bool = True


@dataclass(frozen=True, slots=True)
class Settings:
    """``c`` of the support vectors, what declared features weigh against characters, inner folds, their seed,
    and the share of right answers that the threshold is set for."""

    c: float = 0.5
    declared_weight: float = 0.6
    inner_folds: int = 5
    seed: int = 0
    precision: float = 0.9


@dataclass(frozen=True, slots=True)
class TextModel:
    """``coef`` is classes by (characters, then declared features); ``threshold`` is a confidence of 0 to 1."""

    labels: tuple[str, ...]
    vectoriser: TfidfVectorizer
    coef: Matrix
    intercept: Matrix
    declared_weight: float
    temperature: float
    threshold: float

    def features(self, texts: Sequence[str], declared: Sequence[Sequence[float]]) -> sparse.csr_matrix:
        """Rows as the model sees them."""
        return _joined(self.vectoriser.transform(texts), declared, self.declared_weight)

    def scores(self, texts: Sequence[str], declared: Sequence[Sequence[float]]) -> Matrix:
        """Margins, texts by classes; the greatest wins."""
        return np.asarray(self.features(texts, declared) @ self.coef.T + self.intercept)

    def confidences(self, texts: Sequence[str], declared: Sequence[Sequence[float]]) -> Matrix:
        """Calibrated probabilities, texts by classes."""
        return calibration.probabilities(self.scores(texts, declared), self.temperature)

    def character_points(self, text: str, label: int, against: int) -> list[float]:
        """What every character adds to the margin of one class over another; an n-gram's points are shared by its
        characters. Declared features and the intercept are not among them."""
        row = self.vectoriser.transform([text])
        weight = dict(
            zip(
                row.indices.tolist(),
                (row.data * (self.coef[label, row.indices] - self.coef[against, row.indices])).tolist(),
                strict=True,
            )
        )
        vocabulary, lowered = self.vectoriser.vocabulary_, text.lower()
        places: dict[int, list[tuple[int, int]]] = {}
        for size in (1, 2, 3):
            for start in range(len(lowered) - size + 1):
                gram = vocabulary.get(lowered[start : start + size])
                if gram in weight:
                    places.setdefault(gram, []).append((start, size))
        points = [0.0] * len(text)
        for gram, spans in places.items():
            for start, size in spans:
                for at in range(start, start + size):
                    points[at] += weight[gram] / len(spans) / size
        return points

    def parts(self) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
        """Arrays and plain values to keep; ``from_parts`` makes the same model of them."""
        terms = sorted(self.vectoriser.vocabulary_, key=self.vectoriser.vocabulary_.__getitem__)
        arrays = {
            "coef": self.coef.astype(np.float32),
            "intercept": self.intercept,
            "idf": self.vectoriser.idf_,
        }
        plain = {
            "labels": list(self.labels),
            "terms": terms,
            "declared_weight": self.declared_weight,
            "temperature": self.temperature,
            "threshold": self.threshold,
        }
        return arrays, plain


def from_parts(arrays: Mapping[str, NDArray[Any]], plain: Mapping[str, Any]) -> TextModel:
    """The model that was taken apart."""
    vectoriser = _vectoriser(vocabulary=list(plain["terms"]), min_df=1)
    vectoriser.idf_ = arrays["idf"]
    return TextModel(
        tuple(plain["labels"]),
        vectoriser,
        arrays["coef"].astype(np.float64),
        arrays["intercept"],
        float(plain["declared_weight"]),
        float(plain["temperature"]),
        float(plain["threshold"]),
    )


def fit(documents: Sequence[Document], settings: Settings | None = None) -> TextModel:
    """Learn labels from documents; confidence and threshold come from rows held out by company.

    Raises ValueError when there are fewer than two labels or too few judged companies.
    """
    chosen = settings or Settings()
    labels = tuple(sorted({d.label for d in documents}))
    if len(labels) < 2:
        raise ValueError("a model needs two labels at least")
    heat, threshold = _measured(documents, labels, chosen)
    vectoriser, coef, intercept = _fitted(documents, labels, chosen)
    return TextModel(labels, vectoriser, coef, intercept, chosen.declared_weight, heat, threshold)


def held_out(
    documents: Sequence[Document], labels: tuple[str, ...], settings: Settings
) -> tuple[Matrix, NDArray[np.int64]]:
    """Margins of the judged documents by models that saw nobody of their company, and their true classes."""
    judged = [d.judged for d in documents]
    number = {label: n for n, label in enumerate(labels)}
    scores: list[Matrix] = []
    truth: list[int] = []
    for learn, judge in company_folds(
        [d.company for d in documents], judged, settings.inner_folds, settings.seed
    ):
        vectoriser, coef, intercept = _fitted([documents[i] for i in learn.tolist()], labels, settings)
        asked = [documents[i] for i in judge.tolist()]
        rows = _joined(
            vectoriser.transform([d.text for d in asked]),
            [d.declared for d in asked],
            settings.declared_weight,
        )
        scores.append(np.asarray(rows @ coef.T + intercept))
        truth.extend(number[d.label] for d in asked)
    return np.vstack(scores), np.array(truth, dtype=np.int64)


def _measured(
    documents: Sequence[Document], labels: tuple[str, ...], settings: Settings
) -> tuple[float, float]:
    scores, truth = held_out(documents, labels, settings)
    heat = calibration.temperature(scores, truth)
    sure = calibration.probabilities(scores, heat)
    right = sure.argmax(axis=1) == truth
    return heat, calibration.cut_at(sure.max(axis=1), right, settings.precision).threshold


def _fitted(
    documents: Sequence[Document], labels: tuple[str, ...], settings: Settings
) -> tuple[TfidfVectorizer, Matrix, Matrix]:
    """Weights of every label; one that these documents lack can never win."""
    vectoriser = _vectoriser()
    rows = _joined(
        vectoriser.fit_transform([d.text for d in documents]),
        [d.declared for d in documents],
        settings.declared_weight,
    )
    machine = LinearSVC(C=settings.c, random_state=settings.seed)
    machine.fit(rows, [d.label for d in documents], sample_weight=[d.weight for d in documents])
    known = list(machine.classes_)
    coef, intercept = machine.coef_, machine.intercept_
    if len(known) == 2:  # the library keeps one row of weights for two classes
        coef, intercept = np.vstack([-coef, coef]), np.concatenate([-intercept, intercept])
    whole = np.zeros((len(labels), coef.shape[1]))
    start = np.full(len(labels), float(intercept.min()) - 1.0)
    for row, label in enumerate(known):
        at = labels.index(label)
        whole[at], start[at] = coef[row], intercept[row]
    return vectoriser, whole, start


def _vectoriser(vocabulary: list[str] | None = None, min_df: int = 2) -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer="char", ngram_range=(1, 3), sublinear_tf=True, min_df=min_df, vocabulary=vocabulary
    )


def _joined(
    characters: sparse.csr_matrix, declared: Sequence[Sequence[float]], weight: float
) -> sparse.csr_matrix:
    further = sparse.csr_matrix(weight * np.asarray(declared, dtype=np.float64))
    return sparse.hstack([characters, further]).tocsr()
