"""What duplicates are judged by today: places, legal forms and points of the rulebook."""

import functools
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, cast

from zhuchao import rulebook
from zhuchao.companies.engine.twins import Points, Words
from zhuchao.rulebook import regions

#: Provinces whose names in daily use are shorter than what is left without the word for their kind.
_PROVINCES = ("内蒙古", "广西", "宁夏", "新疆", "西藏")


def points(on: date) -> Points:
    """The points in force that day."""
    value = rulebook.rule("companies.duplicate-points", on=on).value
    return Points.read(cast("Mapping[str, Any]", value))


def words(on: date) -> Words:
    """Places and legal forms that tell companies least apart."""
    return _words(tuple(cast("Iterable[str]", rulebook.rule("registry.legal-forms", on=on).value)))


@functools.lru_cache(maxsize=2)
def _words(forms: tuple[str, ...]) -> Words:
    places = {r.short_name for r in regions.all_regions().values()}
    return Words.of(frozenset(places.union(_PROVINCES)), forms)
