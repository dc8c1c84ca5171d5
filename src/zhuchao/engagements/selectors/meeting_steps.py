"""What happened to meetings and events, fact by fact."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from zhuchao.engagements.engine.meetings import vote_words
from zhuchao.engagements.models import EngagementFact, EventFact
from zhuchao.engagements.selectors.meetings import engagement_row
from zhuchao.ledger.engine.rights import open_judgements
from zhuchao.ledger.selectors import newest_judgements
from zhuchao.terms.actor import Actor
from zhuchao.terms.standing import JUDGEMENTS


@dataclass(frozen=True, slots=True)
class MeetingStep:
    """A fact of a meeting or event as shown; ``may`` are the judgements the actor may give it. The file
    of a paper is opened from the papers of the meeting, by whoever sees that."""

    code: str
    kind: str
    what: str
    title: str
    text: str
    happened_on: date
    recorded_at: datetime
    actor_name: str
    standing: str
    standing_name: str
    judged_at: datetime
    judged_by: str
    judged_reason: str
    may: tuple[str, ...]
    files: tuple[str, ...]


_TITLES = {
    "planned": "计划",
    "held": "举行",
    "cancelled": "取消",
    "decided": "会议决定",
    "dissent": "不同意见",
    "paper": "会议材料",
    "contacts": "参加的联系人",
    "follow-up": "交办会后事项",
    "followed": "办结会后事项",
}


def meeting_history(actor: Actor, code: str) -> list[MeetingStep]:
    """What happened to a meeting, the newest first."""
    row = engagement_row(actor, code)
    return steps(actor, list(EngagementFact.objects.filter(subject=row.code).order_by("-happened_on", "-id")))


def steps(actor: Actor, facts: Sequence[EngagementFact] | Sequence[EventFact]) -> list[MeetingStep]:
    """Facts of one table in words, in the order given."""
    if not facts:
        return []
    model = type(facts[0])
    thought = newest_judgements(model, [f.code for f in facts])
    return [
        MeetingStep(
            f.code,
            f._meta.db_table,
            f.what,
            _TITLES.get(f.what, f.what),
            _text(f.value),
            f.happened_on,
            f.recorded_at,
            f.actor_name,
            thought[f.code].state,
            thought[f.code].state_name,
            thought[f.code].recorded_at,
            thought[f.code].actor_name,
            thought[f.code].reason,
            open_judgements(
                actor,
                office_code=f.office_code,
                recorder=f.actor_code,
                now=thought[f.code].state,
                among=[each for each in JUDGEMENTS if each != "voided" or f.may_be_voided],
            ),
            (() if f.what == "paper" else tuple(f.evidence)) + tuple(thought[f.code].evidence),
        )
        for f in facts
    ]


def _text(value: Mapping[str, object]) -> str:
    said = [str(value[k]) for k in ("decision", "text", "post", "reason") if value.get(k)]
    votes = value.get("votes")
    if isinstance(votes, Mapping):
        said.append(vote_words(votes))
    contacts = value.get("contacts")
    if isinstance(contacts, list):
        said.append(f"{len(contacts)} 位")
    return "；".join(said)
