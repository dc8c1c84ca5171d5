"""Divisions as people write them: a code, a full name, or the name alone where only one place bears it."""

import functools
from collections.abc import Mapping

from django.utils import timezone

from zhuchao import rulebook
from zhuchao.rulebook import regions
from zhuchao.terms.refusal import Refusal, Refused

_SHOWN = 5


@functools.cache
def _by_name() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for place in regions.all_regions().values():
        if place.level is regions.Level.PROVINCE:
            continue
        for name in {place.name, place.short_name, regions.full_name(place.code)}:
            found.setdefault(name, set()).add(place.code)
    return {name: tuple(sorted(codes)) for name, codes in found.items()}


def place_code(text: str) -> str:
    """Today's code of the county or city meant; empty for an empty text.

    Raises Refused when no place or more than one is called so; the candidates are named.
    """
    text = "".join(text.split())
    if not text:
        return ""
    code = regions.today(text)
    place = regions.region(code)
    if place is not None and place.level is not regions.Level.PROVINCE:
        return code
    found = _counties_first(_by_name().get(text, ()))
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refused(
            _refusal(f"没有叫“{text}”的区县或地市", "请写区县全称，如“绍兴市柯桥区”，或六位区划代码。")
        )
    names = "、".join(regions.full_name(c) for c in found[:_SHOWN])
    raise Refused(_refusal(f"叫“{text}”的地方有{len(found)}个：{names}", "请写全称，省市区县连写。"))


def home_places() -> list[str]:
    """Full names of the counties of our province, our own first, for a form that suggests."""
    home = str(rulebook.rule("district.home", on=timezone.localdate()).value)
    counties = (p for p in regions.all_regions().values() if p.level is regions.Level.COUNTY)
    near = [p.code for p in counties if p.code[:2] == home[:2]]
    return [regions.full_name(c) for c in sorted(near, key=lambda c: (c != home, c[:4] != home[:4], c))]


def _counties_first(codes: tuple[str, ...]) -> tuple[str, ...]:
    """A city that exists only to stand above the county of its own name does not make it ambiguous."""
    if len(codes) < 2:
        return codes
    full = {regions.full_name(c) for c in codes}
    return codes if len(full) > 1 else codes[-1:]


def _refusal(reason: str, next_step: str) -> Refusal:
    return Refusal("companies.place", reason, next_step, "county_code", "GB/T 2260")


def place_fields(code: str) -> dict[str, str]:
    """The columns of a company for a county or city code; both empty for an empty one."""
    place = regions.region(code) if code else None
    if place is None:
        return {"county_code": "", "city_code": ""}
    county = place.code if place.level is regions.Level.COUNTY else ""
    return {"county_code": county, "city_code": place.code[:4] + "00"}
