"""Why one company is worth a visit: declared bands of declared facts, points that add up.

The same ``Scheme`` drives the whole-table expression in ``chains.analytics.scores``. Points are whole or half: counted
in tenths both sides agree exactly, and printed as decimals they add up to the printed score to the last digit,
also for a reader who adds binary fractions. Facts describe companies, never people.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from zhuchao.terms.reason import Reason

#: The facts a scheme may use: whole numbers (years, kilometres, 万元 rounded down), None when unknown.
FACTS = (
    "fit",
    "capital_wan",
    "age_years",
    "branch_cities",
    "branch_age_years",
    "flow_percent",
    "km",
    "kin",
    "ties",
    "trade_excess",
    "same_prefecture",
    "bound",
)
TENTHS = Decimal(10)


@dataclass(frozen=True, slots=True)
class Band:
    """From ``at_least`` on (up to the next band) the fact earns ``tenths`` tenths of a point.

    ``text`` is the sentence; ``{value}`` stands for the fact as shown.
    """

    at_least: int
    tenths: int
    text: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """One fact and its bands, the highest first; ``missing`` applies when the fact is unknown."""

    code: str
    fact: str
    bands: tuple[Band, ...]
    missing: Band | None = None


@dataclass(frozen=True, slots=True)
class Scheme:
    """A dated set of criteria; ``version`` names the rule and its first day."""

    version: str
    criteria: tuple[Criterion, ...]


def scheme_from_value(version: str, value: object, facts: Collection[str] = FACTS) -> Scheme:
    """The scheme laid down by the rulebook entry ``targets.scheme``, or by another over other ``facts``.

    Raises ValueError when a criterion uses an unknown fact, repeats a band, or has points finer
    than a half.
    """
    if not isinstance(value, list):
        raise ValueError("targets.scheme is not a list of criteria")
    return Scheme(version, tuple(_criterion(raw, facts) for raw in value))


def _criterion(raw: Mapping[str, object], facts: Collection[str]) -> Criterion:
    fact, bands = str(raw["fact"]), raw["bands"]
    if fact not in facts:
        raise ValueError(f"targets.scheme knows no fact {fact!r}")
    if not isinstance(bands, list):
        raise ValueError(f"criterion {raw['code']} has no list of bands")
    missing = raw.get("missing")
    found = sorted((_band(b, int(b["at_least"])) for b in bands), key=lambda b: -b.at_least)
    if len({b.at_least for b in found}) != len(found):
        raise ValueError(f"criterion {raw['code']} has two bands from the same value")
    return Criterion(
        code=str(raw["code"]),
        fact=fact,
        bands=tuple(found),
        missing=_band(missing, 0) if isinstance(missing, Mapping) else None,
    )


def _band(raw: Mapping[str, object], at_least: int) -> Band:
    tenths = Decimal(str(raw["points"])) * TENTHS
    if tenths % 5:
        raise ValueError(f"points are whole or half, not {raw['points']}")
    return Band(at_least, int(tenths), str(raw["text"]))


def band_of(criterion: Criterion, value: int | None) -> Band | None:
    """The band a fact falls into; None when it lies below all of them."""
    if value is None:
        return criterion.missing
    return next((b for b in criterion.bands if value >= b.at_least), None)


def tenths_of(scheme: Scheme, fact: str, value: int | None) -> int:
    """What one fact earns under all criteria that use it, in tenths of a point."""
    found = (band_of(c, value) for c in scheme.criteria if c.fact == fact)
    return sum(band.tenths for band in found if band is not None)


def floors_of(scheme: Scheme, fact: str) -> tuple[int, ...]:
    """Where the bands of a fact begin, the lowest first; between two floors all values earn the same."""
    return tuple(sorted({b.at_least for c in scheme.criteria if c.fact == fact for b in c.bands}))


def explain(
    facts: Mapping[str, int | None], scheme: Scheme, shown: Mapping[str, str] | None = None
) -> tuple[Reason, ...]:
    """The reasons of one company, those worth no points left out.

    ``shown`` gives the words for a fact (names of kin, money with unit); a fact without is printed
    as its number.
    """
    words = shown or {}
    found: list[Reason] = []
    for criterion in scheme.criteria:
        value = facts[criterion.fact]
        band = band_of(criterion, value)
        if band is None or band.tenths == 0:
            continue
        text = band.text.replace("{value}", words.get(criterion.fact, "" if value is None else f"{value:,}"))
        found.append(Reason(criterion.code, text, Decimal(band.tenths) / TENTHS))
    return tuple(found)


def excess(scope: str, trade: tuple[str, ...], make: tuple[str, ...]) -> int:
    """How many more words of trade than of making a scope holds; every occurrence counts."""
    return sum(scope.count(w) for w in trade) - sum(scope.count(w) for w in make)
