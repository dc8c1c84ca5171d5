"""The pieces of evidence of every link in a district; what cannot speak says why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zhuchao.chains.engine import evidence as said
from zhuchao.chains.engine.evidence import Evidence, Stance
from zhuchao.chains.engine.gaps import GapRule
from zhuchao.chains.engine.sectors import sectors_of
from zhuchao.chains.selectors.evidence.counted import Counted, cities, counted, evidence_rule
from zhuchao.chains.selectors.evidence.forecast import Forecast, forecast
from zhuchao.learners import kept
from zhuchao.learners.input_output import Table
from zhuchao.learners.relatedness import advantage, density_of, relatedness
from zhuchao.rulebook import regions
from zhuchao.rulebook.industries import industry_name

IO_MODEL = "io_table"
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Arrivals:
    """New companies of a link by year; None where there is no data for the province, which is not zero."""

    year: int
    district: int | None
    city: int | None
    province: int | None


class District:
    """Everything about a district that the pieces of evidence of its links rest on, worked out once."""

    def __init__(self, district: str, gap_rule: GapRule) -> None:
        self.rule, self.gap_rule, self.district = evidence_rule(), gap_rule, district
        self.found: Counted = counted()
        found = regions.region(f"{district[:2]}0000")
        self.province = found.short_name if found else ""
        self.here = self.found.county == district
        self.city_rows = self.found.city == f"{district[:4]}00"
        self.whole = self.found.province == self.province
        self.counts = self.found.by_link(self.here)
        self.expected = self._expected()
        self.density, self.specialised, self.why_not = self._related()
        self.table = _table()
        self.forecast: Forecast = forecast(self.found, f"{district[:4]}00", self.province, self.rule)

    def _expected(self) -> Floats:
        rows = self.found.all_companies
        ours = rows[self.found.all_county == self.district].sum()
        province = rows[self.found.all_province == self.province].sum()
        return self.found.by_link(self.whole) * (ours / province if province else 0.0)

    def _related(self) -> tuple[Floats, NDArray[np.bool_], str]:
        none = np.zeros(len(self.counts)), np.zeros(len(self.counts), bool)
        codes, provinces, where = cities(self.found)
        table = np.zeros((len(codes), len(self.counts)))
        known = where >= 0
        np.add.at(table, (where[known], self.found.column[known]), self.found.companies[known])
        weight = np.array([self.found.weight.get(p, 1.0) for p in provinces])
        nation = (table * weight[:, None]).sum(0)
        wide = table[table.sum(1) >= self.rule.min_companies]
        if len(wide) < self.rule.min_places:
            return (
                *none,
                f"归链企业不少于 {self.rule.min_companies} 家的地级市只有 {len(wide)} 个，不足 {self.rule.min_places} 个",
            )
        if self.counts.sum() < self.rule.min_companies:
            return *none, f"本区归链企业 {self.counts.sum():.0f} 家，不足 {self.rule.min_companies} 家"
        near = relatedness(wide, nation=nation)
        done = advantage(self.counts[None], nation)[0] >= 1
        return density_of(done[None].astype(np.float32), near)[0].astype(float), done, ""

    def of(self, chain: str, link: str, kind: str, observed: int, expected: float) -> tuple[Evidence, ...]:
        """The five pieces for one link."""
        column = self.found.place[chain, link]
        return (
            said.share(kind, observed, expected),
            self._by_density(column),
            self._by_need(column),
            self._by_entrants(column),
            self.forecast.of(column),
        )

    def _by_density(self, column: int) -> Evidence:
        if self.why_not:
            return said.silent(said.RELATED, self.why_not)
        others = self.density[~self.specialised]
        if not len(others) or self.density[column] <= 0:
            return said.silent(said.RELATED, "没有地级市在此环节专业化，无从比较")
        place = float((others < self.density[column]).mean() + (others == self.density[column]).mean() / 2)
        done = "（本区已专业化）" if self.specialised[column] else ""
        text = (
            f"本区已专业化的环节占其邻近度的 {self.density[column]:.1%}{done}，"
            f"高于本区 {len(others)} 个未专业化环节中的 {place:.0%}"
        )
        caveat = "地级市之间按有经营范围的企业比较，各省按抽样率加权；邻近不等于因果"
        stance = Stance.EVEN if done else said.by_place(place, self.rule)
        return Evidence(said.RELATED, stance, place, int(self.counts.sum()), text, caveat)

    def strong(self) -> NDArray[np.bool_]:
        """Links that the rule of gaps calls 强 here."""
        enough = self.expected >= self.gap_rule.min_expected
        return enough & (self.counts >= self.gap_rule.strong_from * self.expected)

    def _by_need(self, column: int) -> Evidence:
        if self.table is None:
            return said.silent(
                said.NEED, "投入产出表未载入，请促进中心或系统管理员在“产业链—投入产出表”页载入"
            )
        strong = np.flatnonzero(self.strong())
        strong = strong[strong != column]
        if not len(strong):
            return said.silent(said.NEED, "本区没有判为强的其他环节，无从计算其需求")
        ours = _sectors(self.found, self.table, column)
        weights: dict[int, float] = {}
        for each in strong:
            theirs = _sectors(self.found, self.table, int(each))
            for sector in theirs:
                weights[sector] = weights.get(sector, 0.0) + self.counts[each] / len(theirs)
        if not ours or not weights:
            return said.silent(said.NEED, "环节对不上投入产出表的部门")
        direct, whole = self.table.need(weights)
        need, usual = float(sum(direct[i] for i in ours)), float(sum(self.table.average[i] for i in ours))
        ratio = need / usual if usual else 0.0
        stance = said.by_ratio(ratio, self.rule)
        if stance is Stance.FOR and need < self.rule.min_need:
            stance = Stance.EVEN
        names = "、".join(self.table.names[i] for i in ours)
        text = (
            f"本区 {len(strong)} 个强环节每 100 元产出直接用“{names}”{need * 100:.2f} 元"
            f"（完全消耗 {sum(whole[i] for i in ours) * 100:.2f} 元），为全国各行业平均的 {ratio:.2f} 倍"
        )
        caveat = "全国平均的投入结构，按企业家数加权；含同部门自用"
        return Evidence(said.NEED, stance, ratio, int(self.counts[strong].sum()), text, caveat)

    def _by_entrants(self, column: int) -> Evidence:
        known = sorted(self.found.known.get(self.province, ()))
        years = tuple(known[-self.rule.recent_years :])
        rows, in_years = self.found, np.isin(self.found.year, years)
        all_years = np.isin(rows.all_year, years)
        ours = rows.all_companies[all_years & (rows.all_county == self.district)].sum()
        province = rows.all_companies[all_years & (rows.all_province == self.province)].sum()
        of_link = in_years & (rows.column == column)
        came = rows.companies[of_link & self.whole].sum()
        expected = float(came * ours / province) if province else 0.0
        missing = years[-1] - years[0] + 1 - len(years) if years else 0
        return said.entrants(
            int(rows.companies[of_link & self.here].sum()), expected, years, missing, self.rule
        )

    def arrivals(self, chain: str, link: str) -> tuple[Arrivals, ...]:
        """New companies by year in district, prefecture and province."""
        column = self.found.place[chain, link]
        known = {y for y in self.found.known.get(self.province, ()) if y >= 1990}
        by = [self.found.series(column, where) for where in (self.here, self.city_rows, self.whole)]
        span = range(min(known), max(known) + 1) if known else range(0)
        return tuple(
            Arrivals(y, *((s.get(y, 0) for s in by) if y in known else (None, None, None))) for y in span
        )


def _sectors(found: Counted, table: Table, column: int) -> tuple[int, ...]:
    link = found.links[column][1]
    names = [industry_name(code[:3]) + industry_name(code) for code in link.gb]
    return sectors_of(link.gb, names, table.codes, table.names)


def _table() -> Table | None:
    version = kept.version_in_force(IO_MODEL)
    if not version:
        return None
    its = kept.load(IO_MODEL, version)
    plain: Mapping[str, Any] = its.plain
    return Table(tuple(plain["codes"]), tuple(plain["names"]), its.arrays["flows"], its.arrays["output"])
