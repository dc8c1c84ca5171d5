"""The projects taken up in a period: how far they came, where they left and why, and how they divide (S34, S72, S80)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models.fields.json import KeyTextTransform

from zhuchao.figures.engine.calculation import Asked
from zhuchao.projects.engine import cohort as cohorts
from zhuchao.projects.engine.funnel import Level, Taken, funnel
from zhuchao.projects.models import ContractFact, StageFact
from zhuchao.projects.selectors import rules
from zhuchao.projects.selectors.figures import landed
from zhuchao.projects.selectors.figures_facts import bare, standing, tuples
from zhuchao.projects.selectors.figures_reading import STAGES, Reading, reading
from zhuchao.projects.selectors.projects import projects_visible_to
from zhuchao.terms.actor import Actor

_BEFORE = ("lead", "intent", "talks")


@dataclass(frozen=True, slots=True)
class Funnel:
    """The levels with the words of their stages and reasons; sums in 万元."""

    levels: tuple[Level, ...]
    stages: Mapping[str, str]
    reasons: Mapping[str, str]
    taken: int


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the cohort of signed projects: how many, landed, started, ended; sums in 万元; rate in per cent."""

    name: str
    signed: int
    amount: Decimal
    landed: int
    started: int
    ended: int

    @property
    def rate(self) -> Decimal:
        """Landed in per cent of signed."""
        return (
            (Decimal(self.landed * 100) / self.signed).quantize(Decimal("0.1")) if self.signed else Decimal(0)
        )


def cohort_funnel(actor: Actor, asked: Asked) -> Funnel:
    """Projects that entered the books in the period, within the asked offices: before signing by their recorded stages,
    from signing on by evidence."""
    book = reading(actor, asked)
    codes = _taken_up(actor, asked, book)
    sums, reached = _signed_sums(book), _before(book)
    planned = _planned(actor, asked)
    evidenced, exits = book.evidenced(STAGES), book.all_exits
    taken = []
    for code in codes:
        its: set[str] = {*reached.get(code, ()), *evidenced.get(code, ())}
        amount = planned.get(code)
        if code in sums:
            its.add("signed")
            amount = sums[code] if sums[code] is not None else amount
        left, reason = exits.get(code, ("", ""))
        taken.append(Taken(code, amount, its, left, reason))
    stages = rules.choices("stages", on=asked.as_of)
    levels = funnel(taken, list(stages))
    return Funnel(tuple(levels), stages, rules.choices("exit-reasons", on=asked.as_of), len(codes))


def _taken_up(actor: Actor, asked: Asked, book: Reading) -> list[str]:
    rows = projects_visible_to(actor).filter(opened_on__range=(asked.period_from, asked.as_of))
    codes = sorted(code for (code,) in bare(rows.order_by(), "code"))
    if asked.offices is None:
        return codes
    owner = book.owners
    return [code for code in codes if owner.get(code) in asked.offices]


def _signed_sums(book: Reading) -> dict[str, Decimal | None]:
    """Every project that signed by the day, in the period or before: its sum in 万元."""
    facts = standing(ContractFact, book.at, signed_only=False)
    facts = facts.filter(happened_on__lte=book.at.as_of, what__in=("formal", "amendment", "ended"))
    columns = ("subject", "what", "happened_on", "id", "contract", "amount_wan")
    texts = (cohorts.Text._make((*told, False)) for told in tuples(facts, *columns))
    return {code: its.amount for code, its in cohorts.signed(texts).items()}


def _before(book: Reading) -> dict[str, set[str]]:
    facts = standing(StageFact, book.at, signed_only=False)
    facts = facts.filter(what__in=_BEFORE, happened_on__lte=book.at.as_of)
    found: dict[str, set[str]] = {}
    for code, stage in bare(facts, "subject", "what"):
        found.setdefault(code, set()).add(stage)
    return found


def _planned(actor: Actor, asked: Asked) -> dict[str, Decimal]:
    """The planned sums of projects as they stand now, in 万元: only for those without a contract."""
    rows = projects_visible_to(actor).filter(opened_on__range=(asked.period_from, asked.as_of))
    rows = rows.filter(amount_wan=None).annotate(planned=KeyTextTransform("total_wan", "fields")).order_by()
    return {code: Decimal(total) for code, total in bare(rows, "code", "planned") if total}


#: What a cohort may be divided by → the list of the rulebook with its words (empty: the code is shown).
BY = {
    "class": "classes",
    "nature": "natures",
    "form": "forms",
    "channel": "channels",
    "chain": "",
    "grade": "",
}
BY_NAMES = {
    "class": "项目类别",
    "nature": "项目性质",
    "form": "合作方式",
    "channel": "招商渠道",
    "chain": "产业链",
    "grade": "项目等级",
}


def divided(actor: Actor, asked: Asked, by: str) -> list[Part]:
    """The cohort of signed projects divided by one dated attribute, the largest part first; no officer is named."""
    book = reading(actor, asked)
    codes, _ = landed(book, asked)
    there, started = set(codes), book.evidenced(STAGES)
    value, groups = book.attribute(by), dict[str, list[str]]()
    for code in book.cohort:
        groups.setdefault(value.get(code, ""), []).append(code)
    words = rules.choices(BY[by]) if BY[by] else {}
    parts = [
        Part(
            words.get(name, name) or "未填",
            len(its),
            sum((book.cohort[c].amount or Decimal(0) for c in its), Decimal(0)),
            _many(its, there),
            sum(1 for c in its if "started" in started.get(c, ())),
            sum(1 for c in its if book.all_exits.get(c, ("",))[0] == "ended"),
        )
        for name, its in groups.items()
    ]
    return sorted(parts, key=lambda p: (-p.signed, p.name))


def _many(codes: Iterable[str], among: set[str]) -> int:
    return sum(1 for code in codes if code in among)
