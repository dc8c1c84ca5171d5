"""Targets ranked over placements laid out by link (``warehouse.grouped``): the same answers as the expression of
``chains.analytics.targets``, without reading the link whole.

What the bands of a scheme tell apart of a company is laid down in the file; what depends on the district asked for is
worked out for every place and brand once and added to it. Weights may change from question to question.
"""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zhuchao.chains.analytics import targets as analytics
from zhuchao.chains.analytics.targets import STILL, Question, Sources
from zhuchao.chains.engine import ties
from zhuchao.chains.engine.knowledge import Chain
from zhuchao.chains.engine.scoring import Scheme, floors_of, tenths_of
from zhuchao.chains.selectors.reading import rows_of
from zhuchao.warehouse.grouped import Laid, Plan
from zhuchao.warehouse.prices import OUT, Best, Naming, Points, Priced

#: Columns of a company that a ranking gives back, besides its facts.
KEPT = (
    "uscc",
    "name",
    "core_name",
    "province",
    "city_code",
    "county_code",
    "reg_date",
    "confidence",
    "scope",
)
_PLACE, _KIN = "place", "kin"


def plan(scheme: Scheme, words: Mapping[str, Sequence[str]]) -> Plan:
    """How placements are laid out for a scheme; ``words`` are by link the products that may count as ties."""
    return Plan(
        group="link",
        banded={fact: floors_of(scheme, fact) for fact in STILL},
        coded={_PLACE: ("city_code", "county_code"), _KIN: ("kin_core",)},
        kept=(*KEPT, *STILL),
        text="scope",
        words=words,
    )


@functools.lru_cache(maxsize=64)
def words_of(chain: Chain) -> dict[str, tuple[str, ...]]:
    """By link every product that a core firm one step up or down may name."""
    return {link.code: ties.vocabulary(chain, link.code) for link in chain.links}


@functools.lru_cache(maxsize=32)
def opened(folder: Path) -> Laid:
    """A laid-out file, mapped once a process."""
    return Laid(folder)


def fits(laid: Laid, asked: Question, scheme: Scheme) -> bool:
    """True when the file tells apart what the scheme and the question do."""
    bands = all(set(floors_of(scheme, fact)) <= set(laid.banded[fact]) for fact in STILL)
    return bands and laid.knows(asked.link, asked.products)


class Ranking:
    """One scheme in one district, asked of any link of the file."""

    def __init__(self, laid: Laid, sources: Sources, asked: Question, scheme: Scheme) -> None:
        self._laid, self._scheme = laid, scheme
        self._local = local(laid, sources, asked)
        self._priced = Priced(laid, self._points())
        self._named: list[int] = []

    def best(self, asked: Question, top: int) -> Best:
        """The best candidates of a link, points in tenths; whoever is ``taken`` left out."""
        naming, extra = self._naming(asked), 0
        while True:
            found = self._priced.best(asked.link, top + extra, naming)
            if not asked.taken:
                return found
            codes = self._laid.take(found.rows, ["uscc"]).column("uscc").to_pylist()
            let = np.asarray([code not in asked.taken for code in codes], dtype=bool)
            if int(let.sum()) >= top or len(found.rows) < top + extra:
                return Best(found.rows[let][:top], found.points[let][:top])
            extra = 2 * extra + int((~let).sum())

    def place(self, asked: Question, uscc: str) -> tuple[Best, int, int] | None:
        """One candidate, its place from 0 and among how many; None when it is none."""
        own = self._laid.find(asked.link, "uscc", [uscc])
        if not len(own) or uscc in asked.taken:
            return None
        leave = self._laid.find(asked.link, "uscc", asked.taken)
        found = self._priced.place(asked.link, int(own[0]), self._naming(asked), leave)
        if found is None:
            return None
        place, of, points = found
        return Best(own[:1], np.asarray([points])), place, of

    def told(self, asked: Question, best: Best) -> list[dict[str, Any]]:
        """The rows in the shape of ``analytics.ranked``."""
        rows = self._laid.take(best.rows).to_pylist()
        return [
            row
            | self._local.facts(row)
            | {"ties": len(ties.named(row["scope"] or "", asked.products)), "tenths": points}
            for row, points in zip(rows, best.points.tolist(), strict=True)
        ]

    def _naming(self, asked: Question) -> Naming:
        """What naming products of local firms earns."""
        while len(self._named) <= len(asked.products):
            self._named.append(tenths_of(self._scheme, "ties", len(self._named)))
        return Naming(sorted(asked.products), self._named[: len(asked.products) + 1])

    def _points(self) -> Points:
        scheme, local = self._scheme, self._local
        return Points(
            banded={fact: _banded(scheme, fact, self._laid.banded[fact]) for fact in STILL},
            coded={_PLACE: local.places(scheme), _KIN: local.kin(scheme)},
        )


def _banded(scheme: Scheme, fact: str, floors: Sequence[int]) -> list[int]:
    """Tenths for unknown, below all floors, and from each floor on."""
    below = floors[0] - 1 if floors else 0
    return [tenths_of(scheme, fact, value) for value in (None, below, *floors)]


@dataclass(frozen=True, slots=True)
class _District:
    """What the facts of places and brands depend on."""

    laid: Laid
    district: str
    city: str
    near: tuple[tuple[int, tuple[str, ...]], ...]
    kin_bearers: int
    min_flow: int
    sources: Sources = field(compare=False)
    asked: Question = field(compare=False)

    @classmethod
    def of(cls, laid: Laid, sources: Sources, asked: Question) -> "_District":
        near = tuple((floor, tuple(cities)) for floor, cities in asked.near.items())
        return cls(laid, asked.district, asked.city, near, asked.kin_bearers, asked.min_flow, sources, asked)


class Local:
    """The facts of every place and every rare brand, seen from one district."""

    def __init__(self, of: _District) -> None:
        self._flows = {r["from_city"]: r for r in rows_of(analytics.pull(of.sources.flows, of.asked))}
        self._kin = {r["core_name"]: int(r["kin"]) for r in rows_of(analytics.kin(of.sources, of.asked))}
        # Were a city in two bands, the first would hold, as in the expression.
        self._km = {city: floor for floor, cities in reversed(of.near) for city in cities}
        self._city = of.city
        kinds: dict[tuple[Any, ...], int] = {}
        which = [
            kinds.setdefault(self._kind(row["city_code"], row["county_code"], of.district), len(kinds))
            for row in of.laid.codes(_PLACE).to_pylist()
        ]
        self._kinds, self._which = list(kinds), np.asarray(which, dtype=np.int64)
        brands = of.laid.codes(_KIN).column("kin_core").to_pylist()
        self._brands = np.asarray([self._kin.get(brand, 0) for brand in brands], dtype=np.int64)

    def _kind(self, city: str | None, county: str | None, district: str) -> tuple[Any, ...]:
        """Whether a company there is a candidate at all, and the facts of the place."""
        away = county != district if county is not None else city != self._city
        return (away, *self._facts(city).values())

    def _facts(self, city: str | None) -> dict[str, Any]:
        flow = self._flows.get(city, {})
        return {
            "km": self._km.get(city or ""),
            "flow_percent": int(flow.get("flow_percent", 0)),
            "same_prefecture": int(city == self._city),
        }

    def facts(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """What a row of the file lacks."""
        flow = self._flows.get(row["city_code"], {})
        return self._facts(row["city_code"]) | {
            "flow": int(flow.get("flow", 0)),
            "kin": self._kin.get(row["core_name"], 0),
        }

    def places(self, scheme: Scheme) -> NDArray[Any]:
        """Tenths of every place."""
        names = ("km", "flow_percent", "same_prefecture")
        # Few values are many places': each is looked up once.
        earned = functools.lru_cache(maxsize=None)(lambda fact, value: tenths_of(scheme, fact, value))
        points = [sum(map(earned, names, values)) if away else OUT for away, *values in self._kinds]
        return np.asarray(points, dtype=np.int32)[self._which]

    def kin(self, scheme: Scheme) -> NDArray[Any]:
        """Tenths of every rare brand."""
        most = int(self._brands.max(initial=0))
        return np.asarray([tenths_of(scheme, "kin", n) for n in range(most + 1)], dtype=np.int32)[
            self._brands
        ]


def local(laid: Laid, sources: Sources, asked: Question) -> "Local":
    """What places and brands are to the district asked for, worked out once a process for a file and a district."""
    return _local(_District.of(laid, sources, asked))


@functools.lru_cache(maxsize=32)
def _local(of: _District) -> Local:
    return Local(of)


def best(laid: Laid, sources: Sources, asked: Question, scheme: Scheme, top: int) -> list[dict[str, Any]]:
    """As ``analytics.ranked``."""
    ranking = Ranking(laid, sources, asked, scheme)
    return ranking.told(asked, ranking.best(asked, top))


def placed(laid: Laid, sources: Sources, asked: Question, scheme: Scheme, uscc: str) -> list[dict[str, Any]]:
    """As ``analytics.placed``."""
    ranking = Ranking(laid, sources, asked, scheme)
    found = ranking.place(asked, uscc)
    if found is None:
        return []
    row, place, of = found
    return [told | {"place": place, "of": of} for told in ranking.told(asked, row)]
