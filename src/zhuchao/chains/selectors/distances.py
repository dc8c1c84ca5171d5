"""How far a city lies from a district, in whole kilometres between the places of their seats."""

import functools
from collections.abc import Mapping, Sequence

from zhuchao.rulebook import regions
from zhuchao.rulebook.regions import Level


@functools.lru_cache(maxsize=16)
def _from(district: str) -> Mapping[str, int]:
    found = {}
    for code, place in regions.all_regions().items():
        if place.level is Level.COUNTY:
            continue
        km = regions.distance_km(district, code)
        if km is not None:
            found[code] = int(km)
    return found


def kilometres(city: str | None, district: str) -> int | None:
    """Kilometres from the district to a city; None where the place of one is unknown."""
    return _from(district).get(city or "")


@functools.lru_cache(maxsize=64)
def bands_of(district: str, floors: tuple[int, ...]) -> Mapping[int, Sequence[str]]:
    """The cities in each band, by the floor of the band (km): the greatest floor not above the distance."""
    found: dict[int, list[str]] = {floor: [] for floor in floors}
    for city, km in _from(district).items():
        reached = [floor for floor in floors if floor <= km]
        if reached:
            found[max(reached)].append(city)
    return found
