"""One reading of the books for all figures of a question: each table once, the projects judged by the engine."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from typing import NamedTuple

from zhuchao.figures.engine.calculation import Asked
from zhuchao.figures.engine.sharing import kept
from zhuchao.ledger.models import State
from zhuchao.projects.engine import cohort as cohorts
from zhuchao.projects.engine.cohort import Signed, Text
from zhuchao.projects.engine.landing import Items, Profile, complete
from zhuchao.projects.engine.rates import Arrival, Due, Planned, agreed
from zhuchao.projects.models import (
    ContractFact,
    DoneFact,
    ExitFact,
    MoneyFact,
    PaperFact,
    PlanFact,
    StageFact,
)
from zhuchao.projects.selectors import rules
from zhuchao.projects.selectors.figures_facts import (
    Moment,
    bare,
    bits,
    day,
    newest_values,
    standing,
    tuples,
    wan,
)
from zhuchao.projects.selectors.figures_needed import Needed
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

STAGES = ("registered", "filed", "sited", "started", "completed", "produced", "reached", "listed")
_NOTHING = Decimal(0)
_FEW = 100


class Reached(NamedTuple):
    """A stage of a project: its day, the place of its fact in the ledger, whether that is verified."""

    day: date
    order: int
    verified: bool


@dataclass
class Evidence:
    """What is evidenced of every project, by the stages that were asked for, and class and form of the projects."""

    by_stages: dict[frozenset[str], dict[str, dict[str, Reached]]] = field(default_factory=dict)
    kinds: dict[str, tuple[str, str]] = field(default_factory=dict)
    signed: dict[str, Signed] = field(default_factory=dict)


class Reading:
    """What the books say of the projects that signed in a period, as one actor sees them, on a day as known at a moment.
    Every part is read once and only when it is asked for."""

    def __init__(self, actor: Actor, asked: Asked) -> None:
        self.at = Moment(actor, asked.period_from, asked.as_of, asked.known_at)
        self._offices = asked.offices
        self._signed_until = signed_until(asked)
        self._attributes: dict[str, Mapping[str, str]] = {}
        self._planned: dict[str, list[Due]] = {}
        self.routes: dict[tuple[str, str], tuple[str, ...]] = {}
        self.landed: dict[Profile, tuple[list[str], list[str]]] = {}
        self.share(Evidence())

    def share(self, evidence: "Evidence") -> None:
        """Use what others worked out for the same actor, day and moment."""
        self._evidenced, self.kinds = evidence.by_stages, evidence.kinds
        self._shared = evidence

    @cached_property
    def everyone(self) -> dict[str, Signed]:
        """Every project that signed by the day, in the period or before it. Where both are asked for, ask this first:
        the cohort is then taken from it."""
        if not self._shared.signed:
            self._shared.signed |= cohorts.signed(self._texts(signed_only=False))
        return self._shared.signed

    @cached_property
    def cohort(self) -> dict[str, Signed]:
        """The projects whose first formal contract falls in the period, within the asked offices, by code."""
        signed = self._shared.signed or cohorts.signed(self._texts(signed_only=True))
        everyone = cohorts.within(signed, self.at.since, self._signed_until)
        if self._offices is None:
            return everyone
        owner = self.attribute("office")
        return {c: s for c, s in everyone.items() if owner.get(c) in self._offices}

    def _texts(self, *, signed_only: bool) -> Iterator[Text]:
        facts = standing(ContractFact, self.at, signed_only=signed_only, state=True)
        facts = facts.filter(happened_on__lte=self.at.as_of, what__in=("formal", "amendment", "ended"))
        columns = ("subject", "what", "happened_on", "id", "contract", "amount_wan", "state_known")
        for code, what, on, order, contract, amount, state in bare(facts, *columns):
            yield Text(code, what, day(on), order, contract, wan(amount), state == State.VERIFIED)

    def attribute(self, name: str) -> Mapping[str, str]:
        """One dated attribute on the day by project: ``office``, ``nature``, ``chain``, ``industry`` …"""
        if name not in self._attributes:
            found, _ = newest_values(self.at, (name,))
            self._attributes[name] = {code: its.get(name, "") for code, its in found.items()}
        return self._attributes[name]

    def attribute_of(self, codes: Collection[str], name: str) -> Mapping[str, str]:
        """The attribute of some projects of the cohort: a few are looked up by themselves."""
        if name in self._attributes or len(codes) > _FEW:
            return {code: self.attribute(name).get(code, "") for code in codes}
        found, _ = newest_values(self.at, (name,), subjects=codes)
        return {code: its.get(name, "") for code, its in found.items()}

    def of_nature(self, nature: str) -> dict[str, Signed]:
        """The cohort, or those of one nature on the day."""
        if not nature:
            return self.cohort
        return {c: s for c, s in self.cohort.items() if self.attribute("nature").get(c) == nature}

    def evidenced(self, stages: Iterable[str]) -> dict[str, dict[str, Reached]]:
        """Of the named stages those that each project reached with complete evidence by the rules of their day; projects
        with none are left out. A wider answer that was worked out already serves a narrower question."""
        wanted = frozenset(stages)
        for had, found in self._evidenced.items():
            if wanted <= had:
                return found
        found = self._evidenced[wanted] = self._judged(sorted(wanted))
        return found

    def _judged(self, stages: Sequence[str]) -> dict[str, dict[str, Reached]]:
        needed, at = Needed(stages), replace(self.at, stages=tuple(stages))
        held = self._held(needed.items, at)
        judged = cache(lambda had, *asked: complete(had, needed.masks(*asked)))
        found: dict[str, dict[str, Reached]] = {}
        for code, reached in self._reached(stages, at).items():
            bits_held, kind = held.get(code, 0), self.kinds.get(code, ("", ""))
            its = {
                stage: when for stage, when in reached.items() if judged(bits_held, stage, *kind, when.day)
            }
            if its:
                found[code] = its
        return found

    def _reached(self, stages: Sequence[str], at: Moment) -> dict[str, dict[str, Reached]]:
        """The recorded stages with their first days, evidence or not."""
        facts = standing(StageFact, replace(at, stages=()), signed_only=False, state=True)
        # The day is looked at below: asked of the database it would lead it to read by day instead of by stage.
        facts, as_of = facts.filter(what__in=stages), self.at.as_of
        found: dict[str, dict[str, Reached]] = {}
        told = bare(facts, "subject", "what", "happened_on", "id", "state_known")
        for code, stage, raw, order, state in told:
            if (on := day(raw)) <= as_of:
                its = found.setdefault(code, {})
                if stage not in its or (on, order) < its[stage][:2]:
                    its[stage] = Reached(on, order, state == State.VERIFIED)
        return found

    def _held(self, items: Items, at: Moment) -> dict[str, int]:
        """What every project that reached a stage holds, as the bits of ``items``."""
        kinds, held = newest_values(at, ("class", "form"), items.codes("field"))
        self.kinds |= {code: (its.get("class", ""), its.get("form", "")) for code, its in kinds.items()}
        parts = [bits(PaperFact, at, papers)] if (papers := items.codes("paper")) else []
        if contracts := items.codes("contract"):
            parts.append(bits(ContractFact, at, contracts))
        if money := items.codes("money"):
            (bit,) = money.values()
            parts.append(dict.fromkeys(self._any_money(at), bit))
        for part in parts:
            for code, more in part.items():
                held[code] = held.get(code, 0) | more
        return held

    def _any_money(self, at: Moment) -> set[str]:
        facts = standing(MoneyFact, at).filter(happened_on__lte=at.as_of)
        return {code for (code,) in bare(facts, "subject")}

    @cached_property
    def arrivals(self) -> list[Arrival]:
        """Money of the kinds that count, of the cohort."""
        counting = [kind for kind, said in rules.details("money-kinds").items() if said["counts"]]
        facts = standing(MoneyFact, self.at, state=True).filter(
            what__in=counting, happened_on__lte=self.at.as_of
        )
        told = bare(facts, "subject", "happened_on", "amount_wan", "state_known")
        cohort = self.cohort
        return [
            Arrival(c, day(d), wan(a) or _NOTHING, s == State.VERIFIED) for c, d, a, s in told if c in cohort
        ]

    def planned(self, what: str) -> list[Due]:
        """Items of that kind as they were agreed, of the cohort: ``money``, ``duty``, ``milestone``."""
        if what not in self._planned:
            facts = standing(PlanFact, self.at).filter(what=what, happened_on__lte=self.at.as_of)
            told = bare(facts, "subject", "item", "side", "happened_on", "id", "due_on", "amount_wan")
            cohort = self.cohort
            self._planned[what] = agreed(
                Planned(code, item, side, day(on), order, day(due), wan(amount))
                for code, item, side, on, order, due, amount in told
                if code in cohort
            )
        return self._planned[what]

    def done(self, what: str) -> dict[tuple[str, str], date]:
        """(project, item) → the first day on which it came about."""
        facts = standing(DoneFact, self.at).filter(what=what, happened_on__lte=self.at.as_of)
        found: dict[tuple[str, str], date] = {}
        for code, item, raw in bare(facts, "subject", "item", "happened_on"):
            on = day(raw)
            found[code, item] = min(on, found.get((code, item), on))
        return found

    @cached_property
    def owners(self) -> Mapping[str, str]:
        """The lead office of every project on the day."""
        found, _ = newest_values(self.at, ("office",), signed_only=False)
        return {code: its.get("office", "") for code, its in found.items()}

    @cached_property
    def all_exits(self) -> dict[str, tuple[str, str]]:
        """Project → (shelved or ended, the reason's code) of those not pursued on the day."""
        facts = standing(ExitFact, self.at, signed_only=False).filter(
            what__in=("shelved", "ended", "resumed"), happened_on__lte=self.at.as_of
        )
        newest: dict[str, tuple[date, int, str, str]] = {}
        for code, on, order, what, value in tuples(facts, "subject", "happened_on", "id", "what", "value"):
            told = (on, order, what, str(value.get("reason", "")))
            newest[code] = max(told, newest.get(code, told))
        return {code: (what, reason) for code, (_, _, what, reason) in newest.items() if what != "resumed"}


def signed_until(asked: Asked) -> date:
    """The last day of the signing window: ``signed_until`` of the question, else its ``as_of``.

    Raises Refused when it is no day, or lies outside the period.
    """
    given = asked.params.get("signed_until", "")
    if not given:
        return asked.as_of
    try:
        until = date.fromisoformat(given)
    except ValueError:
        until = date.min
    if not asked.period_from <= until <= asked.as_of:
        reason = f"签约截止日“{given}”不是期间 {asked.period_from} 至 {asked.as_of} 内的日期"
        raise Refused(
            Refusal("figures.param", reason, "请填写期间内的日期，例如 2026-06-30。", "signed_until")
        )
    return until


def reading(actor: Actor, asked: Asked) -> Reading:
    """The reading of a question; questions asked together that differ only in their period share what is evidenced."""
    shared = kept()
    if shared is None:
        return Reading(actor, asked)
    until = signed_until(asked)
    key = ("projects", actor, asked.period_from, until, asked.as_of, asked.known_at, asked.offices)
    if key not in shared:
        found = shared[key] = Reading(actor, asked)
        found.share(shared.setdefault(("projects", actor, asked.as_of, asked.known_at), Evidence()))
    its: Reading = shared[key]
    return its
