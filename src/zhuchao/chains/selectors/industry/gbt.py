"""What class of GB/T 4754 a name and a scope speak of: by the trained model, else by the class names a scope writes."""

import functools
from dataclasses import replace
from typing import TYPE_CHECKING

from zhuchao.chains.engine import distant
from zhuchao.chains.engine.industry import Share, top_shares
from zhuchao.chains.selectors.industry.learning import declared
from zhuchao.chains.selectors.industry.verdict import Industry
from zhuchao.learners import kept
from zhuchao.rulebook.industries import industries, industry_name
from zhuchao.terms.refusal import Refusal, Refused

if TYPE_CHECKING:
    from zhuchao.learners.items import Scorer

MODEL = "gbt"
BY_NAMES = "未训练：只认经营范围中写明的小类名称，把握未经校准"
BY_MODEL = "训练模型；从登记数据中写明的小类名称学出，不是统计部门的认定"
UNSURE = "训练模型把握不足：按经营范围中写明的小类名称，把握未经校准"
_GENERAL = "该小类的一般多寡"


@functools.cache
def gbt_names() -> distant.Names:
    """The names of classes that a scope may write."""
    return distant.class_names(industries())


def titled(code: str) -> str:
    """A class as it is shown: code and name."""
    return f"{code} {industry_name(code)}"


def class_titled(said: str) -> str:
    """The class meant by a 4-digit code, an official name, or both as shown. Raises Refused for anything else."""
    word = said.strip()
    code = word.split(" ")[0]
    if len(code) != 4 or not industry_name(code):
        code = gbt_names().exact.get(word, "")
    if not code:
        raise Refused(
            Refusal(
                "chains.correct-class",
                f"没有“{word}”这个国民经济行业小类",
                "请填四位小类代码或小类全称，如 1713。",
                "gbt",
            )
        )
    return titled(code)


def class_of(name: str, scope: str | None) -> Industry:
    """By the model in force, by names where it is not sure or nothing was trained.

    Whoever calls it has checked the right to the company.
    """
    version, items = kept.version_in_force(MODEL), distant.scope_items(scope or "")
    named = _by_names(items)
    if not version:
        return named
    judged = _by_model(_scorer(str(kept.folder(MODEL)), version), name, items, version)
    return replace(named, by=UNSURE) if named.industry and not judged.industry else judged


def _by_names(items: list[str]) -> Industry:
    """A class where the scope writes the name of exactly one; 无法判断 where it writes several or none."""
    named: dict[str, str] = {}
    for item in items:
        if code := gbt_names().of_item(item):
            named.setdefault(code, item)
    codes = list(named)
    first, second = ([titled(code) for code in codes] + ["", ""])[:2]
    shares = (Share(named[codes[0]], 1.0),) if codes else ()
    sure = first if len(codes) == 1 else ""
    return Industry(sure, first, second, None, None, float(bool(codes)), shares, BY_NAMES, "GB/T 4754-2017")


def _by_model(scorer: "Scorer", name: str, items: list[str], version: str) -> Industry:
    from zhuchao.learners.calibration import probabilities
    from zhuchao.learners.items import Row

    model, row = scorer.model, Row(name, items)
    scores = scorer.scores([row])
    first, second = (-scores[0]).argsort()[:2].tolist()
    sure = float(probabilities(scores.astype("float64"), model.temperature)[0, first])
    points: dict[str, float] = {}
    for piece in scorer.pieces(row, first, second):
        points[piece.text or _GENERAL] = points.get(piece.text or _GENERAL, 0.0) + piece.points
    return Industry(
        titled(model.labels[first]) if sure >= model.threshold else "",
        titled(model.labels[first]),
        titled(model.labels[second]),
        round(sure, 3),
        round(min(model.threshold, 1.0), 3),
        round(float(scores[0, first] - scores[0, second]), 3),
        top_shares(points, declared().shown),
        BY_MODEL,
        version,
    )


@functools.lru_cache(maxsize=2)
def _scorer(folder: str, version: str) -> "Scorer":
    """``folder`` is part of the key: another home has other models."""
    from zhuchao.learners.items import Reader, Scorer, from_parts

    found = kept.load(MODEL, version)
    reader = Reader(distant.item_tokens, distant.name_tokens, distant.is_evidence)
    return Scorer(from_parts(found.arrays, found.plain, reader))
