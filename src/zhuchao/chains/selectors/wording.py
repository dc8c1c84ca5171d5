"""The words of a ranking: deciding words, kin by name, flow and products, for the rows that are shown."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from zhuchao.chains.analytics.targets import Question
from zhuchao.chains.engine import bound, ties, wording
from zhuchao.chains.engine.knowledge import Chain, Link
from zhuchao.chains.engine.placement import place
from zhuchao.chains.selectors import tables
from zhuchao.chains.selectors.knowledge import cues
from zhuchao.chains.selectors.reading import rows_of
from zhuchao.terms.money import printed_wan


class Wording:
    """Gives each row of a ranking the words for its facts; what needs a look at the lake is read once for all."""

    def __init__(
        self,
        chain: Chain,
        link: Link,
        asked: Question,
        partners: Sequence[ties.Partner],
        rows: Sequence[Mapping[str, Any]],
        most: int,
    ) -> None:
        self.chain, self.district, self._bound = chain, asked.district, asked.bound
        # Only this link is judged again for its words: a whole chain for fifty rows takes half a second.
        self._only = replace(chain, links=(link,))
        self._corrected = {c.uscc: c.why for c in chain.corrected if c.on and c.link == link.code}
        self._partners, self._most = partners, most
        self._kin = self._kin_of({r["core_name"] for r in rows if r["kin"]})

    def _kin_of(self, cores: Iterable[str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        if wanted := sorted(cores):
            placed = tables.placements(self.chain)
            here = placed.filter(placed.county_code == self.district, placed.core_name.isin(wanted))
            for row in sorted(rows_of(here.select("core_name", "name").distinct()), key=lambda r: r["name"]):
                found[row["core_name"]].append(row["name"])
        return found

    def shown(self, row: Mapping[str, Any], km: int | None) -> dict[str, str]:
        """Words by fact; a fact without is printed as its number."""
        return {
            "fit": self._why(row),
            "capital_wan": printed_wan(row["capital_wan"]),
            "flow_percent": f"{row['flow']:,} 家，占其外设分支的比例为同距离城市平均的 {row['flow_percent'] / 100:.1f} 倍",
            "km": "" if km is None else f"{km:,}",
            "kin": "、".join(self._kin[row["core_name"]][:2]),
            "bound": bound.found(row["name"], self._bound),
            "ties": ties.sentence(ties.closest(row["scope"] or "", self._partners, self._most)),
        }

    def _why(self, row: Mapping[str, Any]) -> str:
        if said := self._corrected.get(row["uscc"]):
            return f"人工更正，{said}"
        placed = place(row["name"], row["scope"], self._only, cues())
        return next(map(wording.why, placed), "按登记信息归入本环节")
