"""How each blank is asked of the one ``compute``; kept with an issue, so that it can be asked again."""

from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from zhuchao.figures import selectors as figures
from zhuchao.figures.engine.definition import Definition
from zhuchao.reports.engine.filling import Question
from zhuchao.reports.engine.template import Blank
from zhuchao.terms.actor import Actor
from zhuchao.terms.figure import Figure
from zhuchao.terms.period import Period
from zhuchao.terms.refusal import Refused

#: The option by which a figure is asked for those signed until a day that lies before ``as_of``.
SIGNED_UNTIL = "signed_until"


@dataclass(frozen=True, slots=True)
class Call:
    """One question to ``figures.selectors.compute``. ``until`` closes the period before ``as_of``; ``why_blank`` says
    why there is nothing to ask."""

    figure: str
    definition: str
    name: str
    period_from: date
    as_of: date
    until: date | None = None
    office: str = ""
    params: dict[str, str] = field(default_factory=dict)
    profile: str = ""
    why_blank: str = ""

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        days = {
            k: d.isoformat() if (d := getattr(self, k)) else None for k in ("period_from", "as_of", "until")
        }
        return asdict(self) | days


def call_from_dict(raw: dict[str, Any]) -> Call:
    """The call as it was kept."""
    days = {k: date.fromisoformat(raw[k]) if raw[k] else None for k in ("period_from", "as_of", "until")}
    return Call(**(raw | days))


def call_for(blank: Blank, asked: Question, known: list[Definition], profile: str, office: str) -> Call:
    """What to ask for a blank that a figure fills, by the definitions in force."""
    its = _definition(blank, known, profile)
    start = asked.window_from if blank.window else asked.mandate if blank.mandate else asked.period_from
    if its is None:
        why = f"还没有“{blank.name}”的口径"
        return Call(blank.figure, blank.figure, blank.name, start, asked.as_of, office=office, why_blank=why)
    params = {"threshold": asked.threshold} if blank.threshold and "threshold" in its.options else {}
    until, why = None, ""
    if blank.window and asked.window_to < asked.as_of:
        if SIGNED_UNTIL in its.options:
            params[SIGNED_UNTIL] = asked.window_to.isoformat()
        elif its.figure == "signed_count":
            until = asked.window_to
        else:
            why = f"“{its.name}”的口径不能把签约期间与截至日分开计算"
    return Call(
        its.figure, its.id, its.name, start, asked.as_of, until, office, params, its.profile, why_blank=why
    )


def _definition(blank: Blank, known: list[Definition], profile: str) -> Definition | None:
    if not blank.profiled:
        return next((d for d in known if d.id == blank.figure), None)
    fits = (
        d
        for d in known
        if d.figure == blank.figure and d.profile == profile and d.fixed.get("by", "") == blank.by
    )
    return next(fits, None)


def computed(actor: Actor, call: Call, known_at: datetime | None) -> Figure:
    """The figure, or a blank that says why. Raises Refused when the actor may not ask it."""
    moment = known_at.astimezone(UTC) if known_at else None
    if call.why_blank:
        return _blank(call, moment, call.why_blank)
    try:
        return figures.compute(
            call.definition,
            actor,
            period=Period(call.period_from, call.until),
            as_of=call.as_of,
            known_at=moment,
            office=call.office,
            **call.params,
        )
    except Refused as refused:
        if refused.forbidden or any(r.rule != "figures.unknown" for r in refused.refusals):
            raise
        return _blank(call, moment, f"还没有“{call.name}”的口径")


def _blank(call: Call, moment: datetime | None, why: str) -> Figure:
    return Figure(
        id=call.figure,
        name=call.name,
        unit="",
        definition=call.definition,
        version="0",
        text=why,
        period_from=call.period_from,
        as_of=call.as_of,
        known_at=moment,
        value=None,
        why_blank=why,
    )


def command_line(call: Call, known_at: str | None) -> str:
    """The command that opens the same rows."""
    parts = [f"zhuchao figure show {call.figure}"]
    if call.definition != call.figure:
        parts.append(f"--definition {call.definition}")
    parts.append(f"--from {call.period_from} --as-of {call.until or call.as_of}")
    if known_at:
        parts.append(f"--known-at {known_at}")
    if call.office:
        parts.append(f"--office {call.office}")
    parts += [f"--param {name}={value}" for name, value in call.params.items()]
    return " ".join(parts)


def address_of(call: Call, known_at: str | None) -> dict[str, str]:
    """The parameters of the page and of the REST address that open the same rows."""
    given = {
        "from": call.period_from.isoformat(),
        "as_of": (call.until or call.as_of).isoformat(),
        "known_at": known_at or "",
        "office": call.office,
        **call.params,
    }
    return {name: value for name, value in given.items() if value}
