"""What the demonstration is planned from: chains and divisions of the rulebook."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, cast

from zhuchao import rulebook
from zhuchao.accounts import selectors as accounts
from zhuchao.demo.engine.district import DEFAULT_LOGIN
from zhuchao.demo.engine.history import Plan as HistoryPlan
from zhuchao.demo.engine.invent import Place, Plan
from zhuchao.demo.engine.planning import ChainLink as PlannedLink
from zhuchao.demo.engine.planning import planned, weighted
from zhuchao.demo.engine.trades import FORMS
from zhuchao.ledger.models import ChainLink
from zhuchao.projects.selectors.rules import route
from zhuchao.rulebook import regions

SEED = 20_260_101
COMPANIES = 200_000
#: The invented registry ends here.
LAST_DAY = date(2026, 6, 30)
OWN_CHAIN = "textile"
_CHAINS = "chains."


def home_code(on: date) -> str:
    """The division code that the 示例 district borrows."""
    return str(rulebook.rule("district.home", on=on).value)


def is_demonstration() -> bool:
    """Whether this home is one that ``zhuchao demo load`` filled."""
    return accounts.default_login() == DEFAULT_LOGIN


def plan(on: date, *, count: int = COMPANIES) -> Plan:
    """The plan of the invented registry from the chains and divisions in force that day."""
    home = home_code(on)
    old = {new: code for code, new in regions.old_codes().items() if new == home}
    links = planned(_links(on), seed=SEED, own_chain=OWN_CHAIN)
    places = weighted(_places(), seed=SEED, home=home)
    return Plan(SEED, count, places, links, home, LAST_DAY, old)


def history_plan(*, projects: int) -> HistoryPlan:
    """The plan of the district's five years, with the routes and the division code of the rulebook."""
    routes = {(klass, form): route(klass, form) for klass, forms in FORMS.items() for form in forms}
    return HistoryPlan(SEED, routes, home_code(LAST_DAY), projects)


def may_begin(first: datetime) -> bool:
    """Whether a history that begins at the moment can still be written: the ledger only goes forward."""
    newest = ChainLink.objects.order_by("-seq").values_list("at", flat=True).first()
    return newest is None or newest < first


def _links(on: date) -> list[PlannedLink]:
    found = []
    for rule in rulebook.rules_of(_CHAINS, on=on):
        value = cast(Mapping[str, Any], rule.value)
        for link in value["links"]:
            words = (*link.get("make", ()), *link.get("process", ()))
            names = tuple(link.get("name_words", ()))
            service = bool(link.get("service", False))
            found.append(PlannedLink(value["code"], link["code"], words, names, service))
    return found


def _places() -> list[Place]:
    found = []
    for county in regions.all_regions().values():
        city = regions.region(county.parent)
        province = regions.region(f"{county.code[:2]}0000")
        if county.level is regions.Level.COUNTY and city is not None and province is not None:
            found.append(Place(county.code, county.name, city.code, city.name, province.short_name, 1.0))
    return found
