"""Companies that may come to our city next, by what was learned of past expansions; each with its reasons.

Past expansions are mostly those of building and trading firms, so unless everyone is asked for only companies are
named that stand on a link of our chains.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from zhuchao.chains.engine.knowledge import Chain
from zhuchao.chains.selectors.knowledge import chain as chain_of
from zhuchao.chains.selectors.knowledge import chains, check_reader, link_of
from zhuchao.chains.selectors.lake import note
from zhuchao.chains.selectors.reading import county
from zhuchao.chains.selectors.target.learned import SILENT, TRAINED, UNTRAINED
from zhuchao.chains.selectors.target.served import Learned, Served, coming_to, place_name, placed_at, served
from zhuchao.chains.selectors.target.standing import Stand, stands
from zhuchao.engagements.selectors import companies_in_talks
from zhuchao.rulebook import regions
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

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
    """A company that may come; capital in 万元, ``home`` the six-digit code of its city, ``links`` where it stands in the
    chains asked for."""

    name: str
    home: str
    region: str
    capital_wan: float | None
    reg_date: date | None
    learned: Learned
    links: tuple[Stand, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The shape of ``zhuchao chains newcomers --json``."""
        return {
            "uscc": self.learned.uscc,
            "name": self.name,
            "region": self.region,
            "capital_wan": self.capital_wan,
            "reg_date": self.reg_date.isoformat() if self.reg_date else None,
            "links": [link.as_dict() for link in self.links],
            **self.learned.as_dict(),
        }


@dataclass(frozen=True, slots=True)
class Newcomers:
    """Some of those that may come to the city of ``district`` and how many there are in all.

    ``state`` is 未训练, 未学到 or 已训练; ``everyone`` False when only those on a link are named, ``left_out`` how many were
    not for standing elsewhere; ``known_to`` the last day the learned branches reach; ``checked`` how well such lists
    did, empty when nobody measured; ``caveat`` holds for every row.
    """

    state: str
    district: str
    city: str
    rows: tuple[Newcomer, ...] = ()
    total: int = 0
    everyone: bool = False
    left_out: int = 0
    version: str = ""
    known_to: date | None = None
    checked: str = ""
    caveat: str = ""
    demo: bool = False

    @property
    def can_name(self) -> bool:
        """True when something was learned of the city, so that companies can be named."""
        return self.state == TRAINED

    def as_dict(self) -> dict[str, object]:
        """The one answer of API and command line."""
        return {
            "state": self.state,
            "district": self.district,
            "city": self.city,
            "total": self.total,
            "everyone": self.everyone,
            "left_out": self.left_out,
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
    everyone: bool = False,
    text: str = "",
    offset: int = 0,
    limit: int = 50,
) -> Newcomers:
    """A page of the companies in nobody's talks that may come to the city of the district (ours when none is named).

    ``chain`` and ``link`` keep those that stand there; when none is named those on any link of our chains, unless
    ``everyone`` is asked for. ``text`` keeps those whose name has it; places stay those among all. Raises Refused for
    whoever is not staff, for an unknown chain, link or district, a link without its chain, or an empty registry.
    """
    asked = _asked(actor, chain, link)
    known = replace(what_is_known(actor, district), everyone=everyone and not chain)
    on = served()
    there = coming_to(on, _city(known.district)) if on else None
    if on is None or there is None:
        return known
    standing = {
        uscc: its
        for uscc, links in stands(on, asked).items()
        if (its := tuple(x for x in links if not link or link in (x.link, x.link_name)))
    }
    whole = _places(on, there, companies_in_talks(actor), text)
    places = whole if known.everyone else _on_link(on, there, whole, standing)
    found = placed_at(on, there, places[offset : offset + limit])
    rows = tuple(_row(on, one, standing.get(one.uscc, ())) for one in found)
    return replace(known, rows=rows, total=len(places), left_out=len(whole) - len(places))


def what_is_known(actor: Actor, district: str = "") -> Newcomers:
    """What is said of the whole list, without any row of it: reads nothing of chains.

    Raises Refused as ``newcomers``.
    """
    check_reader(actor)
    code = county(district)
    city, said, on = place_name(_city(code)), note(), served()
    if on is None:
        return Newcomers(UNTRAINED, code, city, demo=said.demo)
    return Newcomers(
        TRAINED if coming_to(on, _city(code)) else SILENT,
        code,
        city,
        version=on.version,
        known_to=on.known_to,
        checked=checked(on.card),
        caveat=f"{BIAS}；{said.caveat}",
        demo=said.demo,
    )


def _city(county: str) -> str:
    return f"{county[:4]}00"


def _asked(actor: Actor, chain: str, link: str) -> Sequence[Chain]:
    """The chains whose links are asked for: that named, else all."""
    if not chain:
        if link:
            said = f"只写了环节“{link}”，没有写产业链"
            raise Refused(Refusal("chains.link-alone", said, "请同时写明环节所在的产业链。", "chain"))
        return chains(actor)
    found = chain_of(actor, chain)
    if link:
        link_of(found, link)
    return [found]


def why_none(found: Newcomers) -> str:
    """Why there is no row, and what to do, in a sentence."""
    if found.state == UNTRAINED:
        return "还没有从登记库的分支机构中学过。请区招商投资促进中心在“可能来本市的企业”页面开始学习"
    if found.state == SILENT:
        return f"登记库中没有外地企业到{found.city}设过分支，无从学起"
    return "没有符合条件的企业。曾到外市设分支的企业才有经过可学，可换一个环节或去掉“所在环节”的条件"


def checked(card: Mapping[str, Any]) -> str:
    """How well lists of such a model did when it was measured, in a sentence; empty when nobody measured."""
    found = card.get("figures") or {}
    if not found.get("cities"):
        return ""
    return (
        f"检验：只用 {found['cut']} 以前的经过学习，各市名单前 50 家中后来真正来了的占 {found['precision_at_50']:.1%}，"
        f"只按热度列的占 {found['popularity_precision_at_50']:.1%}（{found['cities']} 个城市合计）"
    )


def _places(on: Served, there: "Coming", taken: Collection[str], text: str) -> list[int]:
    """Places of the candidates in nobody's talks whose name has the text."""
    keep = np.ones(len(on.at), bool)
    keep[[on.at[u] for u in taken if u in on.at]] = False
    names = on.model.pairs.name
    return [n for n in np.flatnonzero(keep[there.parents]).tolist() if text in names[there.parents[n]]]


def _on_link(on: Served, there: "Coming", places: Sequence[int], standing: Collection[str]) -> list[int]:
    keep = np.zeros(len(on.at), bool)
    keep[[on.at[u] for u in standing]] = True
    return [n for n in places if keep[there.parents[n]]]


def _row(on: Served, one: Learned, links: tuple[Stand, ...]) -> Newcomer:
    pairs, number = on.model.pairs, on.at[one.uscc]
    home, capital, founded = pairs.home_code[number], pairs.capital[number], pairs.founded[number]
    return Newcomer(
        name=pairs.name[number],
        home=home,
        region=regions.full_name(home) or home,
        capital_wan=None if np.isnan(capital) else float(capital),
        reg_date=None if np.isnan(founded) else _EPOCH + timedelta(days=int(founded)),
        learned=one,
        links=links,
    )
