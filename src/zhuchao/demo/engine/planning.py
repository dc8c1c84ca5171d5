"""How often each link occurs and how strong it is at home: drawn once from the seed, so that every verdict
(缺, 弱, 持平, 强, 样本不足) can be seen."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhuchao.demo.engine.invent import STRONGEST, LinkWords, Place

#: Companies of a province out of 100; what is left is shared by the other provinces.
PROVINCE_SHARES: Mapping[str, float] = {
    "浙江": 34.0,
    "江苏": 18.0,
    "上海": 9.0,
    "广东": 9.0,
    "山东": 5.0,
    "安徽": 4.0,
    "福建": 3.0,
    "北京": 3.0,
}
#: The home district holds this share of its province, so that its links can be judged.
HOME_SHARE = 0.12
#: Quotient at home and how many of 100 links get it: in the district's own chain, and in the others.
_OWN_CHAIN = ((STRONGEST, 45), (1.0, 25), (0.35, 15), (0.0, 15))
_OTHERS = ((STRONGEST, 8), (1.0, 37), (0.35, 30), (0.0, 25))


@dataclass(frozen=True, slots=True)
class ChainLink:
    """A link of a chain in the rulebook with the words that place a company on it."""

    chain: str
    code: str
    products: tuple[str, ...]
    name_words: tuple[str, ...]
    service: bool


def planned(links: Sequence[ChainLink], *, seed: int, own_chain: str) -> tuple[LinkWords, ...]:
    """Every link with a frequency and a home quotient; links without a product word are left out."""
    dice = random.Random(f"{seed}-links")
    found = []
    for link in links:
        quotients = _OWN_CHAIN if link.chain == own_chain else _OTHERS
        home = dice.choices([q for q, _ in quotients], [n for _, n in quotients])[0]
        weight = dice.lognormvariate(0, 0.9)
        if link.products:
            code = f"{link.chain}.{link.code}"
            found.append(LinkWords(code, link.products, link.name_words, link.service, weight, home))
    return tuple(found)


def weighted(places: Sequence[Place], *, seed: int, home: str) -> tuple[Place, ...]:
    """The places with weights by province; within a province by a draw, the home district by its share."""
    dice = random.Random(f"{seed}-places")
    provinces: dict[str, list[Place]] = {}
    for place in places:
        provinces.setdefault(place.province, []).append(place)
    rest = (100 - sum(PROVINCE_SHARES.values())) / max(1, len(provinces.keys() - PROVINCE_SHARES.keys()))
    found: list[Place] = []
    for province, inside in provinces.items():
        share = PROVINCE_SHARES.get(province, rest)
        has_home = any(p.county_code == home for p in inside)
        others = share * (1 - HOME_SHARE) if has_home else share
        draws = [0.0 if p.county_code == home else dice.uniform(0.4, 1.6) for p in inside]
        total = sum(draws) or 1.0
        for place, draw in zip(inside, draws, strict=True):
            weight = share * HOME_SHARE if place.county_code == home else others * draw / total
            found.append(_with_weight(place, weight))
    return tuple(found)


def _with_weight(place: Place, weight: float) -> Place:
    return Place(place.county_code, place.county, place.city_code, place.city, place.province, weight)
