"""The projects taken up in a period: how far they came, where they left and why, and how they divide (S34, S72, S80)."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models.fields.json import KeyTextTransform

from zhuchao.chains.selectors import chains
from zhuchao.engagements.selectors import words as lead_words
from zhuchao.figures.engine.calculation import Asked
from zhuchao.projects.engine.funnel import Level, Taken, funnel
from zhuchao.projects.models import StageFact
from zhuchao.projects.selectors import rules
from zhuchao.projects.selectors.figures import landed
from zhuchao.projects.selectors.figures_facts import bare, day, standing
from zhuchao.projects.selectors.figures_reading import STAGES, Reading, reading
from zhuchao.projects.selectors.projects import projects_visible_to
from zhuchao.terms.actor import Actor

_BEFORE = ("lead", "intent", "talks")
#: What the funnel asks of a project: the early stages as bits, whether it signed, the evidenced stages, how it left.
_Way = tuple[int, bool, frozenset[str], tuple[str, str]]
_ZERO = Decimal(0)


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
    book, stages = reading(actor, asked), rules.choices("stages", on=asked.as_of)
    codes = _taken_up(actor, asked, book)
    # Every project reached the first stage.
    early = [stage for stage in _BEFORE if stage != next(iter(stages))]
    levels = funnel(_alike(codes, book, early, _planned(actor, asked)), list(stages))
    return Funnel(tuple(levels), stages, rules.choices("exit-reasons", on=asked.as_of), len(codes))


def _alike(
    codes: Sequence[str], book: Reading, early: Sequence[str], planned: Mapping[str, Decimal]
) -> list[Taken]:
    """The projects put together by what the funnel asks of them: many thousands differ in their sums alone."""
    signed, exits, pursued, none = book.everyone, book.all_exits, ("", ""), frozenset[str]()
    evidenced, before = book.evidenced(STAGES), _before(book, early)
    many: Counter[_Way] = Counter()
    sums: dict[_Way, Decimal] = {}
    for code in codes:
        amount, its = planned.get(code), signed.get(code)
        if its is not None and its.amount is not None:
            amount = its.amount
        later = frozenset(evidenced[code]) if code in evidenced else none
        key = (before.get(code, 0), its is not None, later, exits.get(code, pursued))
        many[key] += 1
        if amount is not None:
            sums[key] = sums.get(key, _ZERO) + amount
    return [
        Taken(
            sums.get(key),
            {
                *(stage for n, stage in enumerate(early) if key[0] >> n & 1),
                *(("signed",) if key[1] else ()),
                *key[2],
            },
            *key[3],
            many=number,
        )
        for key, number in many.items()
    ]


def _taken_up(actor: Actor, asked: Asked, book: Reading) -> list[str]:
    rows = projects_visible_to(actor).filter(opened_on__range=(asked.period_from, asked.as_of))
    codes = [code for (code,) in bare(rows.order_by(), "code")]
    if asked.offices is None:
        return codes
    owner = book.owners
    return [code for code in codes if owner.get(code) in asked.offices]


def _before(book: Reading, stages: Sequence[str]) -> dict[str, int]:
    """Project → which of the stages it reached by the day, a bit each."""
    facts, as_of = standing(StageFact, book.at, signed_only=False).filter(what__in=stages), book.at.as_of
    found: dict[str, int] = {}
    bit = {stage: 1 << n for n, stage in enumerate(stages)}
    # The day is looked at here: asked of the database it would lead it to read by day instead of by stage.
    for code, stage, on in bare(facts, "subject", "what", "happened_on"):
        if day(on) <= as_of:
            found[code] = found.get(code, 0) | bit[stage]
    return found


def _planned(actor: Actor, asked: Asked) -> dict[str, Decimal]:
    """The planned sums of projects as they stand now, in 万元: only for those without a contract."""
    rows = projects_visible_to(actor).filter(opened_on__range=(asked.period_from, asked.as_of))
    rows = rows.filter(amount_wan=None).annotate(planned=KeyTextTransform("total_wan", "fields")).order_by()
    return {code: Decimal(total) for code, total in bare(rows, "code", "planned") if total}


#: What a cohort may be divided by, and where its words are found (without an entry the code is shown).
_WORDS: Mapping[str, Callable[[Actor], Mapping[str, str]]] = {
    "class": lambda _: rules.choices("classes"),
    "nature": lambda _: rules.choices("natures"),
    "form": lambda _: rules.choices("forms"),
    "channel": lambda _: lead_words("sources"),
    "chain": lambda actor: {c.code: c.name for c in chains(actor)},
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
    words = _WORDS[by](actor) if by in _WORDS else {}
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
