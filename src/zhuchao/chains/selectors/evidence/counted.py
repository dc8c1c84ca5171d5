"""Companies on all links by place and year as arrays, read once for a lake and its rules."""

import functools
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray

from zhuchao import rulebook
from zhuchao.chains.engine.evidence import EvidenceRule, known_years
from zhuchao.chains.engine.knowledge import Chain, Link
from zhuchao.chains.selectors import tables
from zhuchao.chains.selectors.knowledge import chains
from zhuchao.chains.selectors.reading import rows_of
from zhuchao.terms.actor import SYSTEM
from zhuchao.warehouse import lake

FIRST_YEAR = 1980


def evidence_rule() -> EvidenceRule:
    """The thresholds in force."""
    entry = rulebook.rule("gaps.evidence", on=timezone.localdate())
    return EvidenceRule(version=f"{entry.id}@{entry.since}", **cast("Mapping[str, Any]", entry.value))


@dataclass(frozen=True)
class Counted:
    """Rows of new companies: ``column`` indexes ``links``, ``province``, ``city``, ``county``, ``year`` (0: undated) and
    ``companies``; ``all_*`` the same for companies on any link or none. ``weight``: how many companies one with scope
    stands for; ``known``: years with data by province."""

    links: tuple[tuple[Chain, Link], ...]
    place: Mapping[tuple[str, str], int]
    column: NDArray[np.int64]
    province: NDArray[np.str_]
    city: NDArray[np.str_]
    county: NDArray[np.str_]
    year: NDArray[np.int64]
    companies: NDArray[np.float64]
    all_province: NDArray[np.str_]
    all_county: NDArray[np.str_]
    all_year: NDArray[np.int64]
    all_companies: NDArray[np.float64]
    weight: Mapping[str, float]
    known: Mapping[str, frozenset[int]]

    def by_link(self, where: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Companies of every link among the chosen rows."""
        found = np.bincount(self.column[where], self.companies[where], len(self.links))
        return found.astype(np.float64)

    def series(self, column: int, where: NDArray[np.bool_]) -> dict[int, int]:
        """New companies of one link by year among the chosen rows."""
        chosen = where & (self.column == column) & (self.year > 0)
        found: dict[int, int] = defaultdict(int)
        for year, n in zip(self.year[chosen].tolist(), self.companies[chosen].tolist(), strict=True):
            found[year] += int(n)
        return found


def counted() -> Counted:
    """For the lake and the rules in force. Raises Refused when nothing was imported yet."""
    # Links may change without the rulebook, and officers and the master say more: all of it is part of the key.
    words = tuple(tables.placements_key(c) for c in chains(SYSTEM))
    rules = f"{rulebook.version()}|{timezone.localdate()}|{hash(words)}"
    return _counted(str(lake.folder()), lake.required().version, rules)


@functools.lru_cache(maxsize=2)
def _counted(folder: str, version: int, rules: str) -> Counted:
    """Every argument is part of the key."""
    links = tuple((c, link) for c in chains(SYSTEM) for link in c.links)
    place = {(c.code, link.code): i for i, (c, link) in enumerate(links)}
    rows = [
        {**row, "column": place[each.code, row["link"]]}
        for each in chains(SYSTEM)
        for row in rows_of(tables.arrivals(each))
    ]
    whole = rows_of(tables.founded())
    years: dict[str, dict[int, int]] = defaultdict(dict)
    for row in rows_of(tables.years()):
        years[row["province"]][int(row["year"])] = int(row["companies"])
    floor = evidence_rule().year_floor
    return Counted(
        links,
        place,
        _ints(rows, "column"),
        _texts(rows, "province"),
        _texts(rows, "city_code"),
        _texts(rows, "county_code"),
        _ints(rows, "year"),
        _ints(rows, "companies").astype(float),
        _texts(whole, "province"),
        _texts(whole, "county_code"),
        _ints(whole, "year"),
        _ints(whole, "companies").astype(float),
        _weights(),
        {p: known_years(found, floor) for p, found in years.items()},
    )


def _weights() -> dict[str, float]:
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows_of(tables.totals()):
        sums[row["province"]][0] += int(row["companies"])
        sums[row["province"]][1] += int(row["with_scope"] or 0)
    return {p or "": n / scoped for p, (n, scoped) in sums.items() if scoped}


def _ints(rows: list[dict[str, Any]], name: str) -> NDArray[np.int64]:
    return np.array([int(r[name]) for r in rows], np.int64)


def _texts(rows: list[dict[str, Any]], name: str) -> NDArray[np.str_]:
    return np.array([r[name] or "" for r in rows], "U6")


def cities(found: Counted) -> tuple[list[str], list[str], NDArray[np.int64]]:
    """Prefectures, their provinces, and the place of each row in them (-1 where unknown)."""
    names, inverse = np.unique(found.city, return_inverse=True)
    kept = [str(n) for n in names if n]
    where = np.array([kept.index(str(n)) if n else -1 for n in names], np.int64)
    province = dict(zip(found.city.tolist(), found.province.tolist(), strict=True))
    return kept, [str(province[c]) for c in kept], where[inverse] if len(where) else inverse
