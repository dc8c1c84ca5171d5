"""Whom to attract to a link of a district: candidates, their facts and their points, one expression."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis

from zhuchao.chains.analytics.scores import tenths
from zhuchao.chains.engine.scoring import Scheme

FIT: Mapping[str, int] = {"high": 3, "medium": 2, "low": 1}
#: Facts that do not depend on the district asked for.
STILL = ("fit", "capital_wan", "age_years", "branch_cities", "branch_age_years", "trade_excess", "bound")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the link, the district and its city, the day the registry ends.

    ``near`` gives for each floor of a distance band (km) the cities in it; ``products`` what local core firms
    one step up or down make; ``kin_bearers`` how many may bear a name that counts as kin; ``min_flow`` from how
    many branches on a flow between two cities says anything; ``taken`` the credit codes some office already follows.
    """

    link: str
    district: str
    city: str
    on: date
    near: Mapping[int, Sequence[str]]
    products: Collection[str]
    kin_bearers: int
    min_flow: int
    bound: str
    taken: Collection[str]


@dataclass(frozen=True, slots=True)
class Sources:
    """Bound tables: placements of the chain, footprint, flows and bearers of names."""

    placements: ibis.Table
    footprint: ibis.Table
    flows: ibis.Table
    bearers: ibis.Table


def candidates(placements: ibis.Table, asked: Question) -> ibis.Table:
    """Companies on the link outside the district that nobody follows.

    One in the same city whose county is unknown may sit in the district already and is left out.
    """
    away = (placements.county_code != asked.district).fill_null(False) | (
        placements.county_code.isnull() & (placements.city_code != asked.city).fill_null(True)
    )
    found = placements.filter(placements.link == asked.link, away)
    return found.filter(found.uscc.notin(sorted(asked.taken))) if asked.taken else found


def facts(sources: Sources, asked: Question) -> ibis.Table:
    """The facts of ``engine.scoring.FACTS`` for every candidate, beside who it is."""
    rows = still(candidates(sources.placements, asked), sources.footprint, asked.on, asked.bound)
    flows = pull(sources.flows, asked)
    rows = rows.left_join(flows, [rows.city_code == flows.from_city]).drop("from_city")
    rows = rows.left_join(kin(sources, asked), "core_name").drop("core_name_right")
    return rows.mutate(
        flow=rows.flow.fill_null(0),
        flow_percent=rows.flow_percent.fill_null(0),
        km=_band(rows.city_code, asked.near),
        kin=rows.kin.fill_null(0),
        ties=named(rows.scope, asked.products),
        same_prefecture=(rows.city_code == asked.city).fill_null(False).cast("int64"),
    )


def still(placements: ibis.Table, footprint: ibis.Table, on: date, bound: str) -> ibis.Table:
    """Placements with the facts that are the same for every district (``STILL``)."""
    rows = placements.left_join(footprint, "uscc").drop("uscc_right")
    return rows.mutate(
        fit=ibis.cases(*((rows.confidence == name, n) for name, n in FIT.items()), else_=0),
        # Already a double in whole and parts of 万元: rounded down, as the engine is given it.
        capital_wan=rows.capital_wan.floor().cast("int64"),
        age_years=_years(rows.reg_date, on),
        branch_cities=rows.branch_cities.fill_null(0),
        branch_age_years=_years(rows.newest, on),
        bound=(rows.name.re_search(bound) if bound else ibis.literal(False)).cast("int64"),
    )


def ranked(sources: Sources, asked: Question, scheme: Scheme, top: int) -> ibis.Table:
    """The best candidates with their facts and ``tenths``; ties go to the larger capital, then by code."""
    scored = _scored(sources, asked, scheme)
    return scored.order_by(_order(scored)).limit(top)


def placed(sources: Sources, asked: Question, scheme: Scheme, uscc: str) -> ibis.Table:
    """One candidate with its facts and ``tenths``, its ``place`` (from 0) and ``of`` how many; no row when it is none."""
    scored = _scored(sources, asked, scheme)
    counted = scored.mutate(
        place=ibis.row_number().over(ibis.window(order_by=_order(scored))),
        of=scored.uscc.count().over(ibis.window()),
    )
    return counted.filter(counted.uscc == uscc)


def _scored(sources: Sources, asked: Question, scheme: Scheme) -> ibis.Table:
    rows = facts(sources, asked)
    return rows.mutate(tenths=tenths(rows, scheme))


def _order(scored: ibis.Table) -> list[Any]:
    return [scored.tenths.desc(), scored.capital_wan.fill_null(-1).desc(), scored.uscc]


def kin(sources: Sources, asked: Question) -> ibis.Table:
    """Brand cores of companies here that few others in the land bear: core_name, kin (how many here)."""
    here = sources.placements.filter(
        sources.placements.county_code == asked.district, sources.placements.core_name.length() >= 2
    )
    local = here.group_by("core_name").agg(kin=here.uscc.nunique())
    rare = sources.bearers.filter(sources.bearers.bearers <= asked.kin_bearers)
    return local.semi_join(rare, "core_name")


def pull(flows: ibis.Table, asked: Question) -> ibis.Table:
    """How strongly each city's companies are drawn to ours: from_city, flow, flow_percent.

    ``flow_percent`` is the share of a city's branches that went to our city, in percent of the same share of all
    cities in its distance band: neither nearness nor size is paid a second time. 0 below ``min_flow`` branches.
    """
    here = flows.mutate(to_us=ibis.cases((flows.to_city == asked.city, flows.flow), else_=0))
    cities = here.group_by("from_city").agg(flow=here.to_us.sum(), whole=here.flow.sum())
    cities = cities.mutate(band=_band(cities.from_city, asked.near).fill_null(-1))
    bands = cities.group_by("band").agg(band_flow=cities.flow.sum(), band_whole=cities.whole.sum())
    both = cities.inner_join(bands, "band")
    percent = (100 * both.flow * both.band_whole) // (both.whole * both.band_flow)
    shown = ibis.cases((both.flow >= max(asked.min_flow, 1), percent), else_=0).cast("int64")
    return both.select("from_city", "flow", flow_percent=shown)


def named(text: Any, words: Collection[str]) -> Any:
    """How many of the words a text holds, as ``engine.ties.named`` counts them."""
    said = text.fill_null("")
    return sum((said.contains(word).cast("int64") for word in sorted(words)), start=ibis.literal(0)).cast(
        "int64"
    )


def laid_out(
    placements: ibis.Table, footprint: ibis.Table, bearers: ibis.Table, on: date, bound: str, kin_bearers: int
) -> ibis.Table:
    """All placements with ``STILL`` facts for ``warehouse.laying``: by link, and within it as ties are broken.

    ``kin_core`` is the brand core where it is rare enough to count as kin.
    """
    rows = still(placements, footprint, on, bound)
    rare = bearers.filter(bearers.bearers <= kin_bearers).select(kin_core=bearers.core_name)
    rows = rows.left_join(rare, [rows.core_name == rare.kin_core])
    return rows.order_by([rows.link, rows.capital_wan.fill_null(-1).desc(), rows.uscc])


def _years(day: Any, on: date) -> Any:
    passed = ibis.literal(on.year) - day.year()
    return ibis.cases((passed < 0, 0), else_=passed).cast("int64")


def _band(city: Any, near: Mapping[int, Sequence[str]]) -> Any:
    """The floor of the distance band a city lies in (km), null where its place is unknown."""
    branches = [(city.isin(sorted(codes)), floor) for floor, codes in near.items() if codes]
    return ibis.cases(*branches, else_=None).cast("int64") if branches else ibis.null("int64")
