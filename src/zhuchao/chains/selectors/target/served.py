"""The ranker of expansions in force, read once a process, and its numbers turned into sentences."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np

from zhuchao.chains.engine import outward
from zhuchao.learners import kept
from zhuchao.rulebook import regions
from zhuchao.terms.reason import Reason, total

if TYPE_CHECKING:
    from zhuchao.learners.expansion import Coming, Model

#: The name under which the model of targeting keeps its versions in the home.
MODEL = "targeting"
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class Served:
    """A version at work: its card, the last day it knows, where each company stands in it by credit code."""

    version: str
    card: Mapping[str, Any]
    model: "Model"
    known_to: date
    at: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Learned:
    """What the model says of one company and one city: points of the reasons add up to ``score``.

    ``place`` among ``of`` candidates of the city, ``band`` the word for it.
    """

    uscc: str
    place: int
    of: int
    band: str
    score: Decimal
    reasons: tuple[Reason, ...]

    def as_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            "place": self.place,
            "of": self.of,
            "band": self.band,
            "score": float(self.score),
            "reasons": [r.as_dict() for r in self.reasons],
        }


def served() -> Served | None:
    """The version in force; None when nothing was trained."""
    version = kept.version_in_force(MODEL)
    return version_of(str(kept.folder(MODEL)), version) if version else None


@functools.lru_cache(maxsize=2)
def version_of(folder: str, version: str) -> Served:
    """One version of the ranker; ``folder`` tells homes apart."""
    # The library of trees takes a second to load: only where something was trained.
    from zhuchao.learners import expansion

    found = kept.load(MODEL, version)
    model = expansion.restored(found.arrays, found.plain)
    known_to = _EPOCH + timedelta(days=model.known.day - 1)
    return Served(version, found.card, model, known_to, {u: i for i, u in enumerate(model.pairs.uscc)})


def coming_to(on: Served, city: str) -> "Coming | None":
    """All candidates of a city by its code, the likeliest first; None when the model knows of nobody who went there."""
    return _coming(str(kept.folder(MODEL)), on.version, city)


@functools.lru_cache(maxsize=8)
def _coming(folder: str, version: str, city: str) -> "Coming | None":
    from zhuchao.learners import expansion

    model = version_of(folder, version).model
    number = expansion.city_of(model, city)
    return None if number is None else expansion.coming(model, number)


def placed_at(on: Served, there: "Coming", places: Sequence[int]) -> list[Learned]:
    """The candidates at these places, counted from 0, each with its reasons."""
    from zhuchao.learners import expansion

    chosen = there.parents[np.asarray(places, np.int64)]
    points = expansion.why_coming(on.model, there, np.asarray(places, np.int64))
    said = _told(on, chosen, np.full(len(chosen), there.city), points)
    return [
        Learned(
            on.model.pairs.uscc[p],
            n + 1,
            len(there.parents),
            outward.band(n + 1, expansion.BANDS),
            total(reasons),
            reasons,
        )
        for p, n, reasons in zip(chosen.tolist(), places, said, strict=True)
    ]


def going_from(on: Served, uscc: str, most: int) -> list[tuple[str, tuple[Reason, ...]]]:
    """The codes of the ``most`` cities a company would enter next, the likeliest first, with why; none for one unknown."""
    from zhuchao.learners import expansion

    if uscc not in on.at:
        return []
    there = expansion.going(on.model, on.at[uscc])
    cities = there.cities[:most]
    points = expansion.why_going(on.model, there, most)
    said = _told(on, np.full(len(cities), there.parent), cities, points)
    return [(on.model.pairs.cities[c], reasons) for c, reasons in zip(cities.tolist(), said, strict=True)]


def _told(
    on: Served, parents: Any, cities: Any, points: Sequence[Mapping[str, float]]
) -> list[tuple[Reason, ...]]:
    from zhuchao.learners import expansion

    told = expansion.facts(on.model, parents, cities)
    return [outward.reasons(_move(on, fact), p) for fact, p in zip(told, points, strict=True)]


def place_name(code: str) -> str:
    """The short name of a city or province; the code where it is unknown."""
    found = regions.region(code)
    return found.name if found else code


def _move(on: Served, fact: dict[str, Any]) -> outward.Move:
    home, city = fact["home"], fact["city"]
    province = place_name(f"{home[:2]}0000")
    days = {
        key: None if fact[key] is None else _EPOCH + timedelta(days=fact[key])
        for key in ("newest", "founded")
    }
    names = {
        "home": place_name(home),
        "province": province,
        "city": place_name(city),
        "alike": tuple(place_name(code) for code in fact["alike"]),
    }
    return outward.Move(**fact | days | names, same_province=home[:2] == city[:2], known=on.known_to)
