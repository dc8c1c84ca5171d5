"""Administrative divisions of today, the codes they had before, and boundaries that need no network.

GB/T 2260 codes of six digits (domain.md E3). Where the files come from: ``data/regions/SOURCE.md``.
"""

import csv
import functools
import gzip
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data" / "regions"
EARTH_RADIUS_KM = 6371.0088

#: What is left out of a name in daily use; the longest first.
_SUFFIXES = (
    "维吾尔自治区",
    "壮族自治区",
    "回族自治区",
    "特别行政区",
    "自治区",
    "自治州",
    "自治县",
    "地区",
    "新区",
    "省",
    "市",
    "区",
    "县",
    "盟",
    "旗",
)


class Level(IntEnum):
    """Province, city (prefecture), county (district)."""

    PROVINCE = 1
    CITY = 2
    COUNTY = 3


@dataclass(frozen=True, slots=True)
class Region:
    """One division in force today; ``lon`` and ``lat`` are WGS-84 degrees, None where unknown."""

    code: str
    name: str
    level: Level
    parent: str
    lon: float | None
    lat: float | None

    @property
    def short_name(self) -> str:
        """The name in daily use: 浙江, 绍兴, 柯桥; a name of two characters stays whole."""
        return short_name(self.name)


def short_name(name: str) -> str:
    """A division's name without the word for its kind, when at least two characters are left."""
    for suffix in _SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            return name.removesuffix(suffix)
    return name


@functools.cache
def all_regions() -> Mapping[str, Region]:
    """Every division of today by code, in order of code."""
    with (FOLDER / "divisions.csv").open(encoding="utf-8") as lines:
        return {r["code"]: _region(r) for r in csv.DictReader(lines)}


def _region(row: dict[str, str]) -> Region:
    lon, lat = (float(row[k]) if row[k] else None for k in ("lon", "lat"))
    return Region(row["code"], row["name"], Level(int(row["level"])), row["parent"], lon, lat)


@functools.cache
def old_codes() -> Mapping[str, str]:
    """Codes no longer in use and the code that took over."""
    with (FOLDER / "old_codes.csv").open(encoding="utf-8") as lines:
        return {r["code"]: r["today"] for r in csv.DictReader(lines)}


def region(code: str) -> Region | None:
    """The division that carries this code today; None for an old or unknown code."""
    return all_regions().get(code)


def today(code: str) -> str:
    """Today's code for an old one (330621 → 330603); a code in use or unknown is given back as it is."""
    return code if code in all_regions() else old_codes().get(code, code)


@functools.cache
def children(code: str) -> tuple[Region, ...]:
    """The divisions directly below, in order of code; empty text asks for the provinces."""
    return tuple(r for r in all_regions().values() if r.parent == code)


def full_name(code: str) -> str:
    """浙江省绍兴市柯桥区; empty for an unknown code. A parent that only repeats the name above is left out."""
    names: list[str] = []
    here = region(today(code))
    while here is not None:
        if not _made_up(here):
            names.append(here.name)
        here = region(here.parent)
    return "".join(reversed(names))


def _made_up(place: Region) -> bool:
    """True for a city that stands in only because the list jumps from province to county."""
    above = region(place.parent)
    return place.level is Level.CITY and above is not None and place.name.startswith(above.name)


def distance_km(a: str, b: str) -> float | None:
    """Great-circle distance in km between the centres of two divisions; None when one has no coordinates."""
    here, there = region(today(a)), region(today(b))
    if here is None or there is None:
        return None
    if here.lon is None or here.lat is None or there.lon is None or there.lat is None:
        return None
    return _great_circle_km(here.lon, here.lat, there.lon, there.lat)


def _great_circle_km(lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> float:
    half_lat = math.radians(lat_b - lat_a) / 2
    half_lon = math.radians(lon_b - lon_a) / 2
    lats = math.cos(math.radians(lat_a)) * math.cos(math.radians(lat_b))
    chord = math.sin(half_lat) ** 2 + lats * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(chord))


@functools.cache
def codes_by_name() -> Mapping[tuple[str, str], str]:
    """(code of the division above, name or short name) → code. A short name two divisions share is left out."""
    found: dict[tuple[str, str], str] = {}
    clash: set[tuple[str, str]] = set()
    for r in all_regions().values():
        above = {r.parent, r.code[:2] + "0000"} - {r.code} if r.level is Level.COUNTY else {r.parent}
        for key in {(p, n) for p in above for n in (r.name, r.short_name)}:
            if found.setdefault(key, r.code) != r.code:
                clash.add(key)
    return {k: v for k, v in found.items() if k not in clash}


def code_of(*, province: str = "", city: str = "", county: str = "") -> str:
    """The code for names as files give them (浙江 or 浙江省, 绍兴市, 柯桥区); the deepest that is known.

    Empty when not even the province is known. A county may be named without its city where the
    province has only one of that name.
    """
    code = codes_by_name().get(("", province.strip()), "")
    for name in (city.strip(), county.strip()):
        code = codes_by_name().get((code, name), code) if code and name else code
    return code


@functools.cache
def boundaries(name: str) -> Mapping[str, Any]:
    """A GeoJSON collection (WGS-84) that ships: ``zhejiang_districts`` or ``provinces``.

    Raises FileNotFoundError for another name.
    """
    found: dict[str, Any] = json.loads(gzip.decompress((FOLDER / f"{name}.geojson.gz").read_bytes()))
    return found
