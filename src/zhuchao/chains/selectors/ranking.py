"""Targets ranked over placements laid out by link (``warehouse.grouped``): the same answers as the expression of
``chains.analytics.targets``, without reading the link whole.

The registry's placements lie in one file, laid out once; those the district knows better lie in a small one beside it.

What the bands of a scheme tell apart of a company is laid down in the file; what depends on the district asked for is
worked out for every place and brand once and added to it. Weights may change from question to question.
"""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
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


@functools.lru_cache(maxsize=64)
def opened(folder: Path) -> Laid:
    """A laid-out file, mapped once a process."""
    return Laid(folder)


@dataclass(frozen=True, slots=True)
class Files:
    """The placements of a chain: ``whole`` less the companies of ``gone`` and, by link, of ``off``, with those
    ``beside``."""

    whole: Laid
    beside: Laid | None = None
    gone: frozenset[str] = frozenset()
    off: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def parts(self, asked: Question) -> list[tuple[Laid, Question]]:
        """Each file with the question as it is to be asked of it."""
        if self.beside is None:
            return [(self.whole, asked)]
        # Whoever lies beside is no more what the whole file says.
        out = self.gone.union(asked.taken, self.off.get(asked.link, ()), held(self.beside, asked.link))
        return [(self.whole, replace(asked, taken=out)), (self.beside, asked)]


@functools.lru_cache(maxsize=512)
def held(laid: Laid, link: str) -> frozenset[str]:
    """The companies of a small file on a link."""
    if link not in laid.groups:
        return frozenset()
    rows = np.arange(*laid.groups[link].rows)
    return frozenset(laid.take(rows, ["uscc"]).column("uscc").to_pylist())


def fits(files: Files, asked: Question, scheme: Scheme) -> bool:
    """True when the files tell apart what the scheme and the question do; both are laid out by one plan."""
    laid = files.whole
    bands = all(set(floors_of(scheme, fact)) <= set(laid.banded[fact]) for fact in STILL)
    return bands and all(part.knows(asked.link, asked.products) for part, _ in files.parts(asked))


class Ranking:
    """One scheme in one district, asked of any link of one file.

    ``beside`` is the file beside it: with it the companies of the district change, whose brands make kin.
    """

    def __init__(
        self, laid: Laid, sources: Sources, asked: Question, scheme: Scheme, beside: Laid | None = None
    ) -> None:
        self._laid, self._scheme = laid, scheme
        self._local = local(laid, sources, asked, beside)
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

    def find(self, asked: Question, uscc: str) -> int | None:
        """The row of a company that may be a candidate; None when the file has none."""
        rows = self._laid.find(asked.link, "uscc", [uscc])
        return int(rows[0]) if len(rows) and uscc not in asked.taken else None

    def every(self, asked: Question) -> Best:
        """All candidates of a link in no order, points in tenths; whoever is ``taken`` left out."""
        leave = self._laid.find(asked.link, "uscc", asked.taken)
        return self._priced.every(asked.link, self._naming(asked), leave)

    def ahead(self, every: Best, row: Mapping[str, Any]) -> int:
        """How many of these candidates go before a row as ``told``."""
        equal = self._laid.take(every.rows[every.points == row["tenths"]], ["uscc", "capital_wan"])
        before = sum(_first_among_equals(each) < _first_among_equals(row) for each in equal.to_pylist())
        return int((every.points > row["tenths"]).sum()) + before

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


def _first_among_equals(row: Mapping[str, Any]) -> tuple[int, str]:
    capital = row["capital_wan"]
    return (1 if capital is None else -capital, row["uscc"])


def _banded(scheme: Scheme, fact: str, floors: Sequence[int]) -> list[int]:
    """Tenths for unknown, below all floors, and from each floor on."""
    below = floors[0] - 1 if floors else 0
    return [tenths_of(scheme, fact, value) for value in (None, below, *floors)]


@dataclass(frozen=True, slots=True)
class _District:
    """What the facts of places and brands depend on."""

    laid: Laid
    beside: Laid | None
    district: str
    city: str
    near: tuple[tuple[int, tuple[str, ...]], ...]
    kin_bearers: int
    min_flow: int
    sources: Sources = field(compare=False)
    asked: Question = field(compare=False)

    @classmethod
    def of(cls, laid: Laid, sources: Sources, asked: Question, beside: Laid | None) -> "_District":
        near = tuple((floor, tuple(cities)) for floor, cities in asked.near.items())
        limits = asked.kin_bearers, asked.min_flow
        return cls(laid, beside, asked.district, asked.city, near, *limits, sources, asked)


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
        # Of very many brands few are ours: those are looked for, not each of the file.
        names = pa.array(list(self._kin), pa.string())
        found = pc.index_in(of.laid.codes(_KIN).column("kin_core").combine_chunks(), value_set=names)
        borne = np.asarray([*self._kin.values(), 0], dtype=np.int64)
        self._brands = borne[np.asarray(found.fill_null(len(names)))]

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
        earned = [tenths_of(scheme, "kin", n) for n in range(most + 1)]
        found: NDArray[Any] = np.asarray(earned, dtype=np.int32)[self._brands]
        return found


def local(laid: Laid, sources: Sources, asked: Question, beside: Laid | None = None) -> "Local":
    """What places and brands are to the district asked for, worked out once a process for a file and a district."""
    return _local(_District.of(laid, sources, asked, beside))


@functools.lru_cache(maxsize=64)
def _local(of: _District) -> Local:
    return Local(of)


def best(files: Files, sources: Sources, asked: Question, scheme: Scheme, top: int) -> list[dict[str, Any]]:
    """As ``analytics.ranked``."""
    found: list[dict[str, Any]] = []
    for laid, its in files.parts(asked):
        ranking = Ranking(laid, sources, its, scheme, files.beside)
        found += ranking.told(its, ranking.best(its, top))
    return sorted(found, key=lambda row: (-row["tenths"], *_first_among_equals(row)))[:top]


def placed(
    files: Files, sources: Sources, asked: Question, scheme: Scheme, uscc: str
) -> list[dict[str, Any]]:
    """As ``analytics.placed``."""
    parts = [(Ranking(laid, sources, its, scheme, files.beside), its) for laid, its in files.parts(asked)]
    for ranking, its in parts:
        if (number := ranking.find(its, uscc)) is None:
            continue
        every = ranking.every(its)
        mine = every.rows == number
        for row in ranking.told(its, Best(every.rows[mine], every.points[mine])):
            all_of = [(one, every if one is ranking else one.every(said)) for one, said in parts]
            place = sum(one.ahead(them, row) for one, them in all_of)
            return [row | {"place": place, "of": sum(len(them.rows) for _, them in all_of)}]
    return []
