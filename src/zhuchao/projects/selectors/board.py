"""The board: landed and started first, the funnel, what signed and did not start, money against its schedule. Sums, like
lists, are of what the actor may see."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from django.utils import timezone

from zhuchao import rulebook
from zhuchao.accounts import selectors as accounts
from zhuchao.engagements.selectors import office_names
from zhuchao.figures import selectors as figures
from zhuchao.figures.engine.calculation import Asked
from zhuchao.figures.engine.sharing import read_once
from zhuchao.projects.engine.padding import quarter_end
from zhuchao.projects.engine.rates import Step, band, cumulative
from zhuchao.projects.models import DelayFact
from zhuchao.projects.selectors import rules
from zhuchao.projects.selectors.cohorts import Funnel, Part, cohort_funnel, divided
from zhuchao.projects.selectors.figures_facts import standing, tuples
from zhuchao.projects.selectors.figures_reading import STAGES, Reading, reading
from zhuchao.projects.selectors.forecast import Forecast, pipeline
from zhuchao.projects.selectors.projects import project_names
from zhuchao.terms.actor import Actor
from zhuchao.terms.figure import Figure
from zhuchao.terms.period import Period
from zhuchao.terms.refusal import Refusal, Refused, forbidden

#: So many of those that did not start stand on the board; the page of its own has all.
SHOWN = 10
_ZERO = Decimal(0)
#: The cards of the board, the landed and started first; all of one landing profile.
#: At most seven (ui.md): 履约率 is read on its own page, beside what was promised.
CARDS = (
    "landed_count",
    "started_rate",
    "landing_rate",
    "signing_rate",
    "signed_not_started",
    "signed_count",
    "money_arrived_rate",
)


@dataclass(frozen=True, slots=True)
class BoardAsked:
    """The period by first formal contract (or entry, for the funnel), the day, an office with those below it."""

    since: date
    as_of: date
    office: str = ""


@dataclass(frozen=True, slots=True)
class Cause:
    """What holds a project up: the cause, whose it is, the office that must act."""

    name: str
    side: str
    blocking: str
    since: date


@dataclass(frozen=True, slots=True)
class Unstarted:
    """A project that signed and did not start: for how many days, in which band of months, and why. 万元."""

    code: str
    name: str
    office_code: str
    office_name: str
    signed_on: date
    days: int
    band: int
    amount_wan: Decimal | None
    ended: bool
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """An age band: from so many months on (0: younger than the first), how many projects and their sums in 万元."""

    months: int
    label: str
    count: int
    amount_wan: Decimal


@dataclass(frozen=True, slots=True)
class Unstarteds:
    """The oldest of them, how many there are, and of all of them the bands and the causes (name → how many)."""

    rows: tuple[Unstarted, ...]
    total: int
    bands: tuple[Band, ...]
    causes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Board:
    """Everything on the board."""

    asked: BoardAsked
    cards: tuple[Figure, ...]
    funnel: Funnel
    unstarted: Unstarteds
    money: tuple[Step, ...]
    forecast: Forecast
    month: tuple[date, date]


def asked_by(
    actor: Actor, *, since: date | None = None, as_of: date | None = None, office: str = ""
) -> BoardAsked:
    """The question with what was not said: the mandate's start and today.

    Raises Refused for a period that ends before it begins or an office the actor may not see.
    """
    if not actor.is_staff:
        raise forbidden("projects.staff-only", "项目只对招商工作人员开放")
    found = BoardAsked(since or figures.mandate_start(), as_of or timezone.localdate(), office)
    if found.since > found.as_of:
        reason = f"期间起始日 {found.since} 晚于截至日 {found.as_of}"
        raise Refused(Refusal("projects.period", reason, "请改填起始日或截至日。", "since"))
    if office and not actor.sees_office(office):
        raise forbidden("projects.office-sight", "没有您可查看的单位", "请从本单位及下属单位中选择。")
    return found


def board(actor: Actor, asked: BoardAsked) -> Board:
    """The whole board in one reading of the books; the number of queries does not grow with the projects."""
    with read_once():
        question = _question(actor, asked)
        book = reading(actor, question)
        _ = book.everyone, book.evidenced(STAGES)
        return Board(
            asked,
            tuple(_card(actor, name, asked) for name in CARDS),
            cohort_funnel(actor, question),
            unstarted(actor, asked, most=SHOWN),
            money_schedule(actor, asked),
            pipeline(actor, office=asked.office),
            last_month(asked.as_of),
        )


def _card(actor: Actor, name: str, asked: BoardAsked) -> Figure:
    return figures.compute(name, actor, period=Period(asked.since), as_of=asked.as_of, office=asked.office)


def _question(actor: Actor, asked: BoardAsked) -> Asked:
    """As ``figures.compute`` asks it, so that cards and parts share one reading."""
    offices = None
    if asked.office:
        found = {asked.office}
        # Rows come in the order of the tree: a parent stands before its children.
        for each in accounts.offices(actor, ended=True):
            if each.parent in found:
                found.add(each.code)
        offices = frozenset(found)
    return Asked(asked.since, asked.as_of, None, offices)


def unstarted(actor: Actor, asked: BoardAsked, *, most: int | None = None) -> Unstarteds:
    """Signed in the period and not started on evidence, the oldest first, with open causes of delay; ``rows`` are the
    ``most`` oldest, all when not said."""
    book = reading(actor, _question(actor, asked))
    reached = book.evidenced(STAGES)
    codes = [code for code in book.cohort if "started" not in reached.get(code, ())]
    codes.sort(key=lambda code: (book.cohort[code].first_on, code))
    months, causes = _months(), _causes(book, set(codes))
    counted = Counter(name for its in causes.values() for name in {c.name for c in its})
    counted["未填写原因"] = sum(
        1 for code in codes if code not in causes and book.all_exits.get(code, ("",))[0] != "ended"
    )
    shown = codes[:most]
    names, owner = _names(actor, shown), book.attribute_of(shown, "office")
    offices = office_names(set(owner.values()))
    rows = [
        _unstarted(book, code, names, owner.get(code, ""), offices, months, causes.get(code, ()))
        for code in shown
    ]
    bands = _bands(book, codes, months)
    return Unstarteds(tuple(rows), len(codes), bands, dict(counted.most_common()))


def _names(actor: Actor, codes: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for start in range(0, len(codes), 5000):
        found |= project_names(actor, codes[start : start + 5000])
    return found


def _unstarted(
    book: Reading,
    code: str,
    names: Mapping[str, str],
    office: str,
    offices: Mapping[str, str],
    months: Sequence[int],
    causes: Sequence[Cause],
) -> Unstarted:
    its = book.cohort[code]
    days = (book.at.as_of - its.first_on).days
    return Unstarted(
        code,
        names.get(code, code),
        office,
        offices.get(office, office),
        its.first_on,
        days,
        band(days, months),
        its.amount,
        book.all_exits.get(code, ("",))[0] == "ended",
        tuple(causes),
    )


def _months() -> list[int]:
    value = rulebook.rule("projects.age-bands", on=timezone.localdate()).value
    assert isinstance(value, list)
    return [int(m) for m in value]


def _bands(book: Reading, codes: Sequence[str], months: Sequence[int]) -> tuple[Band, ...]:
    edges = [0, *months]
    sums: dict[int, list[Decimal]] = {first: [] for first in edges}
    of_day = cache(lambda on: band((book.at.as_of - on).days, months))
    for code in codes:
        its = book.cohort[code]
        sums[of_day(its.first_on)].append(its.amount or _ZERO)
    found = []
    for place, first in enumerate(edges):
        following = edges[place + 1] if place + 1 < len(edges) else None
        label = f"{first} 个月以上" if following is None else f"{first} 至 {following} 个月"
        label = f"不足 {following} 个月" if first == 0 else label
        found.append(Band(first, label, len(sums[first]), sum(sums[first], _ZERO)))
    return tuple(found)


def _causes(book: Reading, codes: set[str]) -> dict[str, list[Cause]]:
    """Open causes on the day by project."""
    facts = standing(DelayFact, book.at).filter(happened_on__lte=book.at.as_of).order_by("happened_on", "id")
    words, sides = rules.choices("delay-causes"), rules.choices("sides")
    told = [
        row
        for row in tuples(facts, "subject", "what", "side", "blocking", "happened_on", "until")
        if row[0] in codes and (row[5] is None or row[5] >= book.at.as_of)
    ]
    offices = office_names({row[3] for row in told if row[3]})
    found: dict[str, list[Cause]] = {}
    for code, what, side, blocking, on, _ in told:
        cause = Cause(words.get(what, what), sides.get(side, side), offices.get(blocking, blocking), on)
        found.setdefault(code, []).append(cause)
    return found


def money_schedule(actor: Actor, asked: BoardAsked) -> tuple[Step, ...]:
    """Money of the cohort by quarter, cumulative, in 万元: due by schedule, arrived and verified, arrived and claimed."""
    book = reading(actor, _question(actor, asked))
    ends, day = [], quarter_end(asked.since)
    while day < asked.as_of:
        ends.append(day)
        day = quarter_end(day + timedelta(days=1))
    return tuple(cumulative(book.planned("money"), book.arrivals, [*ends, asked.as_of]))


def last_month(day: date) -> tuple[date, date]:
    """First and last day of the last whole month: the one to close."""
    end = day.replace(day=1) - timedelta(days=1)
    return end.replace(day=1), end


def funnel(actor: Actor, asked: BoardAsked, by: str) -> tuple[Funnel, list[Part]]:
    """The funnel, and the cohort of signed projects divided by an attribute."""
    with read_once():
        question = _question(actor, asked)
        return cohort_funnel(actor, question), divided(actor, question, by)
