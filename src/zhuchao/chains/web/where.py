"""Where the target companies of a link sit: a map of circles by city, and its table twin."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any

from django.http import Http404, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control

from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.maps import Layer, Swatch
from zhuchao.frame.tables import Cell, Table
from zhuchao.rulebook import regions

_BASES = ("provinces", "zhejiang_districts")
_ACCENT, _OURS = "#1c4e9d", "#c2410c"
_SMALLEST, _GROWTH, _LARGEST = 5.0, 4.0, 24.0
NOTE = "底图为单位内部示意，未经审图，不作行政区划依据，不得公开发布。"


@dataclass(frozen=True, slots=True)
class City:
    """A city with the number of targets in it and the address that narrows the list to it."""

    code: str
    name: str
    count: int
    lon: float | None
    lat: float | None
    url: str


def city_of(county_code: str) -> str:
    """The city of a county code; the province's own code where that is all there is."""
    code = regions.today(county_code)
    return f"{code[:4]}00" if code else ""


def cities(county_codes: Iterable[str], address: Callable[[str], str]) -> list[City]:
    """Targets by city, the most first."""
    counted = Counter(city_of(c) for c in county_codes if c)
    found = []
    for code, count in counted.most_common():
        place = regions.region(code)
        lon, lat = (place.lon, place.lat) if place else (None, None)
        found.append(City(code, regions.full_name(code) or code, count, lon, lat, address(code)))
    return found


def layers(found: Iterable[City], district: str) -> list[Layer]:
    """Provinces as ground, our district in its own colour, a circle a city sized by count."""
    found = list(found)
    base = [
        Layer(
            "provinces", "省界", "line", reverse("chains:boundaries", args=["provinces"]), colour="#94a3b8"
        ),
    ]
    if outline := _outline(district):
        base.append(Layer("district", "本区", "fill", outline, colour=_OURS, label="name"))
    return [
        *base,
        Layer(
            "targets", "目标企业", "point", _points(found), colour=_ACCENT, radius_by="radius", label="label"
        ),
    ]


def legend() -> tuple[Swatch, ...]:
    """The lines of the legend."""
    return (Swatch("targets", "目标企业所在市，圆越大家数越多", _ACCENT), Swatch("district", "本区", _OURS))


def table(found: Iterable[City]) -> Table:
    """The same as a table; a click narrows the list as a click on the map does."""
    return Table(["所在市", "目标企业（家）"], [[Cell(c.name, c.url), c.count] for c in found])


def _points(found: list[City]) -> dict[str, Any]:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [c.lon, c.lat]},
            "properties": {
                "title": c.name,
                "text": f"目标企业 {c.count} 家，点击只看这里",
                "label": str(c.count),
                "url": c.url,
                "radius": round(min(_SMALLEST + _GROWTH * sqrt(c.count), _LARGEST), 1),
            },
        }
        for c in found
        if c.lon is not None and c.lat is not None
    ]
    return {"type": "FeatureCollection", "features": features}


def _outline(district: str) -> Mapping[str, Any] | None:
    """The boundary of a county of Zhejiang; for others no boundary ships."""
    its = [
        f for f in regions.boundaries("zhejiang_districts")["features"] if f["properties"]["code"] == district
    ]
    return {"type": "FeatureCollection", "features": its} if its else None


@staff_page
def boundaries(request: ActorRequest, name: str) -> HttpResponseBase:
    """A set of boundaries that ships with the rulebook, as GeoJSON."""
    if name not in _BASES:
        raise Http404
    response = JsonResponse(dict(regions.boundaries(name)), json_dumps_params={"ensure_ascii": False})
    patch_cache_control(response, private=True, max_age=86_400)
    return response
