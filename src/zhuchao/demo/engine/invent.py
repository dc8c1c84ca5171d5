"""The invented registry: companies spread over places and links, with one home district whose links are
strong, even, weak or missing by plan."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

from zhuchao.demo.engine import words
from zhuchao.demo.engine.codes import credit_code

#: Quotients against the province that the home district is given; no link is given a higher one.
STRONGEST = 2.4
_MAKERS = 0.38
_TRADERS = 0.3
_WITHOUT_SCOPE = 0.08
_BRANCHES = 0.06
_KIN = 0.04
_FIRST_YEAR = 1992


@dataclass(frozen=True, slots=True)
class Place:
    """A county-level division of today and how many companies it has relative to the others."""

    county_code: str
    county: str
    city_code: str
    city: str
    province: str
    weight: float


@dataclass(frozen=True, slots=True)
class LinkWords:
    """The words of one link of a chain. ``home`` is the home district's quotient for it (0 missing, 1 even),
    at most ``STRONGEST``; ``weight`` its frequency everywhere."""

    code: str
    products: tuple[str, ...]
    name_words: tuple[str, ...]
    service: bool
    weight: float
    home: float


@dataclass(frozen=True, slots=True)
class Plan:
    """All that decides the result. ``home`` is the county code of the demonstration district, ``old_codes``
    the code its credit codes carried before (county code → old code), ``last`` the last day of registration."""

    seed: int
    count: int
    places: Sequence[Place]
    links: Sequence[LinkWords]
    home: str
    last: date
    old_codes: Mapping[str, str]


class Invented(NamedTuple):
    """One row with the columns of a registry file. Capital in 万元."""

    name: str
    uscc: str
    reg_date: date
    capital_wan: float | None
    currency: str
    county_code: str
    city_code: str
    province: str
    ent_type: str
    scope: str | None
    address: str | None


class _Dice:
    """Weighted choices with the cumulative sums made once."""

    def __init__(self, plan: Plan) -> None:
        self.random = random.Random(plan.seed)
        self.plan = plan
        self._place_sums = list(accumulate(p.weight for p in plan.places))
        self._link_sums = list(accumulate(link.weight for link in plan.links))
        years = range(_FIRST_YEAR, plan.last.year + 1)
        self._years = list(years)
        self._names: set[str] = set()
        self._year_sums = list(accumulate(1.09 ** (y - _FIRST_YEAR) for y in years))

    def place(self) -> Place:
        return self.random.choices(self.plan.places, cum_weights=self._place_sums)[0]

    def link(self) -> LinkWords:
        return self.random.choices(self.plan.links, cum_weights=self._link_sums)[0]

    def day(self) -> date:
        year = self.random.choices(self._years, cum_weights=self._year_sums)[0]
        day = date(year, 1, 1) + timedelta(days=self.random.randrange(365))
        return min(day, self.plan.last)

    def brand(self) -> str:
        return words.MARK + "".join(self.random.choices(words.SYLLABLES, k=3))

    def unused_name(self, city: str, brand: str, trade: str) -> str:
        """A registrar gives a name once; another brand is taken when this one is gone."""
        name = f"{city}{brand}{trade}{self.random.choice(words.FORMS)}"
        while name in self._names:
            name = f"{city}{self.brand()}{trade}{self.random.choice(words.FORMS)}"
        self._names.add(name)
        return name

    def capital(self) -> float | None:
        if self.random.random() < 0.15:
            return None
        wan = self.random.lognormvariate(6.2, 1.5)
        step = 1 if wan < 20 else 10 if wan < 500 else 100
        return float(min(max(1, round(wan / step)) * step, 500_000))


def invent(plan: Plan) -> Iterator[Invented]:
    """``plan.count`` companies, the same for the same plan; branches come after the companies they belong to.

    Raises ValueError when a link asks for a higher quotient than ``STRONGEST``.
    """
    if any(link.home > STRONGEST for link in plan.links):
        raise ValueError(f"a link asks for a home quotient above {STRONGEST}")
    dice = _Dice(plan)
    branches = int(plan.count * _BRANCHES)
    heads: list[Invented] = []
    for number in range(plan.count - branches):
        row = _company(dice, number, heads)
        heads.append(row)
        yield row
    if heads:
        for number in range(plan.count - branches, plan.count):
            yield _branch(dice, number, heads)


def _company(dice: _Dice, number: int, heads: Sequence[Invented]) -> Invented:
    place = dice.place()
    trade, scope = _business(dice, place)
    # A second company of the same brand is kin by name.
    kin = heads and dice.random.random() < _KIN
    brand = _brand_of(dice.random.choice(heads)) if kin else dice.brand()
    return Invented(
        name=dice.unused_name(_short(place), brand, trade),
        uscc=credit_code(_division(dice, place), number),
        reg_date=dice.day(),
        capital_wan=dice.capital(),
        currency="人民币",
        county_code=place.county_code,
        city_code=place.city_code,
        province=place.province,
        ent_type=dice.random.choice(words.ENT_TYPES),
        scope=scope,
        address=None if scope is None else _address(dice, place),
    )


def _business(dice: _Dice, place: Place) -> tuple[str, str | None]:
    """The trade words of the name, and the scope."""
    roll = dice.random.random()
    link = dice.link()
    if _makes(dice, place, link):
        trade, scope = _maker(dice, link)
    elif roll < _TRADERS / (1 - _MAKERS):
        trade = dice.random.choice(words.TRADES)
        scope = dice.random.choice(words.TRADER_SCOPES).format(p=_products(dice, link))
    else:
        trade = dice.random.choice(words.SERVICES)
        scope = dice.random.choice(words.SERVICE_SCOPES)
    return trade, None if dice.random.random() < _WITHOUT_SCOPE else scope


def _makes(dice: _Dice, place: Place, link: LinkWords) -> bool:
    # At home a link is taken with its own quotient, elsewhere with one: so the planned quotient comes out.
    quotient = link.home if place.county_code == dice.plan.home else 1.0
    return dice.random.random() < _MAKERS * quotient


def _maker(dice: _Dice, link: LinkWords) -> tuple[str, str]:
    scopes = words.DOER_SCOPES if link.service else words.MAKER_SCOPES
    scope = dice.random.choice(scopes).format(p=_products(dice, link))
    trade = dice.random.choice(link.name_words) if link.name_words else ""
    return trade + dice.random.choice(words.MAKER_NAMES if trade else words.MAKER_NAMES[:-1]), scope


def _products(dice: _Dice, link: LinkWords) -> str:
    some = dice.random.sample(link.products, min(len(link.products), dice.random.randint(1, 3)))
    return "、".join(some)


def _branch(dice: _Dice, number: int, heads: Sequence[Invented]) -> Invented:
    head = dice.random.choice(heads)
    place = _another_city(dice, head)
    opened = head.reg_date + timedelta(days=dice.random.randint(200, 4000))
    return Invented(
        name=f"{head.name}{place.county.removesuffix('区').removesuffix('县')}分公司",
        uscc=credit_code(_division(dice, place), number),
        reg_date=min(opened, dice.plan.last),
        capital_wan=None,
        currency="",
        county_code=place.county_code,
        city_code=place.city_code,
        province=place.province,
        ent_type=words.BRANCH_TYPE,
        scope=head.scope,
        address=_address(dice, place),
    )


def _another_city(dice: _Dice, head: Invented) -> Place:
    for _ in range(20):
        place = dice.place()
        near = place.province == head.province or dice.random.random() < 0.4
        if near and place.city_code != head.city_code:
            return place
    return dice.place()


def _division(dice: _Dice, place: Place) -> str:
    old = dice.plan.old_codes.get(place.county_code)
    return old if old and dice.random.random() < 0.5 else place.county_code


def _short(place: Place) -> str:
    return place.city.removesuffix("市")


def _brand_of(row: Invented) -> str:
    start = row.name.index(words.MARK)
    return row.name[start : start + len(words.MARK) + 3]


def _address(dice: _Dice, place: Place) -> str:
    road = dice.random.choice(words.ROADS)
    # 上海市杨浦区, not 上海上海市杨浦区.
    above = "" if place.city.startswith(place.province) else place.province
    return f"{above}{place.city}{place.county}{road}{dice.random.randint(1, 1999)}号"
