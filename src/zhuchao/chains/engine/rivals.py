"""Which cities a company would weigh for its next site, by declared evidence: the places we compete with.

Points come from the bands of rulebook ``targets.rivals``, judged as ``scoring`` judges companies. What past branches
teach beside them is learned elsewhere and shown beside, never mixed in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from zhuchao.chains.engine.scoring import Scheme, explain
from zhuchao.terms.reason import Reason, total

#: The facts of a city that a scheme of rivals may use: whole numbers, None when unknown.
CITY_FACTS = ("own", "home_percent", "km", "link_permille")


@dataclass(frozen=True, slots=True)
class CityFacts:
    """A city as the company would see it.

    ``own`` its own branches there; ``flow`` branches that companies of its home city opened there; ``km`` from home;
    ``firms`` companies of the link there in the sample, ``carried`` the same with each province weighted by how much of it
    the sample holds.
    """

    code: str
    name: str
    own: int
    flow: int
    km: int | None
    firms: int
    carried: float


@dataclass(frozen=True, slots=True)
class Rival:
    """A city with its place among all that have any evidence; ``ours`` for the city of the district asked."""

    code: str
    name: str
    place: int
    score: Decimal
    reasons: tuple[Reason, ...]
    ours: bool

    def as_dict(self) -> dict[str, object]:
        """JSON-ready; the points of the reasons add up to the score."""
        return {
            "code": self.code,
            "name": self.name,
            "place": self.place,
            "score": float(self.score),
            "reasons": [r.as_dict() for r in self.reasons],
            "ours": self.ours,
        }


@dataclass(frozen=True, slots=True)
class Ranked:
    """All cities with evidence, the likeliest first; ``ours`` is our own city, None when nothing speaks for it."""

    rows: tuple[Rival, ...]
    ours: Rival | None

    @property
    def ahead(self) -> tuple[Rival, ...]:
        """The cities with more evidence than ours."""
        return tuple(r for r in self.rows if self.ours is None or r.score > self.ours.score)

    def top(self, most: int) -> tuple[Rival, ...]:
        """The first of them, and ours behind them where it comes later."""
        first = self.rows[:most]
        return first if self.ours is None or self.ours in first else (*first, self.ours)


def rank(
    cities: Iterable[CityFacts], *, home: str, ours: str, scheme: Scheme, min_flow: int, min_firms: int
) -> Ranked:
    """Cities other than the company's own, by points; equal points share a place and stand by code.

    ``min_flow`` branches and ``min_firms`` companies are the fewest that say anything: less is chance.
    """
    known = [c for c in cities if c.code != home]
    flows, carried = sum(c.flow for c in known), sum(c.carried for c in known)
    scored = []
    for city in known:
        facts = _facts(city, flows, carried, min_flow, min_firms)
        reasons = explain(facts, scheme, _shown(city))
        if reasons:
            scored.append((total(reasons), city, reasons))
    scored.sort(key=lambda s: (-s[0], s[1].code))
    points = [s[0] for s in scored]
    rows = tuple(
        Rival(city.code, city.name, points.index(score) + 1, score, reasons, city.code == ours)
        for score, city, reasons in scored
    )
    return Ranked(rows, next((r for r in rows if r.ours), None))


def _facts(
    city: CityFacts, flows: int, carried: float, min_flow: int, min_firms: int
) -> Mapping[str, int | None]:
    return {
        "own": city.own,
        "home_percent": 100 * city.flow // flows if flows and city.flow >= min_flow else 0,
        "km": city.km,
        "link_permille": int(1000 * city.carried / carried) if carried and city.firms >= min_firms else 0,
    }


def _shown(city: CityFacts) -> dict[str, str]:
    return {
        "own": f"{city.own:,}",
        "home_percent": f"{city.flow:,}",
        "km": "" if city.km is None else f"{city.km:,}",
        "link_permille": f"{city.firms:,}",
    }
