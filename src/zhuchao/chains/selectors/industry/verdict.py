"""What industry a company is judged to be of, how sure that is, and which words decided."""

import functools
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from zhuchao.chains.engine.industry import (
    DeclaredWords,
    Share,
    declared_verdict,
    features,
    per_piece,
    top_shares,
    word_shares,
)
from zhuchao.chains.selectors.industry.learning import declared
from zhuchao.learners import kept

if TYPE_CHECKING:
    from zhuchao.learners.texts import TextModel

MODEL = "classify"
UNKNOWN = "无法判断"
STALE = "规则库用词在训练之后改过，模型须重新训练：暂按规则库用词判断，把握未经校准"
BY_WORDS = "尚未训练模型：按规则库用词判断，把握未经校准"


@dataclass(frozen=True, slots=True)
class Industry:
    """``industry`` is empty for 无法判断 and ``leading`` then says what came nearest. ``confidence`` (0 to 1) is
    None where no model was trained. ``shares`` add up to ``lead``, by which ``leading`` is ahead of ``runner_up``
    (of nothing where declared words alone judged). ``by`` says what judged; ``version`` which model or rule."""

    industry: str
    leading: str
    runner_up: str
    confidence: float | None
    threshold: float | None
    lead: float
    shares: tuple[Share, ...]
    by: str
    version: str

    @property
    def shown(self) -> str:
        """The class or 无法判断."""
        return self.industry or UNKNOWN

    @property
    def sure(self) -> str:
        """The confidence in hundredths, empty where there is none."""
        return f"{self.confidence:.0%}" if self.confidence is not None else ""

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return asdict(self) | {"shown": self.shown}


def industry_of(name: str, scope: str | None) -> Industry:
    """By the model in force, else by the declared words. Whoever calls it has checked the right to the company."""
    words, version = declared(), kept.version_in_force(MODEL)
    if not version:
        return _by_words(words, name, scope or "", BY_WORDS)
    model, fingerprint = _model(str(kept.folder(MODEL)), version)
    if fingerprint != words.fingerprint:
        return _by_words(words, name, scope or "", STALE)
    return _by_model(model, words, name, scope or "", version)


def _by_words(words: DeclaredWords, name: str, scope: str, by: str) -> Industry:
    found = declared_verdict(words, name, scope)
    return Industry(
        found.industry,
        found.leading,
        found.runner_up,
        None,
        None,
        round(found.score, 3),
        found.shares,
        by,
        words.version,
    )


def _by_model(model: "TextModel", words: DeclaredWords, name: str, scope: str, version: str) -> Industry:
    text, told = f"{name} {scope}", features(words, name, scope)
    sure = model.confidences([text], [told])[0]
    scores = model.scores([text], [told])[0]
    first, second = (-sure).argsort()[:2].tolist()
    points = per_piece(name, scope, model.character_points(text, first, second))
    sections = {"经营范围": scope, "名称": name, "产品": ""}
    for (section, words_in), share in zip(
        sections.items(), _declared_points(model, told, first, second), strict=True
    ):
        if not share:
            continue
        label = (
            f"{section}中的规则库用词{_found(words, words_in, (model.labels[first], model.labels[second]))}"
        )
        points[label] = points.get(label, 0.0) + share
    points["该行业的一般多寡"] = float(model.intercept[first] - model.intercept[second])
    clear = float(sure[first]) >= model.threshold
    return Industry(
        model.labels[first] if clear else "",
        model.labels[first],
        model.labels[second],
        round(float(sure[first]), 3),
        round(min(model.threshold, 1.0), 3),
        round(float(scores[first] - scores[second]), 3),
        top_shares(points, words.shown),
        "训练模型与规则库用词",
        version,
    )


def _declared_points(model: "TextModel", told: tuple[float, ...], first: int, second: int) -> list[float]:
    """What the declared words of scope, name and products add, each section as one."""
    weights = model.declared_weight * (model.coef[first, -len(told) :] - model.coef[second, -len(told) :])
    part = len(told) // 3
    return [
        sum(float(w) * t for w, t in zip(weights[n * part : (n + 1) * part], told[n * part :], strict=False))
        for n in range(3)
    ]


def _found(words: DeclaredWords, text: str, industries: tuple[str, str]) -> str:
    """The declared words of the two leading industries that stand in a section, in brackets; three at most."""
    found = dict.fromkeys(
        word
        for word, number, _ in word_shares(words, text, fading=False)
        if words.classes[number] in industries
    )
    return f"（{'、'.join(list(found)[:3])}）" if found else ""


@functools.lru_cache(maxsize=2)
def _model(folder: str, version: str) -> tuple["TextModel", str]:
    """``folder`` is part of the key: another home has other models."""
    from zhuchao.learners.texts import from_parts

    found = kept.load(MODEL, version)
    return from_parts(found.arrays, found.plain), str(found.plain["declared"])
