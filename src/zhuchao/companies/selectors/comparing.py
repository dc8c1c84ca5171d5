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


@dataclass(frozen=True, slots=True)
class Pairs:
    """``left`` and ``right`` are row numbers, ``levels`` a column of levels by field, ``points`` their sum."""

    left: Any
    right: Any
    levels: Mapping[str, Any]
    points: Any


def compared(rows: Sequence[Cleaned], points: Points) -> Pairs:
    """Every pair of rows worth a look, with what each field says of it: those that may reach ``points.ask_from``."""
    left, right = pairing.pairs(_keys(rows), points.largest_block)
    known = _Columns.of(rows)
    levels = _plain(known, left, right, points)
    for name, read in _ALIKE.items():
        # Comparing texts is what costs: only where the likest ones would be enough.
        best = sum(max(points.of[field]) for field in FIELDS if field not in levels)
        kept = np.flatnonzero(_summed(levels, points, len(left)) + best >= points.ask_from)
        left, right = left[kept], right[kept]
        levels = {field: level[kept] for field, level in levels.items()}
        levels[name] = read(known, left, right, points)
    return Pairs(left, right, levels, _summed(levels, points, len(left)))


def _summed(levels: Mapping[str, Any], points: Points, count: int) -> Any:
    total = np.zeros(count)
    for name in FIELDS:
        if name in levels:
            total += np.array(points.of[name])[levels[name]]
    return total


def levels_of(pair: Sequence[Cleaned], points: Points) -> dict[str, int]:
    """What each field says of two rows, whether or not they share a key."""
    known, left, right = _Columns.of(pair), np.array([0]), np.array([1])
    found = _plain(known, left, right, points)
    found |= {name: read(known, left, right, points) for name, read in _ALIKE.items()}
    return {name: int(level[0]) for name, level in found.items()}


_TEXTS = ("stem", "whole", "uscc", "address")
_CODED = ("stem", "marks", "uscc", "county", "city", "day", "phone")


@dataclass(frozen=True, slots=True)
class _Columns:
    """The rows by column: texts as they are, and numbers that are equal where the texts are (0 for none)."""

    text: Mapping[str, Any]
    code: Mapping[str, Any]
    capital: Any

    @classmethod
    def of(cls, rows: Sequence[Cleaned]) -> "_Columns":
        """Read the rows once."""
        lists = {name: [getattr(r, name) for r in rows] for name in {*_TEXTS, *_CODED}}
        return cls(
            {name: np.array(lists[name], dtype=object) for name in _TEXTS},
            {name: _numbered(lists[name]) for name in _CODED},
            np.array([r.capital or 0.0 for r in rows]),
        )


def _numbered(texts: Sequence[str]) -> Any:
    number = {"": 0}
    return np.fromiter(
        (number.setdefault(text, len(number)) for text in texts), dtype=np.int64, count=len(texts)
    )


def _keys(rows: Sequence[Cleaned]) -> list[tuple[Any, Any]]:
    count, number = len(rows), np.arange(len(rows), dtype=np.int64)
    stems, wholes = [r.stem for r in rows], [r.whole for r in rows]

    def of(texts: Iterable[str]) -> Any:
        return pairing.hashes(texts, count)

    city, day, stem = of(r.city for r in rows), of(r.day for r in rows), of(stems)
    tail = of(s[-_HEAD:] for s in stems)
    capital = of(str(r.capital) if r.capital else "" for r in rows)
    keys = (
        of(r.uscc if len(r.uscc) == _CODE_LENGTH else "" for r in rows),
        of(r.uscc[_ORGANISATION] if len(r.uscc) == _CODE_LENGTH else "" for r in rows),
        pairing.joined(stem, city),
        pairing.joined(of(s[:_HEAD] for s in stems), city),
        pairing.joined(city, tail),
        pairing.joined(day, city),
        pairing.joined(day, of(s[:2] for s in stems)),
        pairing.joined(day, capital),
        of(r.address if len(r.address) > _LONG_ADDRESS else "" for r in rows),
        of(r.phone for r in rows),
        pairing.joined(of(w[-_LONG_STEM:] for w in wholes), city),
        of(w[-_LONG_ADDRESS:] if len(w) > _LONG_ADDRESS else "" for w in wholes),
        pairing.joined(capital, tail, city),
    )
    # A wrong, missing, doubled or swapped character: both stems without it are the same.
    return [*((key, number) for key in keys), pairing.spellings(stems, _LONG_STEM)]


def _plain(known: _Columns, left: Any, right: Any, points: Points) -> dict[str, Any]:
    """The levels of fields that are the same or not."""

    def equal(name: str) -> Any:
        code = known.code[name]
        a, b = code[left], code[right]
        return _three(a == b, (a == 0) | (b == 0))

    capital = known.capital
    has, marks = capital > 0, known.code["marks"]
    return {
        "marks": (marks[left] == marks[right]).astype(np.int8),
        "uscc": _codes(known, left, right),
        "region": _regions(equal("city"), equal("county")),
        "capital": _three(np.isclose(capital[left], capital[right]), ~(has[left] & has[right])),
        "day": equal("day"),
        "phone": equal("phone"),
        "rarity": _rarities(known.code["stem"], left, points.rarity_steps),
    }


def _three(same: Any, unknown: Any) -> Any:
    """0 different, 1 unknown, 2 the same."""
    return np.where(unknown, 1, np.where(same.astype(bool), 2, 0)).astype(np.int8)


def _alike(texts: Any, left: Any, right: Any, steps: Sequence[float]) -> Any:
    """How many of the rising ``steps`` the likeness of two texts reaches."""
    return np.searchsorted(np.array(steps), pairing.likeness(texts, left, right) + 1e-6, side="right").astype(
        np.int8
    )


def _codes(known: _Columns, left: Any, right: Any) -> Any:
    """0 different, 1 unknown, 2 one or two characters apart, 3 the same organisation, 4 the same."""
    texts, code = known.text["uscc"], known.code["uscc"]
    whole = np.array([len(t) == _CODE_LENGTH for t in texts], dtype=bool)
    organisation = _numbered([t[_ORGANISATION] for t in texts])
    found = np.ones(len(left), dtype=np.int8)
    both = np.flatnonzero(whole[left] & whole[right])
    a, b = left[both], right[both]
    level = np.where(organisation[a] == organisation[b], 3, 0)
    level = np.where(code[a] == code[b], 4, level)
    other = np.flatnonzero(level == 0)
    level[other] = np.where(pairing.differing(texts, a[other], b[other]) <= 2, 2, 0)
    found[both] = level
    return found


def _regions(city: Any, county: Any) -> Any:
    """0 another city, 1 unknown, 2 the same city and another county, 3 the same city, 4 the same county."""
    return np.where(city < 2, city, 2 + np.array([0, 1, 2])[county]).astype(np.int8)


def _addresses(texts: Any, left: Any, right: Any, steps: Sequence[float]) -> Any:
    """0 different, 1 unknown, then one level for each step of likeness."""
    unknown = (texts[left] == "") | (texts[right] == "")
    found = np.ones(len(left), dtype=np.int8)
    both = np.flatnonzero(~unknown.astype(bool))
    alike = _alike(texts, left[both], right[both], steps)
    found[both] = np.where(alike > 0, alike + 1, 0)
    return found


#: Fields that are alike more or less, those that cost least to compare first.
_ALIKE: Mapping[str, Callable[[_Columns, Any, Any, Points], Any]] = {
    "name": lambda known, left, right, points: _alike(known.text["stem"], left, right, points.name_steps),
    "address": lambda known, left, right, points: _addresses(
        known.text["address"], left, right, points.address_steps
    ),
    "whole": lambda known, left, right, points: _alike(known.text["whole"], left, right, points.whole_steps),
}


def _rarities(stems: Any, left: Any, steps: Sequence[float]) -> Any:
    """How many of the rising ``steps`` the number of rows of the left row's stem reaches."""
    return np.searchsorted(np.array(steps), np.bincount(stems)[stems[left]], side="right").astype(np.int8)
