"""What became of the leads of a period, as their facts tell it: how they were judged and which project each became."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from zhuchao.engagements.models import LeadEvent, LeadFact
from zhuchao.ledger.selectors import known_facts
from zhuchao.terms.actor import SYSTEM, Actor

_TELLING = (
    LeadEvent.OPENED,
    LeadEvent.ASSIGNED,
    LeadEvent.SHARE_AGREED,
    LeadEvent.JUDGED,
    LeadEvent.CLOSED,
)


@dataclass(frozen=True, slots=True)
class LeadPath:
    """A lead on a day: its owner office, the newest verdict (empty: not judged), the project it became (empty: none)."""

    code: str
    owner: str
    verdict: str = ""
    project: str = ""


def lead_paths(
    actor: Actor,
    *,
    since: date,
    as_of: date,
    known_at: datetime | None = None,
    offices: Iterable[str] | None = None,
) -> list[LeadPath]:
    """The leads opened from ``since`` to ``as_of`` as they stood on that day, known at ``known_at``, by code: those whose
    owner the actor sees, of ``offices`` when these are named."""
    known = known_facts(SYSTEM, LeadFact, known_at=known_at)
    opened = known.filter(what=LeadEvent.OPENED, happened_on__range=(since, as_of))
    told = known.filter(what__in=_TELLING, happened_on__lte=as_of, subject__in=opened.values("subject"))
    columns = ("subject", "what", "office_code", "value")
    found: dict[str, LeadPath] = {}
    for code, what, office, value in told.order_by("happened_on", "recorded_at", "pk").values_list(*columns):
        path = found.get(code, LeadPath(code, office))
        if what == LeadEvent.JUDGED:
            path = replace(path, verdict=str(value.get("verdict", "")))
        elif what == LeadEvent.CLOSED:
            path = replace(path, project=str(value.get("project", "")))
        else:
            path = replace(path, owner=office)
        found[code] = path
    wanted = None if offices is None else set(offices)
    return [
        path
        for _, path in sorted(found.items())
        if actor.sees_office(path.owner) and (wanted is None or path.owner in wanted)
    ]
