"""Companies that may come to our city next, by what was learned of past expansions; each with its reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from zhuchao.chains.analytics import outward as analytics
from zhuchao.chains.selectors import tables
from zhuchao.chains.selectors.knowledge import chain as chain_of
from zhuchao.chains.selectors.knowledge import check_reader, link_of
from zhuchao.chains.selectors.lake import note
from zhuchao.chains.selectors.reading import county
from zhuchao.chains.selectors.target.learned import SILENT, TRAINED, UNTRAINED
from zhuchao.chains.selectors.target.served import Learned, Served, coming_to, place_name, placed_at, served
from zhuchao.engagements.selectors import companies_in_talks
from zhuchao.rulebook import regions
from zhuchao.terms.actor import Actor
from zhuchao.warehouse import engines

if TYPE_CHECKING:
    from zhuchao.learners.expansion import Coming

_EPOCH = date(1970, 1, 1)
#: What must be said with every such list.
BIAS = (
    "由企业在外市设分支机构的经过学出。分支机构不是工厂，建筑、商贸、金融居多；登记样本稀薄，部分省份缺年份；"
    "从未到外市设分支的企业没有经过可学，不在其中；到过 60 个以上城市的网络（银行、邮政等）不列"
)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A company that may come; capital in 万元, ``home`` the six-digit code of its city."""

    name: str
    home: str
    region: str
    capital_wan: float | None
    reg_date: date | None
    learned: Learned

    def as_dict(self) -> dict[str, object]:
        """The shape of ``zhuchao chains newcomers --json``."""
        return {
            "uscc": self.learned.uscc,
            "name": self.name,
            "region": self.region,
            "capital_wan": self.capital_wan,
            "reg_date": self.reg_date.isoformat() if self.reg_date else None,
            **self.learned.as_dict(),
        }


@dataclass(frozen=True, slots=True)
class Newcomers:
    """Some of those that may come to the city of ``district`` and how many there are in all.

    ``state`` is 未训练, 未学到 or 已训练; ``known_to`` the last day the learned branches reach; ``checked`` how well such
    lists did, empty when nobody measured; ``caveat`` holds for every row.
    """

    state: str
    district: str
    city: str
    rows: tuple[Newcomer, ...] = ()
    total: int = 0
    version: str = ""
    known_to: date | None = None
    checked: str = ""
    caveat: str = ""
    demo: bool = False

    def as_dict(self) -> dict[str, object]:
        """The one answer of API and command line."""
        return {
            "state": self.state,
            "district": self.district,
            "city": self.city,
            "total": self.total,
            "version": self.version,
            "known_to": self.known_to.isoformat() if self.known_to else None,
            "checked": self.checked,
            "caveat": self.caveat,
            "demo": self.demo,
            "rows": [row.as_dict() for row in self.rows],
        }


def newcomers(
    actor: Actor,
    district: str = "",
    *,
    chain: str = "",
    link: str = "",
    text: str = "",
    offset: int = 0,
    limit: int = 50,
) -> Newcomers:
    """A page of the companies in nobody's talks that may come to the city of the district (ours when none is named).

    ``chain`` and ``link`` keep those that stand there, ``text`` those whose name has it; places stay those among all.
    Raises Refused for whoever is not staff, for an unknown chain, link or district, or an empty registry.
    """
    check_reader(actor)
    code = county(district)
    city = place_name(f"{code[:4]}00")
    said, on = note(), served()
    if on is None:
        return Newcomers(UNTRAINED, code, city, demo=said.demo)
    known: Mapping[str, Any] = {
        "version": on.version,
        "known_to": on.known_to,
        "checked": checked(on.card),
        "caveat": f"{BIAS}；{said.caveat}",
        "demo": said.demo,
    }
    there = coming_to(on, f"{code[:4]}00")
    if there is None:
        return Newcomers(SILENT, code, city, **known)
    places = _places(on, there, _wanted(actor, chain, link), companies_in_talks(actor), text)
    shown = places[offset : offset + limit]
    rows = tuple(_row(on, one) for one in placed_at(on, there, shown))
    return Newcomers(TRAINED, code, city, rows, len(places), **known)


def why_none(found: Newcomers) -> str:
    """Why there is no row, and what to do, in a sentence."""
    if found.state == UNTRAINED:
        return "还没有从登记库的分支机构中学过。请区招商投资促进中心在“可能来本市的企业”页面开始学习"
    if found.state == SILENT:
        return f"登记库中没有外地企业到{found.city}设过分支，无从学起"
    return "没有符合条件的企业。曾到外市设分支的企业才有经过可学，可换一个环节或去掉筛选"


def checked(card: Mapping[str, Any]) -> str:
    """How well lists of such a model did when it was measured, in a sentence; empty when nobody measured."""
    found = card.get("figures") or {}
    if not found.get("cities"):
        return ""
    return (
        f"检验：只用 {found['cut']} 以前的经过学习，各市名单前 50 家中后来真正来了的占 {found['precision_at_50']:.1%}，"
        f"只按热度列的占 {found['popularity_precision_at_50']:.1%}（{found['cities']} 个城市合计）"
    )


def _wanted(actor: Actor, chain: str, link: str) -> frozenset[str] | None:
    """The companies that stand on the link or chain; None when neither is named."""
    if not chain:
        return None
    found = chain_of(actor, chain)
    its = link_of(found, link).code if link else ""
    rows = engines.run(analytics.standing(tables.placements(found), its))
    return frozenset(rows["uscc"].to_pylist())


def _places(
    on: Served, there: "Coming", wanted: frozenset[str] | None, taken: frozenset[str], text: str
) -> list[int]:
    keep = np.ones(len(on.at), bool)
    if wanted is not None:
        keep[:] = False
        keep[[on.at[u] for u in wanted if u in on.at]] = True
    keep[[on.at[u] for u in taken if u in on.at]] = False
    names = on.model.pairs.name
    return [n for n in np.flatnonzero(keep[there.parents]).tolist() if text in names[there.parents[n]]]


def _row(on: Served, one: Learned) -> Newcomer:
    pairs, number = on.model.pairs, on.at[one.uscc]
    home, capital, founded = pairs.home_code[number], pairs.capital[number], pairs.founded[number]
    return Newcomer(
        name=pairs.name[number],
        home=home,
        region=regions.full_name(home) or home,
        capital_wan=None if np.isnan(capital) else float(capital),
        reg_date=None if np.isnan(founded) else _EPOCH + timedelta(days=int(founded)),
        learned=one,
    )
