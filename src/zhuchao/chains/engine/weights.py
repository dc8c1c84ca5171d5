"""Weights on trial: what a ranking would be if some criteria counted more or less. In force nowhere, kept nowhere."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from zhuchao.chains.engine.scoring import Band, Criterion, Scheme
from zhuchao.terms.refusal import Refusal, Refused

#: A criterion may count at most so many times; beyond, it alone would decide.
MOST = Decimal(5)
#: Ends the version of a scheme under weights on trial.
TRIAL = "（试算）"


def weights_of(texts: Iterable[str], names: Mapping[str, str]) -> dict[str, Decimal]:
    """Weights from texts such as ``capital=2`` or 注册资本=2, by code of the criterion; ``names`` are theirs by code.

    A weight of one changes nothing and is left out. Raises Refused for what is no criterion or no number from 0 to 5.
    """
    codes = {name: code for code, name in names.items()} | {code: code for code in names}
    found = {}
    for text in texts:
        given, _, number = text.partition("=")
        if given.strip() not in codes:
            raise _refused(f"打分标准没有“{given.strip()[:20]}”这一项", names)
        try:
            weight = Decimal(number.strip())
        except InvalidOperation:
            weight = Decimal("NaN")
        if not weight.is_finite() or not 0 <= weight <= MOST:
            raise _refused(
                f"{names[codes[given.strip()]]}的权重“{number.strip()[:20]}”不是 0 至 {MOST} 的数", names
            )
        if weight != 1:
            found[codes[given.strip()]] = weight
    return found


def _refused(said: str, names: Mapping[str, str]) -> Refused:
    step = f"可以改的有：{'、'.join(names.values())}；权重填 0 至 {MOST}，1 为照旧，例如 {next(iter(names.values()), '')}=2。"
    return Refused(Refusal("chains.trial-weight", said, step, "weight"))


def reweighted(scheme: Scheme, weights: Mapping[str, Decimal]) -> Scheme:
    """The scheme with the points of some criteria multiplied, rounded to a tenth (half away from zero).

    Points of bands are rounded, not sums, so that reasons still add up to the score.
    """
    if not weights:
        return scheme
    changed = tuple(_weighed(c, weights.get(c.code, Decimal(1))) for c in scheme.criteria)
    return Scheme(f"{scheme.version}{TRIAL}", changed)


def _weighed(criterion: Criterion, weight: Decimal) -> Criterion:
    def weighed(band: Band) -> Band:
        return replace(band, tenths=int((band.tenths * weight).to_integral_value(ROUND_HALF_UP)))

    missing = weighed(criterion.missing) if criterion.missing else None
    return replace(criterion, bands=tuple(map(weighed, criterion.bands)), missing=missing)


def sentence(weights: Mapping[str, Decimal], names: Mapping[str, str]) -> str:
    """试算：注册资本 ×2、距离 ×0。名次只供比较，不保存，不改打分标准。 Empty without weights."""
    said = "、".join(f"{names[code]} ×{weight.normalize():f}" for code, weight in weights.items())
    return f"试算：{said}，其余照旧。名次只供比较，不保存，也不改打分标准。" if said else ""
