"""Job rows: taken by one worker at a time, whoever delivers the task and how often."""

import secrets
from datetime import datetime
from typing import Any

from django.db.models import F, Q

from zhuchao.accounts.models import Job, JobState


def claim(code: str, now: datetime, lost_before: datetime) -> Job | None:
    """Take a job that waits, or whose worker gave no sign since ``lost_before``; None when neither."""
    token = secrets.token_hex(16)
    free = Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, beat_at__lt=lost_before)
    taken = Job.objects.filter(free, code=code).update(
        state=JobState.RUNNING,
        claim=token,
        attempts=F("attempts") + 1,
        started_at=now,
        beat_at=now,
        progress=0,
        note="",
    )
    return Job.objects.get(code=code) if taken else None


def beat(job: Job, now: datetime, **changes: Any) -> bool:
    """Say that the worker lives, with progress or note; False when the job was taken by another."""
    mine = Job.objects.filter(pk=job.pk, claim=job.claim, state=JobState.RUNNING)
    return mine.update(beat_at=now, **changes) == 1


def finish(job: Job, now: datetime, *, result: dict[str, Any] | None = None, error: str = "") -> bool:
    """Write how the job ended; False when it was taken by another meanwhile."""
    state = JobState.FAILED if error else JobState.DONE
    more: dict[str, Any] = {} if error else {"progress": 100, "result": result or {}}
    mine = Job.objects.filter(pk=job.pk, claim=job.claim, state=JobState.RUNNING)
    return mine.update(state=state, error=error, finished_at=now, beat_at=now, **more) == 1


def lost(lost_before: datetime) -> list[Job]:
    """Running jobs whose worker gave no sign since then."""
    return list(Job.objects.filter(state=JobState.RUNNING, beat_at__lt=lost_before).order_by("pk"))
