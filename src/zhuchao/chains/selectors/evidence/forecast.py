"""What the trained forecast says of the prefecture of a district; silent until somebody trains."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from zhuchao.chains.engine import evidence as said
from zhuchao.chains.engine.evidence import Evidence, EvidenceRule
from zhuchao.chains.selectors.evidence.counted import FIRST_YEAR, Counted, cities, counted
from zhuchao.learners import kept

if TYPE_CHECKING:
    from zhuchao.learners.entries import Cube

MODEL = "entries"


@dataclass(frozen=True)
class Forecast:
    """``chance`` of every link (NaN where the prefecture is half or more specialised); ``why`` is set where silent."""

    chance: NDArray[np.float64]
    why: str
    caveat: str
    rule: EvidenceRule

    def of(self, column: int) -> Evidence:
        """The piece for one link."""
        if self.why:
            return said.silent(said.FORECAST, self.why)
        ours, others = self.chance[column], self.chance[~np.isnan(self.chance)]
        if np.isnan(ours):
            return said.silent(said.FORECAST, "所在地级市在此环节已有相当份额，不作预测")
        place = float((others < ours).mean() + (others == ours).mean() / 2)
        text = f"所在地级市四年内在此环节专业化的可能 {ours:.1%}，高于 {len(others)} 个未专业化环节中的 {place:.0%}"
        return Evidence(
            said.FORECAST, said.by_place(place, self.rule), float(ours), len(others), text, self.caveat
        )


def cube(found: Counted | None = None) -> tuple["Cube", list[str]]:
    """New companies by year, prefecture and link, and the codes of the prefectures."""
    from zhuchao.learners.entries import Cube

    rows = found or counted()
    codes, provinces, where = cities(rows)
    last = int(rows.year.max(initial=FIRST_YEAR))
    counts = np.zeros((last - FIRST_YEAR + 1, len(codes), len(rows.links)), np.float32)
    fine = (rows.year > 0) & (where >= 0)
    year = np.maximum(rows.year[fine], FIRST_YEAR) - FIRST_YEAR
    np.add.at(counts, (year, where[fine], rows.column[fine]), rows.companies[fine])

    def known(province: str, year: int) -> bool:
        return year in rows.known.get(province, ())

    return Cube(tuple(range(FIRST_YEAR, last + 1)), tuple(provinces), counts, known), codes


def evaluate_entries(cuts: Sequence[int]) -> list[dict[str, Any]]:
    """Figures of each cut (``learners.entries.evaluate``). Raises TooLittle, and Refused on an empty registry."""
    from zhuchao.learners.entries import evaluate

    table, _ = cube()
    return [evaluate(table, cut) for cut in cuts]


def columns_of(found: Counted) -> list[str]:
    """The links a forecast knows, in order."""
    return [f"{chain.code}/{link.code}" for chain, link in found.links]


def forecast(found: Counted, city: str, province: str, rule: EvidenceRule) -> Forecast:
    """For the prefecture of a district, as of the last whole year of the registry."""
    none = np.full(len(found.links), np.nan)
    version = kept.version_in_force(MODEL)
    if not version:
        return Forecast(none, "尚未训练进入预测，请系统管理员按运维手册在服务器上训练", "", rule)
    its = kept.load(MODEL, version)
    if its.plain["columns"] != columns_of(found):
        return Forecast(none, "产业链环节在训练之后改过，进入预测须重新训练", "", rule)
    from zhuchao.learners.entries import LEAST_AT_PLACE, WINDOW, Model, features

    table, codes = cube(found)
    last = int(its.plain["last_year"])
    if city not in codes or table.stock(last)[codes.index(city)].sum() < LEAST_AT_PLACE:
        return Forecast(none, f"所在地级市归链企业不足 {LEAST_AT_PLACE} 家", "", rule)
    x, is_open = features(table, last)
    row = codes.index(city)
    chance = none.copy()
    if is_open[row].any():
        chance[is_open[row]] = Model.from_parts(its.plain["trees"]).chance(x[row][is_open[row]])
    lacking = [str(y) for y in range(last - WINDOW + 1, last + 1) if not table.known(province, y)]
    missing = f"；{province}缺 {'、'.join(lacking)} 年登记数据，预测偏低" if lacking else ""
    caveat = f"按 {last} 年以前的登记样本学习，偏差见模型说明；只供参考{missing}"
    return Forecast(chance, "", caveat, rule)
