"""The models others would take, to be measured on the same rows: character TF-IDF with LinearSVC, and fastText."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC


class Trained(NamedTuple):
    """A fastText model and what its numbered labels are called."""

    model: Any
    labels: tuple[str, ...]


#: (texts, labels, texts to judge) -> labels.
Peer = Callable[[Sequence[str], Sequence[str], Sequence[str]], list[str]]


def svc(texts: Sequence[str], labels: Sequence[str], asked: Sequence[str]) -> list[str]:
    """TF-IDF of one to three characters, found in two texts at least, and a linear SVC."""
    vectoriser = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True, min_df=2)
    machine = LinearSVC(random_state=0).fit(vectoriser.fit_transform(texts), labels)
    return [str(label) for label in machine.predict(vectoriser.transform(asked))]


def fasttext(
    texts: Sequence[str], labels: Sequence[str], asked: Sequence[str], *, epochs: int = 50
) -> list[str]:
    """The label that fastText thinks best. Raises ImportError where the extra ``peers`` is not installed."""
    return [best[0] for best in asked_fasttext(trained_fasttext(texts, labels, epochs=epochs), asked, 1)]


def trained_fasttext(
    texts: Sequence[str], labels: Sequence[str], *, epochs: int = 50, rate: float = 0.5, seed: int = 0
) -> Trained:
    """fastText over one to three characters, softmax, 64 dimensions, one thread.

    Raises ImportError where the extra ``peers`` is not installed.
    """
    from fasttext import train_supervised

    number = {label: n for n, label in enumerate(sorted(set(labels)))}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.txt"
        lines = [f"__label__{number[b]} {spaced(a)}\n" for a, b in zip(texts, labels, strict=True)]
        path.write_text("".join(lines), encoding="utf-8")
        model = slower_until_finite(
            lambda lr: train_supervised(
                str(path),
                dim=64,
                wordNgrams=3,
                epoch=epochs,
                lr=lr,
                loss="softmax",
                bucket=200_000,
                thread=1,
                seed=seed,
                verbose=0,
            ),
            rate,
        )
    return Trained(model, tuple(number))


def slower_until_finite(train: Callable[[float], Any], rate: float) -> Any:
    """What ``train`` gives at the greatest of ``rate``, half of it, a quarter … that does not run out of numbers.

    fastText stops with NaN at times, most on little or very regular data. Raises RuntimeError when it still does
    at a 128th.
    """
    for halvings in range(7):
        try:
            return train(rate / 2**halvings)
        except RuntimeError:
            continue
    return train(rate / 128)


def asked_fasttext(trained: Trained, asked: Sequence[str], top: int) -> list[list[str]]:
    """The ``top`` labels of every text, the best first."""
    # The wheel's own ``predict`` does not work with NumPy 2; the function below it does.
    found = [trained.model.f.predict(f"{spaced(text)}\n", top, 0.0, "strict") for text in asked]
    return [[trained.labels[int(one.removeprefix("__label__"))] for _, one in row] for row in found]


def spaced(text: str) -> str:
    """Characters apart, as fastText wants its words."""
    return " ".join("".join(text.split()))
