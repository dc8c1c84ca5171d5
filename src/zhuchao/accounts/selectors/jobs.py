"""Jobs, each seen by its asker only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhuchao.accounts.models import Job, JobState
from zhuchao.terms.actor import Actor


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job as its asker sees it: ``progress`` in percent, ``error`` Chinese sentences."""

    code: str
    kind: str
    title: str
    state: str
    state_name: str
    progress: int
    note: str
    result: dict[str, Any]
    error: str
    asked_at: datetime
    started_at: datetime | None
    finished_at: datetime | None

    @property
    def is_over(self) -> bool:
        """True when nothing more will happen."""
        return self.state in (JobState.DONE, JobState.FAILED)


def jobs(actor: Actor, *, kind: str = "", offset: int = 0, limit: int = 50) -> list[JobRow]:
    """The actor's jobs, the newest first."""
    mine = Job.objects.filter(person_code=actor.person_code).order_by("-asked_at", "-pk")
    if kind:
        mine = mine.filter(kind=kind)
    return [_row(j) for j in mine[offset : offset + limit]]


def job(actor: Actor, code: str) -> JobRow | None:
    """One job of the actor; None when it is another's or unknown."""
    found = Job.objects.filter(person_code=actor.person_code, code=code).first()
    return _row(found) if found else None


def _row(job: Job) -> JobRow:
    return JobRow(
        code=job.code,
        kind=job.kind,
        title=job.title,
        state=job.state,
        state_name=JobState(job.state).label,
        progress=job.progress,
        note=job.note,
        result=job.result,
        error=job.error,
        asked_at=job.asked_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
    )
