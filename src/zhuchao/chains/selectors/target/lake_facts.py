"""What the registry knows of one target beyond its points, read from the lake."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhuchao.chains.analytics import one_target as analytics
from zhuchao.chains.engine.knowledge import Chain, Link
from zhuchao.chains.engine.rivals import CityFacts
from zhuchao.chains.selectors import tables
from zhuchao.chains.selectors.reading import rows_of
from zhuchao.rulebook import regions
from zhuchao.rulebook.regions import Level

#: Codes that only gather the counties under no city.
_NO_CITY = ("直辖县级行政区", "市县")


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch the company opened in another city."""

    uscc: str
    city: str
    on: date | None

    @property
    def city_name(self) -> str:
        """苏州市; the code where the city is unknown."""
        return city_name(self.city)


@dataclass(frozen=True, slots=True)
class Namesake:
    """Another company of the same rare brand; nobody checked shareholdings."""

    uscc: str
    name: str
    county: str
    city: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Inflow:
    """Branches that companies of the target's city opened in ours, ``newest`` the last of them."""

    companies: int
    branches: int
    newest: date | None


def city_name(code: str) -> str:
    """The name of a city alone; the code where there is no such city."""
    found = regions.region(code)
    return found.name if found else code


def city_of(county: str | None) -> str:
    """The city of a county; empty when the county is not known. A municipality's counties lie in the municipality."""
    return f"{county[:4]}00" if county else ""


def branches(uscc: str, home: str) -> list[Branch]:
    """Its branches in other cities, the newest first, undated ones last."""
    rows = rows_of(analytics.own_branches(tables.pairs(), uscc, home))
    found = [Branch(r["branch_uscc"], r["branch_city"], r["opened_on"]) for r in rows]
    return sorted(found, key=lambda b: (-(b.on.toordinal() if b.on else 0), b.uscc))


def namesakes(core: str, uscc: str, most: int) -> list[Namesake]:
    """Companies of its brand all over the land; none where more than ``most`` bear it."""
    if len(core) < 2:
        return []
    rows = rows_of(analytics.same_brand(tables.whole(), tables.bearers(), core, uscc, most))
    return [
        Namesake(r["uscc"], r["name"], r["county_code"] or "", r["city_code"] or "", r["reg_date"])
        for r in rows
    ]


def inflow(home: str, ours: str) -> Inflow:
    """What companies of its city did in ours."""
    if not home or home == ours:
        return Inflow(0, 0, None)
    row = rows_of(analytics.from_city(tables.pairs(), home, ours))[0]
    return Inflow(int(row["companies"]), int(row["branches"]), row["newest"])


def among_link(chain: Chain, link: Link, usccs: Collection[str]) -> frozenset[str]:
    """Which of these companies stand on the link."""
    if not usccs:
        return frozenset()
    rows = rows_of(analytics.placed_among(tables.placements(chain), link.code, sorted(usccs)))
    return frozenset(r["uscc"] for r in rows)


def standing(chain: Chain, link: Link, uscc: str) -> Mapping[str, Any] | None:
    """Name and place of a company on the link, candidate or not; None when it does not stand there."""
    rows = rows_of(analytics.stands(tables.placements(chain), link.code, uscc))
    return rows[0] if rows else None


def cities(chain: Chain, link: Link, home: str, own: Iterable[Branch]) -> list[CityFacts]:
    """Every city of the land as a company of ``home`` would see it."""
    mine = Counter(b.city for b in own)
    flows = tables.flows()
    gone = {r["to_city"]: int(r["flow"]) for r in rows_of(flows.filter(flows.from_city == home))}
    firms, carried = _on_link(chain, link)
    return [
        CityFacts(
            code=code,
            name=place.name,
            own=mine[code],
            flow=gone.get(code, 0),
            km=None if (km := regions.distance_km(home, code)) is None else int(km),
            firms=firms[code],
            carried=carried[code],
        )
        for code, place in regions.all_regions().items()
        if place.level is Level.CITY and not place.name.endswith(_NO_CITY)
    ]


def _on_link(chain: Chain, link: Link) -> tuple[Mapping[str, int], Mapping[str, float]]:
    """Companies of the link by city: as counted, and with each province carried to all its rows (design.md §2.9)."""
    weights = {
        r["province"]: r["companies"] / r["with_scope"]
        for r in rows_of(analytics.sampled(tables.totals()))
        if r["with_scope"]
    }
    firms: dict[str, int] = defaultdict(int)
    carried: dict[str, float] = defaultdict(float)
    for row in rows_of(analytics.on_link(tables.tally(chain), link.code)):
        city, n = city_of(row["county_code"]), int(row["companies"])
        firms[city] += n
        carried[city] += n * weights.get(row["province"], 0.0)
    return firms, carried
