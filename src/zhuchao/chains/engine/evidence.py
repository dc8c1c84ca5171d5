"""What else speaks for or against filling a link; none of it decides, the kind of a gap stays with ``gaps.judge``.

Numbers are made elsewhere and handed in; a piece of evidence that cannot speak says why.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import median


class Stance(StrEnum):
    """What a piece of evidence says; the value is what the screen shows."""

    FOR = "支持"
    AGAINST = "不支持"
    EVEN = "不偏"
    SILENT = "未发声"


SHARE, RELATED, NEED, ENTRANTS, FORECAST = "share", "relatedness", "need", "entrants", "forecast"
NAMES = {
    SHARE: "份额期望",
    RELATED: "关联密度",
    NEED: "投入产出需求",
    ENTRANTS: "近年进入",
    FORECAST: "学习预测",
}


@dataclass(frozen=True, slots=True)
class EvidenceRule:
    """Dated thresholds (rulebook ``gaps.evidence``). Places in an order are 0 to 1, quotients observed ÷ expected.

    ``min_companies`` on links in the district, ``min_places`` prefectures; ``recent_years`` years with data;
    ``year_floor``: a year with fewer rows than this part of the median of its neighbours is held missing.
    """

    version: str
    min_companies: int
    min_places: int
    place_for: float
    place_against: float
    ratio_for: float
    ratio_against: float
    min_need: float
    min_expected: float
    recent_years: int
    year_floor: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece: ``number`` is what the stance rests on (None where silent), ``rows`` how many companies or cells are
    behind it, ``text`` the sentence, ``caveat`` what weakens it."""

    kind: str
    stance: Stance
    number: float | None
    rows: int | None
    text: str
    caveat: str = ""

    @property
    def name(self) -> str:
        """As the screen names it."""
        return NAMES[self.kind]

    def as_dict(self) -> dict[str, object]:
        """JSON-ready."""
        number = None if self.number is None else round(self.number, 4)
        return {
            "kind": self.kind,
            "name": self.name,
            "stance": self.stance.value,
            "number": number,
            "rows": self.rows,
            "text": self.text,
            "caveat": self.caveat,
        }


def silent(kind: str, why: str) -> Evidence:
    """A piece that cannot speak."""
    return Evidence(kind, Stance.SILENT, None, None, why)


def by_place(place: float, rule: EvidenceRule) -> Stance:
    """The stance of a place in an order, 0 the last and 1 the first."""
    if place >= rule.place_for:
        return Stance.FOR
    return Stance.AGAINST if place <= rule.place_against else Stance.EVEN


def by_ratio(ratio: float, rule: EvidenceRule) -> Stance:
    """The stance of observed ÷ expected."""
    if ratio >= rule.ratio_for:
        return Stance.FOR
    return Stance.AGAINST if ratio <= rule.ratio_against else Stance.EVEN


def share(kind: str, observed: int, expected: float) -> Evidence:
    """The verdict of the shares as a piece of evidence: what is missing or weak speaks for attracting."""
    if kind == "样本不足":
        return silent(SHARE, f"应有 {expected:.1f} 家，不足以判断强弱")
    stance = {"缺": Stance.FOR, "弱": Stance.FOR, "强": Stance.AGAINST}.get(kind, Stance.EVEN)
    return Evidence(
        SHARE,
        stance,
        observed / expected if expected else None,
        observed,
        f"实有 {observed:,} 家，按全省份额应有 {expected:.1f} 家，判为{kind}",
    )


def known_years(by_year: Mapping[int, int], floor: float) -> frozenset[int]:
    """Years in which a province has data: some rows, and no fewer than ``floor`` of the median of three years around."""
    found = set()
    for year, rows in by_year.items():
        near = [by_year[y] for y in range(year - 3, year + 4) if y != year and by_year.get(y)]
        if rows and rows >= floor * (median(near) if near else 0):
            found.add(year)
    return frozenset(found)


def entrants(
    observed: int, expected: float, years: tuple[int, ...], missing: int, rule: EvidenceRule
) -> Evidence:
    """New companies of the last years with data against the district's share of all new ones."""
    if not years:
        return silent(ENTRANTS, "本省没有可用的年份")
    span = f"{years[0]}–{years[-1]} 年中有数据的 {len(years)} 年"
    if expected < rule.min_expected:
        return silent(
            ENTRANTS,
            f"{span}按全省份额应新设 {expected:.1f} 家，不足 {rule.min_expected:g} 家；实有 {observed} 家",
        )
    caveat = f"其间缺 {missing} 年登记数据，未计入，不是零" if missing else ""
    ratio = observed / expected
    text = f"{span}本区新设 {observed:,} 家，按全省份额应为 {expected:.1f} 家，为其 {ratio:.2f} 倍"
    return Evidence(ENTRANTS, by_ratio(ratio, rule), ratio, observed, text, caveat)
