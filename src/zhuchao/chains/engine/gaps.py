"""Is a link of a chain missing, weak or strong in a district, or is the sample too thin to say? (design.md §2.9)

Only rows with scope count, on both sides; the expectation is the district's rows times the
province's share of the link.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from zhuchao.chains.engine import poisson


class GapKind(StrEnum):
    """The verdict; the value is what the screen shows. ``EVEN`` is no gap: near the province's own share."""

    MISSING = "缺"
    WEAK = "弱"
    STRONG = "强"
    EVEN = "持平"
    THIN = "样本不足"


#: Below one in a hundred million no number of companies a district could have would be enough.
SMALLEST_SHARE = 1e-8


@dataclass(frozen=True, slots=True)
class GapRule:
    """Dated thresholds (rulebook ``gaps.rule``). Quotients are observed ÷ expected.

    ``min_expected`` companies; at or below ``missing_at_most`` 缺, below ``weak_below`` 弱, from
    ``strong_from`` 强; ``confidence`` of the interval, e.g. 0.95.
    """

    version: str
    min_expected: float
    missing_at_most: float
    weak_below: float
    strong_from: float
    confidence: float


@dataclass(frozen=True, slots=True)
class LinkCount:
    """What was counted for one link: companies with scope, branches left out.

    ``province_share`` and ``national_share`` are the link's companies among all with scope (0..1),
    the nation's with provinces weighted by sampling rate; None when nothing was there to count.
    """

    observed: int
    district_rows: int
    province_share: float
    national_share: float | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer with its numbers: ``low`` and ``high`` bound the observed count, ``lq`` is against the
    province, ``lq_nation`` against the nation; ``covers_even`` says the interval holds the expected count."""

    kind: GapKind
    observed: int
    expected: float
    low: float
    high: float
    lq: float | None
    lq_nation: float | None
    covers_even: bool
    reasons: tuple[str, ...]


def judge(count: LinkCount, rule: GapRule) -> Verdict:
    """The verdict on one link with its reasons in Chinese."""
    expected = count.district_rows * count.province_share
    low, high = poisson.interval(count.observed, rule.confidence)
    lq = count.observed / expected if expected > 0 else None
    nation = count.district_rows * (count.national_share or 0.0)
    lq_nation = count.observed / nation if nation > 0 else None
    covers = low <= expected <= high
    kind = _kind(expected, lq, rule)
    reasons = (
        _counted(count, expected),
        _why(kind, expected, lq, rule),
        *_enough(kind, count, rule),
        *_interval_note(kind, count.observed, expected, low, high, covers, rule),
        *((f"按全国份额（各省按抽样率加权）计，区位商为 {lq_nation:.2f}",) if lq_nation is not None else ()),
    )
    return Verdict(kind, count.observed, expected, low, high, lq, lq_nation, covers, reasons)


def _kind(expected: float, lq: float | None, rule: GapRule) -> GapKind:
    if lq is None or expected < rule.min_expected:
        return GapKind.THIN
    if lq <= rule.missing_at_most:
        return GapKind.MISSING
    if lq < rule.weak_below:
        return GapKind.WEAK
    return GapKind.STRONG if lq >= rule.strong_from else GapKind.EVEN


def _counted(count: LinkCount, expected: float) -> str:
    return (
        f"本区有经营范围的企业 {count.district_rows:,} 家，其中在此环节 {count.observed:,} 家；"
        f"按全省份额 {count.province_share:.3%} 应有 {expected:.1f} 家"
    )


def _why(kind: GapKind, expected: float, lq: float | None, rule: GapRule) -> str:
    if kind is GapKind.THIN:
        return f"应有家数 {expected:.1f} 不足 {rule.min_expected:g}，样本不足，不判强弱"
    against = {
        GapKind.MISSING: f"不高于 {rule.missing_at_most:g}，判为缺",
        GapKind.WEAK: f"低于 {rule.weak_below:g}，判为弱",
        GapKind.STRONG: f"不低于 {rule.strong_from:g}，判为强",
        GapKind.EVEN: f"在 {rule.weak_below:g} 与 {rule.strong_from:g} 之间，与全省持平",
    }[kind]
    return f"区位商（实有÷应有）{lq:.2f}，{against}"


def _enough(kind: GapKind, count: LinkCount, rule: GapRule) -> tuple[str, ...]:
    """What would be enough to judge a link that is too thin: nothing of the threshold is given away."""
    if kind is not GapKind.THIN or count.province_share < SMALLEST_SHARE:
        return ()
    needed = ceil(rule.min_expected / count.province_share)
    return (
        f"按全省份额，本区有经营范围的企业要有 {needed:,} 家（现 {count.district_rows:,} 家），"
        f"应有才到 {rule.min_expected:g} 家；"
        "可补充导入本区企业的经营范围，或先看上下游环节与目标企业",
    )


def _interval_note(
    kind: GapKind, observed: int, expected: float, low: float, high: float, covers: bool, rule: GapRule
) -> tuple[str, ...]:
    if kind is GapKind.THIN and low <= expected:
        return ()
    text = f"实有 {observed:,} 家的 {rule.confidence:.0%} 区间为 {low:.1f}–{high:.1f} 家（泊松精确区间）"
    if kind is GapKind.THIN:
        text += f"，下限已高于应有的 {expected:.1f} 家；按规则仍不判，仅供参考"
    elif covers and kind is not GapKind.EVEN:
        text += f"，含应有的 {expected:.1f} 家：与全省的差别可能出于抽样，宜实地核实"
    return (text,)
