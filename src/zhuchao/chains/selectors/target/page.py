"""One target in full: why it, which dated facts say so, who leads there, what speaks against, which cities compete."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.utils import timezone

from zhuchao import rulebook
from zhuchao.chains.engine import brief, rivals
from zhuchao.chains.engine.brief import Against, Headline, Limits, Trace
from zhuchao.chains.engine.knowledge import Chain, Link
from zhuchao.chains.engine.scoring import scheme_from_value
from zhuchao.chains.selectors.distances import kilometres
from zhuchao.chains.selectors.lists import lists_of_company
from zhuchao.chains.selectors.target import lake_facts, ways
from zhuchao.chains.selectors.target.lake_facts import Branch
from zhuchao.chains.selectors.target.learned import LearnedCities, learned_cities
from zhuchao.chains.selectors.targets import Asking, Placed, Target, asking, placed
from zhuchao.companies.selectors import company_history
from zhuchao.engagements.selectors import companies_in_talks, leads_of_company
from zhuchao.terms import uscc as credit_code
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

#: Ways that are our own dated dealings and so are facts as well.
_DEALINGS = ("visit", "lead", "project")


@dataclass(frozen=True, slots=True)
class TargetPage:
    """A company held against a link of a district.

    ``place`` among ``of`` candidates; ``headline`` and ``target.reasons`` add up to the same score; ``ways`` empty means
    that ``no_way`` is to be said; ``our_city`` is where the district lies, ``competing`` the cities it competes with.
    """

    chain: Chain
    link: Link
    district: str
    target: Target
    place: int
    of: int
    as_of: date
    lake_version: int
    rule_version: str
    caveat: str
    demo: bool
    limits: Limits
    headline: Headline
    dated: tuple[Trace, ...]
    ways: tuple[Trace, ...]
    no_way: str
    against: tuple[Against, ...]
    our_city: str
    competing: rivals.Ranked
    learned: LearnedCities
    followed: bool

    def as_dict(self) -> dict[str, object]:
        """The one answer of API and command line."""
        return self.target.as_dict() | {
            "chain": self.chain.code,
            "link": self.link.code,
            "district": self.district,
            "capital_wan": self.target.capital_wan,
            "reg_date": self.target.reg_date.isoformat() if self.target.reg_date else None,
            "place": self.place,
            "of": self.of,
            "as_of": self.as_of.isoformat(),
            "lake_version": self.lake_version,
            "rule_version": self.rule_version,
            "caveat": self.caveat,
            "demo": self.demo,
            "why": [r.as_dict() for r in self.headline.lines],
            "dated": [t.as_dict() for t in self.dated],
            "ways": [t.as_dict() for t in self.ways],
            "no_way": self.no_way,
            "against": [a.as_dict() for a in self.against],
            "rivals": [r.as_dict() for r in self.competing.top(self.limits.rivals)],
            "learned": self.learned.as_dict(),
            "followed": self.followed,
        }


def limits() -> Limits:
    """How many lines a page shows at once and what counts as against, in force today."""
    entry = rulebook.rule("targets.brief", on=timezone.localdate())
    return Limits(f"{entry.id}@{entry.since}", **cast("Mapping[str, int]", entry.value))


def target_page(actor: Actor, chain: str, link: str, district: str, uscc: str) -> TargetPage:
    """One company for a link of a district, ours when none is named; one that an office follows already is shown too.

    Raises Refused for whoever is not staff, for an unknown chain, link or district, an empty registry, and for a
    company that is no candidate: not on the link, a branch office, or in the district already.
    """
    code, rule = credit_code.clean(uscc), limits()
    taken = companies_in_talks(actor)
    asked = asking(actor, chain, link, district, taken - {code})
    found = placed(asked, code)
    if found is None:
        raise _no_target(asked, code)
    home, ours = found.row["city_code"] or "", asked.question.city
    own = lake_facts.branches(code, home)
    competing = _competing(asked, home, own)
    records = _records(actor, asked, found, own)
    return TargetPage(
        chain=asked.chain,
        link=asked.link,
        district=asked.question.district,
        target=found.target,
        place=found.place,
        of=found.of,
        as_of=asked.note.as_of,
        lake_version=asked.note.version,
        rule_version=asked.rules.version,
        caveat=asked.note.caveat,
        demo=asked.note.demo,
        limits=rule,
        headline=brief.headline(found.target.reasons, rule.reasons),
        dated=_dated(actor, asked, found, own, records, rule),
        ways=records,
        no_way=""
        if records
        else f"{brief.NO_WAY}：{brief.no_way(lake_facts.city_name(home) if home else '')}",
        against=_against(actor, asked, found, competing, rule),
        our_city=lake_facts.city_name(ours),
        competing=competing,
        learned=learned_cities(code, rule.rivals, asked.question.district),
        followed=code in taken,
    )


def _no_target(asked: Asking, uscc: str) -> Refused:
    row = lake_facts.standing(asked.chain, asked.link, uscc)
    if row is None:
        text = f"登记数据没有把信用代码为“{uscc[:18]}”的企业归入“{asked.link.name}”环节"
        step = "请从环节页面的目标企业中打开；归错时可在企业页更正环节。"
    else:
        text = f"“{row['name']}”就在本区或与本区同市而区县不明，不是招引目标"
        step = "请在企业页查看，或换一个区县。"
    return Refused(Refusal("chains.not-a-target", text, step, "uscc"))


def _records(actor: Actor, asked: Asking, found: Placed, own: list[Branch]) -> tuple[Trace, ...]:
    code, home = found.target.uscc, found.row["city_code"] or ""
    same = lake_facts.namesakes(found.row["core_name"] or "", code, asked.question.kin_bearers)
    return brief.ways(
        [
            *ways.own_records(actor, code, leads_of_company(actor, code)),
            *ways.kin(actor, same, own, asked.question.district),
            *ways.go_betweens(actor, asked.chain, asked.link, code, home),
        ]
    )


def _dated(
    actor: Actor,
    asked: Asking,
    found: Placed,
    own: list[Branch],
    records: tuple[Trace, ...],
    rule: Limits,
) -> tuple[Trace, ...]:
    code, home = found.target.uscc, found.row["city_code"] or ""
    said = [Trace("founded", found.target.reg_date, "成立登记", "companies:detail", code)]
    said += [
        Trace("branch", b.on, f"在{b.city_name}设分支机构", "companies:detail", b.uscc)
        for b in own[: rule.branches]
    ]
    came = lake_facts.inflow(home, asked.question.city)
    if came.branches:
        text = (
            f"{lake_facts.city_name(home)}企业最近一次到{lake_facts.city_name(asked.question.city)}"
            f"设分支机构（共 {came.companies:,} 家企业 {came.branches:,} 处）"
        )
        said.append(Trace("flow", came.newest, text))
    said += [
        Trace(
            "master", step.happened_on, f"企业主档：{step.text}，{step.office_name}", "companies:detail", code
        )
        for step in company_history(actor, code)
    ]
    said += [
        Trace(
            "list",
            timezone.localdate(kept.saved_at),
            f"列入目标名单“{kept.link_name}”，{kept.office_name}保存",
            "chains:list",
            kept.code,
        )
        for kept in lists_of_company(actor, code)
    ]
    said += [t for t in records if t.kind in _DEALINGS]
    return brief.dated(said)


def _competing(asked: Asking, home: str, own: list[Branch]) -> rivals.Ranked:
    if not home:
        return rivals.Ranked((), None)
    today = timezone.localdate()
    entry = rulebook.rule("targets.rivals", on=today)
    return rivals.rank(
        lake_facts.cities(asked.chain, asked.link, home, own),
        home=home,
        ours=asked.question.city,
        scheme=scheme_from_value(f"{entry.id}@{entry.since}", entry.value, rivals.CITY_FACTS),
        min_flow=asked.question.min_flow,
        min_firms=int(cast("int", rulebook.rule("targets.min-firms", on=today).value)),
    )


def _against(
    actor: Actor, asked: Asking, found: Placed, competing: rivals.Ranked, rule: Limits
) -> tuple[Against, ...]:
    code, row = found.target.uscc, found.row
    follower, ended = ways.follower_and_ended(actor, code, leads_of_company(actor, code))
    case = brief.Case(
        reasons=found.target.reasons,
        as_of=asked.note.as_of,
        today=timezone.localdate(),
        km=kilometres(row["city_code"], asked.question.district),
        capital_wan=row["capital_wan"],
        branch_cities=int(row["branch_cities"]),
        follower=follower,
        ended=ended,
        ahead=tuple(r.name for r in competing.ahead),
        our_city=lake_facts.city_name(asked.question.city),
        our_place=competing.ours.place if competing.ours else None,
    )
    return brief.against(case, rule)
