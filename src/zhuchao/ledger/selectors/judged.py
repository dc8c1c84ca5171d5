"""What was thought of one fact, with the files each judgement rests on: for the page where it is judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from zhuchao.ledger.selectors.evidence import EvidenceNote, evidence_notes
from zhuchao.ledger.selectors.facts import judgements
from zhuchao.terms.actor import Actor


@dataclass(frozen=True, slots=True)
class Judgement:
    """What somebody thought of a fact, with the files it rests on."""

    standing: str
    standing_name: str
    reason: str
    recorded_at: datetime
    actor_name: str
    files: Sequence[EvidenceNote]


def judgements_told(actor: Actor, kind: str, code: str) -> list[Judgement]:
    """The judgements of a fact (``kind`` its table), the oldest first; the first is that it was recorded. None of a
    fact whose office the actor does not see."""
    rows = judgements(actor, kind, code)
    hashes = [sha256 for row in rows for sha256 in row.evidence]
    notes = {n.sha256: n for n in evidence_notes(actor, hashes, kind=kind, fact_code=code)}
    return [
        Judgement(
            row.state,
            row.state_name,
            row.reason,
            row.recorded_at,
            row.actor_name,
            [notes[sha256] for sha256 in row.evidence if sha256 in notes],
        )
        for row in rows
    ]
