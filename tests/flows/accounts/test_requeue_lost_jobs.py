"""Jobs of dead workers."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_q.models import OrmQ

from zhuchao.accounts.flows import requeue_lost_jobs
from zhuchao.accounts.models import Job
from zhuchao.terms.actor import SYSTEM

pytestmark = pytest.mark.django_db


def running(seconds, attempts=1):
    now = timezone.now()
    return Job.objects.create(
        kind="test",
        title="示例",
        state="running",
        claim="x",
        person_code="R-officer",
        asked_at=now,
        beat_at=now - timedelta(seconds=seconds),
        attempts=attempts,
    )


def test_works(actors):
    """The silent one is queued again, the living one left alone, the hopeless one ended."""
    lost, alive, hopeless = running(600), running(5), running(600, attempts=3)
    assert requeue_lost_jobs(actor=actors["system_admin"]) == [lost.code]
    for job in (lost, alive, hopeless):
        job.refresh_from_db()
    assert (lost.state, alive.state, hopeless.state) == ("queued", "running", "failed")
    assert "不再重试" in hopeless.error
    assert OrmQ.objects.count() == 1


def test_refuses(db, refuses):
    """Nothing lost, nothing done."""
    running(5)
    refuses(requeue_lost_jobs, match="没有中断", actor=SYSTEM)


def test_forbids(actors, refuses):
    """The machine and the system administrator only."""
    running(600)
    refuses(requeue_lost_jobs, forbidden=True, actor=actors["centre"])
