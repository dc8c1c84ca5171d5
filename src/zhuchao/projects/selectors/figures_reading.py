"""One reading of the books for all figures of a question: each table once, the projects judged by the engine."""

import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from zhuchao import rulebook
from zhuchao.figures.engine.calculation import Asked
from zhuchao.figures.engine.sharing import kept
from zhuchao.ledger.models import State
from zhuchao.projects.engine import cohort as cohorts
from zhuchao.projects.engine.cohort import Signed, Text
from zhuchao.projects.engine.landing import Items, complete
from zhuchao.projects.engine.needs import needs_from_rules
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
)
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused
from zhuchao.terms.source import Rule

STAGES = ("registered", "filed", "sited", "started", "completed", "produced", "reached", "listed")
#: No evidence meets this.
_NEVER = (0,)


class Reached(NamedTuple):
    """A stage of a project: its day, whether its fact is verified."""

    day: date
    verified: bool


class Needed:
    """The masks of what stages need, by class, form and the rules of a day. What any class and form may need is known
    before the first project is read."""

    def __init__(self, stages: Iterable[str]) -> None:
        self.items = Items()
        self._changes: dict[str, list[date]] = {}
        self._masks: dict[tuple[str, str, str, int], tuple[int, ...]] = {}
        kinds = [(k, f) for k in rules.choices("classes") for f in rules.choices("forms")]
        every = list(rulebook.all_rules())
        for stage in stages:
            base = f"projects.needs.{stage}"
            its = [r for r in every if r.id == base or r.id.startswith(f"{base}.")]
            changes = self._changes[stage] = _changes(its)
            for place, first in enumerate(changes):
                standing_then = [r for r in its if r.in_force(first)]
                for klass, form in kinds:
                    needs = needs_from_rules(standing_then, klass=klass, form=form)
                    self._masks[stage, klass, form, place] = self.items.masks(needs)

    def masks(self, stage: str, klass: str, form: str, day: date) -> tuple[int, ...]:
        """What the stage needed of such a project on the day; of one of an unknown kind nothing is known."""
        place = bisect.bisect_right(self._changes[stage], day) - 1
        return self._masks.get((stage, klass, form, place), _NEVER)


def _changes(its: Iterable[Rule]) -> list[date]:
    """The days on which the rules of a stage begin to differ."""
    days = {r.since for r in its} | {r.until + timedelta(days=1) for r in its if r.until}
    return sorted(days | {date.min})


@dataclass
class Evidence:
    """What is evidenced of every project, by the stages that were asked for, and class and form of the projects."""

    by_stages: dict[frozenset[str], dict[str, dict[str, Reached]]] = field(default_factory=dict)
    kinds: dict[str, tuple[str, str]] = field(default_factory=dict)


class Reading:
    """What the books say of the projects that signed in a period, as one actor sees them, on a day as known at a moment.
    Every part is read once and only when it is asked for."""

    def __init__(self, actor: Actor, asked: Asked) -> None:
        self.at = Moment(actor, asked.period_from, asked.as_of, asked.known_at)
        self._offices = asked.offices
        self._signed_until = signed_until(asked)
        self._attributes: dict[str, Mapping[str, str]] = {}
        self.routes: dict[tuple[str, str], tuple[str, ...]] = {}
        self.share(Evidence())

    def share(self, evidence: "Evidence") -> None:
        """Use what others worked out for the same actor, day and moment."""
        self._evidenced, self.kinds = evidence.by_stages, evidence.kinds

    @cached_property
    def cohort(self) -> dict[str, Signed]:
        """The projects whose first formal contract falls in the period, within the asked offices, by code."""
        everyone = cohorts.within(cohorts.signed(self._texts()), self.at.since, self._signed_until)
        if self._offices is None:
            return everyone
        owner = self.attribute("office")
        return {c: s for c, s in everyone.items() if owner.get(c) in self._offices}

    def _texts(self) -> Iterator[Text]:
        facts = standing(ContractFact, self.at, state=True)
        facts = facts.filter(happened_on__lte=self.at.as_of, what__in=("formal", "amendment", "ended"))
        columns = ("subject", "what", "happened_on", "id", "contract", "amount_wan", "state_known")
        for told in tuples(facts, *columns):
            yield Text._make((*told[:-1], told[-1] == State.VERIFIED))

    def attribute(self, name: str) -> Mapping[str, str]:
        """One dated attribute on the day by project: ``office``, ``nature``, ``chain``, ``industry`` …"""
        if name not in self._attributes:
            found, _ = newest_values(self.at, (name,))
            self._attributes[name] = {code: its.get(name, "") for code, its in found.items()}
        return self._attributes[name]

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
        found: dict[str, dict[str, Reached]] = {}
        for code, reached in self._reached(stages, at).items():
            bits_held, (klass, form) = held.get(code, 0), self.kinds.get(code, ("", ""))
            its = {
                stage: when
                for stage, when in reached.items()
                if complete(bits_held, needed.masks(stage, klass, form, when.day))
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
        orders: dict[tuple[str, str], tuple[date, int]] = {}
        told = bare(facts, "subject", "what", "happened_on", "id", "state_known")
        for code, stage, raw, order, state in told:
            place, its = (day(raw), order), found.setdefault(code, {})
            if place[0] <= as_of and (stage not in its or place < orders[code, stage]):
                orders[code, stage] = place
                its[stage] = Reached(place[0], state == State.VERIFIED)
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
        told = tuples(facts, "subject", "happened_on", "amount_wan", "state_known")
        cohort = self.cohort
        return [Arrival(c, d, a, s == State.VERIFIED) for c, d, a, s in told if c in cohort]

    def planned(self, what: str) -> list[Due]:
        """Items of that kind as they were agreed, of the cohort: ``money``, ``duty``, ``milestone``."""
        facts = standing(PlanFact, self.at).filter(what=what, happened_on__lte=self.at.as_of)
        columns = ("subject", "item", "side", "happened_on", "id", "due_on", "amount_wan")
        cohort = self.cohort
        return agreed(Planned(*told) for told in tuples(facts, *columns) if told[0] in cohort)

    def done(self, what: str) -> dict[tuple[str, str], date]:
        """(project, item) → the first day on which it came about."""
        facts = standing(DoneFact, self.at).filter(what=what, happened_on__lte=self.at.as_of)
        found: dict[tuple[str, str], date] = {}
        for code, item, on in tuples(facts, "subject", "item", "happened_on"):
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
