"""The few sentences an officer reads first about one target: why it, by whom to reach it, what speaks against.

Which of many reasons stand first, what counts as against and in which order is decided here, from facts alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhuchao.terms.reason import Reason, total

#: How directly a way leads to the company: its own people and our own dealings first, then kin, then go-betweens.
NEARNESS: Mapping[str, int] = {
    kind: n
    for n, kind in enumerate(
        (
            "contact",
            "visit",
            "lead",
            "project",
            "branch-here",
            "kin-contact",
            "kin-visit",
            "kin-project",
            "kin-here",
            "kin-master",
            "introducer",
            "channel",
        )
    )
}


@dataclass(frozen=True, slots=True)
class Trace:
    """A dated sentence and the record it rests on.

    ``on`` is None where the day is not known; ``url_name`` and ``key`` name the page of the record (empty: none); ``kind``
    is one of ``NEARNESS`` for a way to the company.
    """

    kind: str
    on: date | None
    text: str
    url_name: str = ""
    key: str = ""

    def as_dict(self) -> dict[str, object]:
        """JSON-ready; ``record`` is the code of what it rests on."""
        return {
            "kind": self.kind,
            "on": self.on.isoformat() if self.on else None,
            "text": self.text,
            "record": self.key,
        }


@dataclass(frozen=True, slots=True)
class Headline:
    """The heaviest reasons for it; ``rest`` sums the other ones for it and ``minus`` those against, so that all add up."""

    shown: tuple[Reason, ...]
    rest: Reason | None
    minus: Reason | None

    @property
    def lines(self) -> tuple[Reason, ...]:
        """Everything, in the order read; the points are those of the whole score."""
        return (*self.shown, *(r for r in (self.rest, self.minus) if r is not None))


@dataclass(frozen=True, slots=True)
class Against:
    """A sentence that speaks against; ``points`` is what it costs in the score, 0 when it is not part of it."""

    code: str
    text: str
    points: Decimal = Decimal(0)
    url_name: str = ""
    key: str = ""

    def as_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {"code": self.code, "text": self.text, "points": float(self.points)}


@dataclass(frozen=True, slots=True)
class Limits:
    """Rulebook ``targets.brief``: how many lines are shown at once, and from where a fact speaks against.

    ``far_km`` in kilometres, ``small_wan`` in 万元, ``stale_years`` in years.
    """

    version: str
    reasons: int
    facts: int
    ways: int
    minuses: int
    branches: int
    rivals: int
    far_km: int
    small_wan: int
    stale_years: int


@dataclass(frozen=True, slots=True)
class Ended:
    """A lead on the company that was closed: by whom, with which outcome, for which reason."""

    on: date
    office: str
    outcome: str
    reason: str
    lead: str


@dataclass(frozen=True, slots=True)
class Follower:
    """The office that follows the company now; ``lead`` is empty for whoever may not see it."""

    office: str
    since: date
    lead: str


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of a target, to be held against it. Capital in 万元; ``ahead`` are rival cities before ours."""

    reasons: tuple[Reason, ...]
    as_of: date
    today: date
    km: int | None
    capital_wan: float | None
    branch_cities: int
    follower: Follower | None
    ended: tuple[Ended, ...]
    ahead: tuple[str, ...]
    our_city: str
    our_place: int | None


def headline(reasons: Sequence[Reason], most: int) -> Headline:
    """The ``most`` heaviest reasons for a company, the rest of them and the deductions summed.

    A single one left over is shown as itself: a sum of one says less in as many words.
    """
    for_it = sorted((r for r in reasons if r.points > 0), key=lambda r: -r.points)
    if len(for_it) == most + 1:
        most += 1
    shown, others = tuple(for_it[:most]), for_it[most:]
    lost = [r for r in reasons if r.points < 0]
    rest = Reason("rest", f"另有 {len(others)} 条加分理由，见下表", total(others)) if others else None
    minus = Reason("minus", f"扣分 {len(lost)} 条，见不利因素", total(lost)) if lost else None
    return Headline(shown, rest, minus)


def ways(found: Iterable[Trace]) -> tuple[Trace, ...]:
    """The nearest way first; of ways equally near the newest, undated ones last."""
    return tuple(
        sorted(found, key=lambda t: (NEARNESS.get(t.kind, len(NEARNESS)), -(t.on.toordinal() if t.on else 0)))
    )


def dated(found: Iterable[Trace]) -> tuple[Trace, ...]:
    """The newest first; what happened on an unknown day is no dated fact."""
    return tuple(sorted((t for t in found if t.on is not None), key=lambda t: (t.on, t.text), reverse=True))


def against(case: Case, rule: Limits) -> tuple[Against, ...]:
    """What speaks against, the gravest first: a claim, what failed before, deductions, rivals, then plain facts."""
    found = [*_claimed(case), *_ended(case), *_deducted(case), *_rivals(case)]
    costs = {one.code for one in found}
    if case.km is not None and case.km >= rule.far_km:
        found.append(Against("far", f"距本区约 {case.km:,} 公里，往来和配套都远"))
    if case.branch_cities == 0:
        found.append(Against("never-out", "登记数据中从未在外市设过分支机构，外迁意愿无据可查"))
    if "capital" not in costs and case.capital_wan is not None and case.capital_wan < rule.small_wan:
        found.append(Against("small", f"注册资本不足 {rule.small_wan:,} 万元，投资能力有限"))
    return (*found, _stale(case, rule))


def _claimed(case: Case) -> list[Against]:
    if case.follower is None:
        return []
    text = (
        f"{case.follower.office}自 {case.follower.since} 起正在跟进，一家企业同时只由一个单位跟进（首报首谈）"
    )
    url = "engagements:lead" if case.follower.lead else ""
    return [Against("claimed", text, url_name=url, key=case.follower.lead)]


def _ended(case: Case) -> list[Against]:
    found = []
    for one in sorted(case.ended, key=lambda e: e.on, reverse=True):
        why = f"，原因：{one.reason}" if one.reason else ""
        text = f"{one.on} {one.office}办结过线索：{one.outcome}{why}"
        found.append(Against("ended", text, url_name="engagements:lead", key=one.lead))
    return found


def _deducted(case: Case) -> list[Against]:
    lost = sorted((r for r in case.reasons if r.points < 0), key=lambda r: r.points)
    return [Against(r.code, r.text, r.points) for r in lost]


def _rivals(case: Case) -> list[Against]:
    if not case.ahead or case.our_place is None:
        return []
    named = "、".join(case.ahead[:3])
    return [
        Against(
            "rivals", f"按现有依据，它更可能选{named}；{case.our_city}排第 {case.our_place} 位（见对手城市）"
        )
    ]


def _stale(case: Case, rule: Limits) -> Against:
    years = case.today.year - case.as_of.year - ((case.today.month, case.today.day) < (case.as_of.month, 1))
    old = f"，距今 {years} 年" if years >= rule.stale_years else ""
    return Against(
        "stale", f"登记数据截至 {case.as_of:%Y-%m}{old}，存续未核实，须先查国家企业信用信息公示系统"
    )


#: What is said, loud and first, when nothing leads to the company.
NO_WAY = "无联系线索"


def no_way(city: str) -> str:
    """What is said after ``NO_WAY``, and what to do next, when nobody and nothing leads to the company."""
    where = f"{city}的商协会或引荐人" if city else "所在地的商协会或引荐人"
    return (
        f"在您可查看的记录中，没有联系人、走访、线索、项目、同字号企业或引荐人通向它。"
        f"下一步：请{where}牵线，或转为线索后首访，并登记联系人。"
    )
