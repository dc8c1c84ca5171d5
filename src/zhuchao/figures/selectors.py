"""Definitions and the one ``compute``: every number of the product comes through here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from zhuchao import rulebook, slots
from zhuchao.accounts import selectors as accounts
from zhuchao.figures.engine.calculation import Asked, Calculation, Counted
from zhuchao.figures.engine.definition import PREFIX, Definition, definition_from_rule
from zhuchao.slots import Slot
from zhuchao.terms.actor import Actor
from zhuchao.terms.figure import Figure
from zhuchao.terms.period import Period
from zhuchao.terms.refusal import Refusal, Refused, forbidden


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row that was counted: its code, what it is called (empty: the record is not for this reader any more), the URL
    name of its page (empty: none), whether it is in the numerator, and what of it asks for a second look."""

    code: str
    name: str
    url_name: str
    counted: bool
    marks: tuple[str, ...] = ()


def definitions(actor: Actor, *, on: date | None = None) -> list[Definition]:
    """Every definition in force on the day (today when not said), by id.

    Raises Refused for whoever is not staff.
    """
    _check_reader(actor)
    day = on or timezone.localdate()
    return [definition_from_rule(rule) for rule in rulebook.rules_of(PREFIX, on=day)]


def definition(actor: Actor, definition_id: str, *, on: date | None = None) -> Definition:
    """One definition in force on the day.

    Raises Refused when there is none, or for whoever is not staff.
    """
    found = definitions(actor, on=on)
    for each in found:
        if each.id == definition_id:
            return each
    names = "、".join(f"{d.id}（{d.name}）" for d in found)
    raise Refused(
        Refusal("figures.unknown", f"没有在该日有效的口径“{definition_id}”", f"现有口径：{names}。", "id")
    )


def mandate_start() -> date:
    """Where the counting period begins when it is not said (rulebook mandate.start)."""
    found = rulebook.rule("mandate.start", on=timezone.localdate()).value
    assert isinstance(found, date)
    return found


def compute(
    definition_id: str,
    actor: Actor,
    *,
    period: Period | None = None,
    as_of: date | None = None,
    known_at: datetime | None = None,
    office: str = "",
    **params: str,
) -> Figure:
    """The figure by one definition, for what the actor may see.

    ``period`` begins at the mandate's start and ``as_of`` is today when not said; a period with an end counts
    to that end. The definition in force on ``as_of`` is used. ``known_at`` without a zone is local time. ``office``
    narrows to an office and those below. What cannot be computed comes back blank and says why (无法核实).
    Raises Refused for an unknown definition, a missing or unknown parameter, an impossible period, or an
    office the actor may not see.
    """
    day = as_of or timezone.localdate()
    its = definition(actor, definition_id, on=day)
    _check_params(its, params)
    start, until = _bounds(period, day)
    asked = Asked(start, until, _aware(known_at), _offices(actor, office), dict(its.fixed) | params)
    counted = _counted(actor, its, asked)
    return Figure(
        id=its.figure,
        name=its.name,
        unit=its.unit,
        definition=its.id,
        version=its.version,
        text=its.text,
        period_from=start,
        as_of=until,
        known_at=asked.known_at,
        value=counted.value,
        numerator=counted.numerator,
        denominator=counted.denominator,
        claimed=counted.claimed,
        verified=counted.verified,
        rows=counted.rows,
        cohort=counted.cohort,
        why_blank=counted.why_blank,
        caveat=counted.caveat,
    )


def rows(actor: Actor, figure: Figure, *, offset: int = 0, limit: int | None = None) -> list[FigureRow]:
    """Rows of a figure computed for this reader: the cohort, or the numerator where there is no cohort."""
    how, counted = _calculation(figure.id), set(figure.rows)
    codes = (figure.cohort or figure.rows)[offset : None if limit is None else offset + limit]
    if how is None:
        return []
    names = how.names(actor, codes) if how.names else {code: code for code in codes}
    marks = how.marks(actor, codes) if how.marks else {}
    return [
        FigureRow(
            code,
            names.get(code, ""),
            how.url_name if code in names else "",
            code in counted,
            tuple(marks.get(code, ())),
        )
        for code in codes
    ]


def _bounds(period: Period | None, day: date) -> tuple[date, date]:
    start = period.start if period else mandate_start()
    until = min(day, period.end) if period and period.end else day
    if start > until:
        reason = f"期间起始日 {start} 晚于截至日 {until}"
        raise Refused(Refusal("figures.period", reason, "请改填起始日或截至日。", "from"))
    return start, until


def _calculation(figure: str) -> Calculation | None:
    for entry in slots.entries(Slot.FIGURE):
        if entry.name == figure and isinstance(entry.answer, Calculation):
            return entry.answer
    return None


def _counted(actor: Actor, its: Definition, asked: Asked) -> Counted:
    how = _calculation(its.figure)
    return how(actor, asked) if how else Counted.blank("本系统还没有按这一口径计算的办法")


def _aware(moment: datetime | None) -> datetime | None:
    """A moment without a zone is one of the district's own clock."""
    return timezone.make_aware(moment) if moment and timezone.is_naive(moment) else moment


def _check_reader(actor: Actor) -> None:
    if not actor.is_staff:
        raise forbidden("figures.staff-only", "指标只对招商工作人员开放")


def _check_params(its: Definition, given: Mapping[str, str]) -> None:
    refusals = [
        Refusal("figures.param", f"指标“{its.name}”需要参数“{label}”", f"请给出 {name}。", name)
        for name, label in its.params.items()
        if not given.get(name)
    ]
    refusals += [
        Refusal("figures.param", f"指标“{its.name}”没有参数“{name}”", "请去掉该参数。", name)
        for name in given
        if name not in its.params and name not in its.options
    ]
    if refusals:
        raise Refused(*refusals)


def _offices(actor: Actor, office: str) -> frozenset[str] | None:
    """The office and all below it; None when none is named."""
    if not office:
        return None
    listed = accounts.offices(actor, ended=True)
    if office not in {o.code for o in listed} or not actor.sees_office(office):
        raise forbidden("figures.office", "没有您可查看的单位", "请从本单位及下属单位中选择。")
    found = {office}
    # Rows come in the order of the tree: a parent stands before its children.
    for each in listed:
        if each.parent in found:
            found.add(each.code)
    return frozenset(found)
