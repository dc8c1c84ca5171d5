"""Which companies count for a link of a district on a day: the figure that chains answer.

The chain is the one in force on that day, so that a figure of last year does not move when words are published today.
"""

from datetime import date
from typing import Any

from zhuchao.chains.engine.knowledge import Chain, Link
from zhuchao.chains.engine.moving import find, only
from zhuchao.chains.engine.placement_patterns import patterns
from zhuchao.chains.selectors import tables, versions
from zhuchao.chains.selectors.knowledge import chain as chain_of
from zhuchao.chains.selectors.knowledge import chains, cues, link_of
from zhuchao.chains.selectors.lake import note
from zhuchao.chains.selectors.reading import county, rows_of
from zhuchao.companies.selectors import counties_changed_since
from zhuchao.figures.engine.calculation import Asked, Counted
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused
from zhuchao.warehouse import lake


def companies_on_link(actor: Actor, chain: str, link: str, district: str, as_of: date) -> tuple[str, ...]:
    """Credit codes of the companies that count for a link of the district by the chain in force on ``as_of``, founded by
    then. A day before the chain was first laid down is read by its first version.

    Raises Refused as ``link_strength``, and when the chain of that day has no such link.
    """
    then, code = chain_on(actor, chain, as_of)[0], county(district)
    its = link_of(then, link)
    here = _placed(actor, then, its, code)
    # A company without a date of founding stands in the registry, so it was there by its last day.
    wanted = here.filter((here.reg_date <= as_of).fill_null(True))
    return tuple(sorted(r["uscc"] for r in rows_of(wanted.select("uscc").distinct())))


def chain_on(actor: Actor, chain: str, on: date) -> tuple[Chain, date]:
    """The chain in force on the day and the day it is read by: the first of its days when ``on`` lies before it.

    Raises Refused as ``chain``.
    """
    first = versions.first_day(actor, chain)
    day = max(on, first) if first else on
    return chain_of(actor, chain, day), day


def _placed(actor: Actor, then: Chain, its: Link, county_code: str) -> Any:
    """Who counts for the link in the county: from today's table where the words are the same, else placed anew, for the
    county alone: a table of an old version is not worth keeping, and would sweep today's away."""
    now = next((c for c in chains(actor) if c.code == then.code), None)
    same = find(now, its.code) if now else None
    part = only(then, (its,))
    if now is not None and same is not None and _alike(part, only(now, (same,))):
        rows = tables.counted(now)
        return rows.filter(rows.link == its.code, rows.county_code == county_code)
    whole = tables.registry()
    local = whole.filter(whole.county_code == county_code)
    ruled = tables.by_rules(part, local, lambda step, rows: rows)
    found = tables.sure(tables.as_known(part, ruled, "old-"))
    return found.filter(found.county_code == county_code)


def _alike(one: Chain, other: Chain) -> bool:
    """True for two links whose words and corrections are the same."""
    return (
        patterns(one.links[0], cues()) == patterns(other.links[0], cues())
        and one.corrected == other.corrected
    )


def figure_companies_on_link(actor: Actor, asked: Asked) -> Counted:
    """The figure companies_on_link. The registry is one snapshot: what was known before its last import is
    no longer there, and days after its end it cannot speak of. So it is with the master, which goes before it."""
    if lake.manifest() is None:
        return Counted.blank("登记库还是空的，导入企业登记数据后才能计算")
    said = note()
    if asked.known_at is not None and asked.known_at < said.imported_at:
        return Counted.blank("登记库只存当前版本，不能按更早的知悉时点重算", caveat=said.caveat)
    params = asked.params
    if asked.known_at is not None and county(params["district"]) in counties_changed_since(
        actor, asked.known_at
    ):
        return Counted.blank("企业主档此后更正过本区县的企业，不能按更早的知悉时点重算", caveat=said.caveat)
    then, day = chain_on(actor, params["chain"], asked.as_of)
    caveat = said.caveat
    if day > asked.as_of:
        caveat = f"{caveat}；{asked.as_of} 尚无这条产业链的版本，按最早的 {day} 版归链"
    if not any(params["link"] in (x.code, x.name) for x in then.links) and _known(actor, params):
        return Counted.blank(f"{asked.as_of} 的“{then.name}”没有这个环节", caveat=caveat)
    rows = companies_on_link(actor, params["chain"], params["link"], params["district"], asked.as_of)
    return Counted.count(rows, caveat=caveat)


def _known(actor: Actor, params: Any) -> bool:
    """True when today's chain has the link: an unknown one is refused, a later one only leaves the day blank."""
    try:
        link_of(chain_of(actor, params["chain"]), params["link"])
    except Refused:
        return False
    return True
