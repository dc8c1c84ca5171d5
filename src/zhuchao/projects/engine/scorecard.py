"""The screening score of a project: each item's share, adding up, and what vetoes it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from zhuchao.terms.reason import Reason

_HUNDRED = Decimal(100)
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the scorecard. ``of`` (÷ ``per``) reaching ``full`` earns all ``points``; with ``none`` less is better
    and ``none`` or more earns nothing. ``judged`` lines are given 0 to 100 per cent by the committee."""

    code: str
    name: str
    points: Decimal
    of: str = ""
    per: str = ""
    full: Decimal = Decimal(0)
    none: Decimal | None = None
    unit: str = ""
    judged: bool = False


@dataclass(frozen=True, slots=True)
class Veto:
    """A reason to refuse whatever the score: by a field's value in some forms, or found by the committee."""

    code: str
    name: str
    field: str = ""
    value: str = ""
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """``total`` out of 100 is the sum of the reasons' points; ``vetoes`` are the names of those that apply."""

    total: Decimal
    reasons: tuple[Reason, ...]
    vetoes: tuple[str, ...]


def items(value: Mapping[str, Mapping[str, object]]) -> list[Item]:
    """The scorecard of a rulebook entry."""
    return [
        Item(
            code,
            str(raw["name"]),
            _decimal(raw["points"]),
            str(raw.get("of", "")),
            str(raw.get("per", "")),
            _decimal(raw.get("full", 0)),
            _decimal(raw["none"]) if "none" in raw else None,
            str(raw.get("unit", "")),
            bool(raw.get("judged", False)),
        )
        for code, raw in value.items()
    ]


def vetoes(value: Mapping[str, Mapping[str, object]]) -> list[Veto]:
    """The vetoes of a rulebook entry."""
    return [
        Veto(
            code,
            str(raw["name"]),
            str(raw.get("field", "")),
            str(raw.get("is", "")),
            _texts(raw.get("forms")),
        )
        for code, raw in value.items()
    ]


def _texts(raw: object) -> tuple[str, ...]:
    return tuple(str(each) for each in raw) if isinstance(raw, list) else ()


def _decimal(raw: object) -> Decimal:
    return Decimal(str(raw))


def score(
    card: Collection[Item],
    its_vetoes: Collection[Veto],
    *,
    fields: Mapping[str, object],
    applies: Collection[str],
    judged: Mapping[str, Decimal],
    ticked: Collection[str],
    form: str,
) -> Score:
    """The score out of 100 on the lines that apply.

    ``fields`` are the project's values as text, ``applies`` the fields such a project has (a line on another field
    falls away and the rest counts for the whole), ``judged`` what the committee gave in per cent, ``ticked`` the vetoes
    it found. A field not filled in earns nothing and says so. Points are to a tenth; the last line takes what
    rounding leaves, so that they add up to the total.
    """
    counted = [i for i in card if i.judged or (i.of in applies and (not i.per or i.per in applies))]
    most = sum((i.points for i in counted), Decimal(0))
    if not most:
        return Score(Decimal(0), (), ())
    earned = [_earned(i, fields, judged) for i in counted]
    exact = [e[0] * i.points * _HUNDRED / most for e, i in zip(earned, counted, strict=True)]
    total = sum(exact, Decimal(0)).quantize(_TENTH, ROUND_HALF_UP)
    points = [p.quantize(_TENTH, ROUND_HALF_UP) for p in exact]
    largest = max(range(len(points)), key=lambda n: points[n])
    points[largest] += total - sum(points, Decimal(0))
    reasons = [
        Reason(f"projects.score.{i.code}", e[1], p) for i, e, p in zip(counted, earned, points, strict=True)
    ]
    return Score(total, tuple(reasons), _vetoed(its_vetoes, fields, ticked, form))


def _earned(item: Item, fields: Mapping[str, object], judged: Mapping[str, Decimal]) -> tuple[Decimal, str]:
    """The share of the line's points from 0 to 1, and why."""
    if item.judged:
        given = judged.get(item.code)
        if given is None:
            return Decimal(0), f"{item.name}：评审未打分"
        return min(max(given, Decimal(0)), _HUNDRED) / _HUNDRED, f"{item.name}：评审给 {given:f}%"
    value = _ratio(fields, item)
    if value is None:
        return Decimal(0), f"{item.name}：未填"
    shown = (
        f"{item.name} {value.quantize(Decimal('0.001')).normalize():f}{f' {item.unit}' if item.unit else ''}"
    )
    if item.none is not None:
        share = (item.none - value) / (item.none - item.full)
        return min(max(share, Decimal(0)), Decimal(1)), f"{shown}，{item.full:f} 以下得满分"
    return min(value / item.full, Decimal(1)), f"{shown}，{item.full:f} 得满分"


def _ratio(fields: Mapping[str, object], item: Item) -> Decimal | None:
    top = number(fields.get(item.of))
    if top is None or not item.per:
        return top
    bottom = number(fields.get(item.per))
    return top / bottom if bottom else None


def number(raw: object) -> Decimal | None:
    """The value of a field as a number; None when it is not filled in."""
    try:
        return Decimal(str(raw)) if raw not in (None, "") else None
    except InvalidOperation:
        return None


def _vetoed(
    listed: Collection[Veto], fields: Mapping[str, object], ticked: Collection[str], form: str
) -> tuple[str, ...]:
    return tuple(
        v.name
        for v in listed
        if v.code in ticked
        or (v.field and fields.get(v.field) == v.value and (not v.forms or form in v.forms))
    )


def grade(criteria: Mapping[str, Decimal], total_wan: Decimal | None) -> str:
    """A, B or C: the first grade whose least planned investment (万元) is reached; empty when it is not known."""
    if total_wan is None:
        return ""
    reached = [(least, name) for name, least in criteria.items() if total_wan >= least]
    return max(reached)[1] if reached else ""
