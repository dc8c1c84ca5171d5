"""A template filled for a reader: every figure computed by the same question, then held against the others."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from zhuchao import rulebook, slots
from zhuchao.figures import selectors as figures
from zhuchao.figures.engine.sharing import read_once
from zhuchao.reports.engine.coherence import Check, Given, RowFacts, coherence
from zhuchao.reports.engine.filling import (
    Line,
    Question,
    figure_words,
    length,
    lines,
    missing_book,
    parameter_words,
)
from zhuchao.reports.engine.template import Template
from zhuchao.reports.selectors.calls import Call, call_for, computed
from zhuchao.reports.selectors.templates import Ask, profiles, template, thresholds
from zhuchao.slots import Slot
from zhuchao.terms.actor import Actor
from zhuchao.terms.figure import Figure
from zhuchao.terms.refusal import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled report. ``figures`` and ``calls`` by blank; ``rows`` the first rows of the annex: code, name,
    what asks for a second look."""

    template: Template
    question: Question
    known_at: datetime | None
    office: str
    profile: str
    lines: tuple[Line, ...]
    figures: Mapping[str, Figure]
    calls: Mapping[str, Call]
    rows: Mapping[str, list[tuple[str, str, str]]]
    checks: list[Check]
    characters: int

    def body(self) -> dict[str, Any]:
        """Everything as JSON: what an issue freezes and its checksum covers."""
        asked = self.question
        return {
            "template": {
                "id": self.template.id,
                "name": self.template.name,
                "version": self.template.version,
            },
            "heading": self.template.heading,
            "asked": {
                "from": asked.period_from.isoformat(),
                "as_of": asked.as_of.isoformat(),
                "known_at": self.known_at.isoformat() if self.known_at else None,
                "threshold": asked.threshold,
                "window_from": asked.window_from.isoformat(),
                "window_to": asked.window_to.isoformat(),
                "office": self.office,
                "profile": self.profile,
            },
            "lines": [
                {"level": each.level, "spans": [asdict(span) for span in each.spans]} for each in self.lines
            ],
            "figures": {
                key: figure.as_dict()
                | {"label": self.template.blanks[key].name, "call": self.calls[key].as_dict()}
                for key, figure in self.figures.items()
            },
            "annex": {key: [list(row) for row in rows] for key, rows in self.rows.items()},
            "checks": [asdict(check) for check in self.checks],
            "characters": self.characters,
            "most_characters": self.template.most_characters,
        }


def fill(actor: Actor, ask: Ask) -> Filled:
    """The report by its template, for what the actor may see.

    Raises Refused for an unknown template, an impossible period, threshold, window or family of definitions, an office the
    actor may not see, or whoever is not staff.
    """
    with read_once():
        return _filled(actor, ask)


def _filled(actor: Actor, ask: Ask) -> Filled:
    its = template(actor, ask.template, on=ask.as_of)
    question, profile = _question(ask)
    office = ask.office or ("" if actor.sees_district else actor.home_office)
    known_at = _moment(ask.known_at)
    known = figures.definitions(actor, on=ask.as_of)
    calls = {
        key: call_for(blank, question, known, profile, office)
        for key, blank in its.blanks.items()
        if blank.figure
    }
    found = {key: computed(actor, call, known_at) for key, call in calls.items()}
    filled = lines(its, _words(actor, its, question, found))
    return Filled(
        template=its,
        question=question,
        known_at=known_at,
        office=office,
        profile=profile,
        lines=filled,
        figures=found,
        calls=calls,
        rows={key: _first_rows(actor, found[key], ask) for key in its.annex},
        checks=_checks(actor, its, found, calls, ask),
        characters=length(filled),
    )


def _moment(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    return (timezone.make_aware(moment) if timezone.is_naive(moment) else moment).astimezone(UTC)


def _question(ask: Ask) -> tuple[Question, str]:
    mandate = figures.mandate_start()
    start = ask.period_from or mandate
    default, steps = thresholds(on=ask.as_of)
    families = [code for code, _ in profiles(on=ask.as_of)]
    asked = Question(
        period_from=start,
        as_of=ask.as_of,
        threshold=ask.threshold or default,
        window_from=ask.window_from or start,
        window_to=ask.window_to or ask.as_of,
        mandate=min(mandate, start),
    )
    profile = ask.profile or families[0]
    faults = _faults(asked, steps)
    if profile not in families:
        shown = "、".join(f"{code}（{name}）" for code, name in profiles(on=ask.as_of))
        faults.append(Refusal("reports.profile", f"没有口径族“{profile}”", f"可选：{shown}。", "profile"))
    if faults:
        raise Refused(*faults)
    return asked, profile


def _faults(asked: Question, steps: list[str]) -> list[Refusal]:
    found = []
    if asked.period_from > asked.as_of:
        reason = f"期间起始日 {asked.period_from} 晚于截至日 {asked.as_of}"
        found.append(Refusal("reports.period", reason, "请改填起始日或截至日。", "period_from"))
    if asked.as_of > timezone.localdate():
        found.append(
            Refusal("reports.future", f"截至日 {asked.as_of} 晚于今天", "请填写今天或以前的日期。", "as_of")
        )
    if not asked.window_from <= asked.window_to <= asked.as_of:
        reason = f"签约期间 {asked.window_from} 至 {asked.window_to} 应先起后止，且不晚于截至日"
        found.append(Refusal("reports.window", reason, "请改填签约期间。", "window_to"))
    if asked.threshold not in steps:
        reason = f"投资门槛 {asked.threshold} 亿元不在规定的档次内"
        found.append(Refusal("reports.threshold", reason, f"可选：{'、'.join(steps)}。", "threshold"))
    return found


def _words(actor: Actor, its: Template, question: Question, found: Mapping[str, Figure]) -> dict[str, str]:
    words = {}
    for key, blank in its.blanks.items():
        if blank.parameter:
            words[key] = parameter_words(blank, question)
        elif blank.book:
            words[key] = missing_book(blank)
        else:
            named = figures.rows(actor, found[key], limit=blank.most) if blank.show == "names" else []
            words[key] = figure_words(blank, found[key], [r.name for r in named if r.name])
    return words


def _first_rows(actor: Actor, figure: Figure, ask: Ask) -> list[tuple[str, str, str]]:
    """Those counted in the numerator, as many as the annex holds."""
    most = int(str(rulebook.rule("reports.annex-rows", on=ask.as_of).value))
    shown = figures.rows(actor, replace(figure, cohort=()), limit=most)
    return [(r.code, r.name, "；".join(r.marks)) for r in shown]


def _checks(
    actor: Actor, its: Template, found: Mapping[str, Figure], calls: Mapping[str, Call], ask: Ask
) -> list[Check]:
    tolerance = Decimal(str(rulebook.rule("reports.sum-tolerance", on=ask.as_of).value))
    given = Given(
        figures=found,
        names={key: blank.name for key, blank in its.blanks.items()},
        profiles={key: call.profile for key, call in calls.items()},
        rows=_row_facts(actor, found),
        tolerance=tolerance,
    )
    return coherence(its.checks, given)


def _row_facts(actor: Actor, found: Mapping[str, Figure]) -> dict[str, RowFacts]:
    """Amounts and offices of counted rows, from nouns that registered ``Slot.FIGURE`` with topic ``row-facts`` under the
    figure's id: ``fn(actor, figure) -> {code: {"amount": Decimal | None, "offices": [codes]}}``."""
    told: dict[str, RowFacts] = {}
    by_id = {entry.name: entry.answer for entry in slots.entries(Slot.FIGURE, topic="row-facts")}
    for figure in found.values():
        if figure.id in by_id and figure.value is not None:
            for code, its in by_id[figure.id](actor, figure).items():
                told[code] = RowFacts(its.get("amount"), tuple(its.get("offices", ())))
    return told
