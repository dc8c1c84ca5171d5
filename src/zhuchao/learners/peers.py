"""The models others would take, to be measured on the same rows: character TF-IDF with LinearSVC, and fastText."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

#: (texts, labels, texts to judge) -> labels.
Peer = Callable[[Sequence[str], Sequence[str], Sequence[str]], list[str]]


def svc(texts: Sequence[str], labels: Sequence[str], asked: Sequence[str]) -> list[str]:
    """TF-IDF of one to three characters, found in two texts at least, and a linear SVC."""
    vectoriser = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True, min_df=2)
    machine = LinearSVC(random_state=0).fit(vectoriser.fit_transform(texts), labels)
    return [str(label) for label in machine.predict(vectoriser.transform(asked))]


def fasttext(
    texts: Sequence[str], labels: Sequence[str], asked: Sequence[str], *, epochs: int = 50, seed: int = 0
) -> list[str]:
    """fastText over one to three characters, softmax, 64 dimensions, one thread.

    Raises ImportError where the extra ``peers`` is not installed.
    """
    from fasttext import train_supervised

    number = {label: n for n, label in enumerate(sorted(set(labels)))}
    names = list(number)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.txt"
        lines = [f"__label__{number[b]} {spaced(a)}\n" for a, b in zip(texts, labels, strict=True)]
        path.write_text("".join(lines), encoding="utf-8")
        model = train_supervised(
            str(path),
            dim=64,
            wordNgrams=3,
            epoch=epochs,
            lr=0.5,
            loss="softmax",
            bucket=200_000,
            thread=1,
            seed=seed,
            verbose=0,
        )
    # The wheel's own ``predict`` does not work with NumPy 2; the function below it does.
    found = [model.f.predict(f"{spaced(text)}\n", 1, 0.0, "strict") for text in asked]
    return [names[int(best[0][1].removeprefix("__label__"))] for best in found]


def spaced(text: str) -> str:
    """Characters apart, as fastText wants its words."""
    return " ".join("".join(text.split()))
