"""Cleaned records compared pair by pair, whole arrays at once: which pairs to look at, and the level of each field.

The levels and their points are the engine's (``companies.engine.twins``); here they are only worked out for many
pairs together, for ten rows of the master as for a million of a register.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from zhuchao.companies.engine.twins import FIELDS, Cleaned, Points
from zhuchao.warehouse import pairing

_CODE_LENGTH, _ORGANISATION = 18, slice(8, 17)
_HEAD, _LONG_STEM, _LONG_ADDRESS = 3, 4, 6
Pick = Callable[[Cleaned], object]


@dataclass(frozen=True, slots=True)
class Pairs:
    """``left`` and ``right`` are row numbers, ``levels`` a column of levels by field, ``points`` their sum."""

    left: Any
    right: Any
    levels: Mapping[str, Any]
    points: Any


def compared(rows: Sequence[Cleaned], points: Points) -> Pairs:
    """Every pair of rows worth a look, with what each field says of it."""
    left, right = pairing.pairs(_keys(rows), points.largest_block)
    column = {f: np.array([getattr(r, f) for r in rows], dtype=object) for f in _TEXTS}
    capital = np.array([r.capital or 0.0 for r in rows])
    levels = _levels(column, capital, left, right, points)
    total = np.zeros(len(left))
    for name in FIELDS:
        total += np.array(points.of[name])[levels[name]]
    return Pairs(left, right, levels, total)


def levels_of(pair: Sequence[Cleaned], points: Points) -> dict[str, int]:
    """What each field says of two rows, whether or not they share a key."""
    column = {f: np.array([getattr(r, f) for r in pair], dtype=object) for f in _TEXTS}
    capital = np.array([r.capital or 0.0 for r in pair])
    found = _levels(column, capital, np.array([0]), np.array([1]), points)
    return {name: int(level[0]) for name, level in found.items()}


_TEXTS = ("stem", "whole", "marks", "uscc", "county", "city", "address", "day", "phone")


def _keys(rows: Sequence[Cleaned]) -> list[tuple[Any, Any]]:
    number = np.arange(len(rows), dtype=np.int64)
    picks: tuple[Pick, ...] = (
        lambda r: r.uscc if len(r.uscc) == _CODE_LENGTH else None,
        lambda r: r.uscc[_ORGANISATION] if len(r.uscc) == _CODE_LENGTH else None,
        lambda r: (r.stem, r.city) if r.city else None,
        lambda r: (r.stem[:_HEAD], r.city) if r.city else None,
        lambda r: (r.city, r.stem[-_HEAD:]) if r.city else None,
        lambda r: (r.day, r.city) if r.day and r.city else None,
        lambda r: (r.day, r.stem[:2]) if r.day else None,
        lambda r: (r.day, r.capital) if r.day and r.capital else None,
        lambda r: r.address if len(r.address) > _LONG_ADDRESS else None,
        lambda r: r.phone or None,
        lambda r: (r.whole[-_LONG_STEM:], r.city) if r.city else None,
        lambda r: r.whole[-_LONG_ADDRESS:] if len(r.whole) > _LONG_ADDRESS else None,
        lambda r: (r.capital, r.stem[-_HEAD:], r.city) if r.capital and r.city else None,
    )
    keys = [(_hashed(map(pick, rows), len(rows)), number) for pick in picks]
    # A wrong, missing, doubled or swapped character: both stems without it are the same.
    spelt = [(n, text) for n, r in enumerate(rows) for text in _spellings(r.stem)]
    bearers = np.fromiter((n for n, _ in spelt), dtype=np.int64, count=len(spelt))
    return [*keys, (_hashed((text for _, text in spelt), len(spelt)), bearers)]


def _spellings(stem: str) -> Iterable[str]:
    if len(stem) < _LONG_STEM:
        return (stem,)
    return {stem, *(stem[:i] + stem[i + 1 :] for i in range(len(stem)))}


def _hashed(values: Iterable[object], count: int) -> Any:
    found = (0 if value is None else hash(value) for value in values)
    return np.fromiter(found, dtype=np.int64, count=count)


def _levels(column: Mapping[str, Any], capital: Any, left: Any, right: Any, points: Points) -> dict[str, Any]:
    def equal(name: str) -> Any:
        texts = column[name]
        return _three(texts[left] == texts[right], (texts[left] == "") | (texts[right] == ""))

    known = capital > 0
    return {
        "name": _alike(column["stem"], left, right, points.name_steps),
        "whole": _alike(column["whole"], left, right, points.whole_steps),
        "marks": (column["marks"][left] == column["marks"][right]).astype(np.int8),
        "uscc": _codes(column["uscc"], left, right),
        "region": _regions(column, left, right),
        "address": _addresses(column["address"], left, right, points.address_steps),
        "capital": _three(np.isclose(capital[left], capital[right]), ~(known[left] & known[right])),
        "day": equal("day"),
        "phone": equal("phone"),
        "rarity": _rarities(column["stem"], left, points.rarity_steps),
    }


def _three(same: Any, unknown: Any) -> Any:
    """0 different, 1 unknown, 2 the same."""
    return np.where(unknown, 1, np.where(same.astype(bool), 2, 0)).astype(np.int8)


def _alike(texts: Any, left: Any, right: Any, steps: Sequence[float]) -> Any:
    """How many of the rising ``steps`` the likeness of two texts reaches."""
    return np.searchsorted(np.array(steps), pairing.likeness(texts, left, right) + 1e-6, side="right").astype(
        np.int8
    )


def _codes(texts: Any, left: Any, right: Any) -> Any:
    """0 different, 1 unknown, 2 one or two characters apart, 3 the same organisation, 4 the same."""
    whole = np.array([len(t) == _CODE_LENGTH for t in texts], dtype=bool)
    organisation = np.array([t[_ORGANISATION] for t in texts], dtype=object)
    found = np.ones(len(left), dtype=np.int8)
    both = np.flatnonzero(whole[left] & whole[right])
    a, b = left[both], right[both]
    level = np.where(pairing.differing(texts, a, b) <= 2, 2, 0)
    level = np.where((organisation[a] == organisation[b]).astype(bool), 3, level)
    found[both] = np.where((texts[a] == texts[b]).astype(bool), 4, level)
    return found


def _regions(column: Mapping[str, Any], left: Any, right: Any) -> Any:
    """0 another city, 1 unknown, 2 the same city and another county, 3 the same city, 4 the same county."""
    city, county = column["city"], column["county"]
    level = _three(city[left] == city[right], (city[left] == "") | (city[right] == ""))
    counties = _three(county[left] == county[right], (county[left] == "") | (county[right] == ""))
    return np.where(level < 2, level, 2 + np.array([0, 1, 2])[counties]).astype(np.int8)


def _addresses(texts: Any, left: Any, right: Any, steps: Sequence[float]) -> Any:
    """0 different, 1 unknown, then one level for each step of likeness."""
    unknown = (texts[left] == "") | (texts[right] == "")
    found = np.ones(len(left), dtype=np.int8)
    both = np.flatnonzero(~unknown.astype(bool))
    alike = _alike(texts, left[both], right[both], steps)
    found[both] = np.where(alike > 0, alike + 1, 0)
    return found


def _rarities(stems: Any, left: Any, steps: Sequence[float]) -> Any:
    """How many of the rising ``steps`` the number of rows of the left row's stem reaches."""
    _, place, count = np.unique(stems.astype(str), return_inverse=True, return_counts=True)
    return np.searchsorted(np.array(steps), count[place][left], side="right").astype(np.int8)
