"""Doing a job."""

import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from zhuchao import slots
from zhuchao.accounts import selectors
from zhuchao.accounts.flows import end_holding, enqueue_job, run_job
from zhuchao.accounts.models import Holding, Job
from zhuchao.slots import Slot
from zhuchao.terms.actor import SYSTEM
from zhuchao.terms.refusal import Refusal, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(actors):
    """Register what a job does and ask for it; gives its code."""
    names = []

    def asked(work, payload=None):
        name = f"test-{len(names)}"
        names.append(name)
        slots.register(Slot.JOB, name, work)
        return enqueue_job(actor=actors["officer"], kind=name, payload=payload or {}, title="示例任务")

    yield asked
    for name in names:
        slots.unregister(Slot.JOB, name)


def test_works(actors, job):
    """The work acts as its asker, says how far it is, and its result is there with a message."""
    seen = []

    def work(actor, payload, progress):
        progress(40, "已读一半")
        seen.append((actor, selectors.job(actor, code).progress, selectors.job(actor, code).note))
        return {"sum": payload["n"] + 1}

    code = job(work, {"n": 2})
    assert run_job(actor=SYSTEM, code=code) == "done"
    assert seen == [(actors["officer"], 40, "已读一半")]
    shown = selectors.job(actors["officer"], code)
    assert (shown.state, shown.progress, shown.result, shown.is_over) == ("done", 100, {"sum": 3}, True)
    assert selectors.inbox(actors["officer"]).rows[0].title == "已完成：示例任务"


def test_works_once_however_often_it_is_delivered(job):
    """A second delivery finds nothing to do."""
    calls = []
    code = job(lambda actor, payload, progress: calls.append(1))
    assert run_job(actor=SYSTEM, code=code) == "done"
    assert run_job(actor=SYSTEM, code=code) == ""
    assert run_job(actor=SYSTEM, code="none") == ""
    assert calls == [1]


def test_works_again_after_a_worker_died(job):
    """Running without a sign of life for too long, it is taken anew; the dead worker may not finish it."""
    code = job(lambda actor, payload, progress: {"n": 1})
    now = timezone.now()
    Job.objects.filter(code=code).update(state="running", claim="dead", beat_at=now - timedelta(seconds=60))
    assert run_job(actor=SYSTEM, code=code) == ""
    Job.objects.filter(code=code).update(beat_at=now - timedelta(seconds=600))
    assert run_job(actor=SYSTEM, code=code) == "done"


def test_refuses_become_chinese_text(actors, job):
    """A rule that says no is told as it stands; a fault is logged and told without detail."""

    def refuse(actor, payload, progress):
        raise Refused(Refusal("test.no", "文件缺少名称列", "请补上名称列。"))

    code = job(refuse)
    assert run_job(actor=SYSTEM, code=code) == "failed"
    assert "文件缺少名称列" in selectors.job(actors["officer"], code).error
    code = job(lambda actor, payload, progress: 1 / 0)
    assert run_job(actor=SYSTEM, code=code) == "failed"
    shown = selectors.job(actors["officer"], code)
    assert "系统内部错误" in shown.error
    assert "division" not in shown.error
    assert selectors.inbox(actors["officer"]).rows[0].title == "未完成：示例任务"


def test_refuses_when_the_asker_lost_the_post(actors, job):
    """Rights are those of the moment it runs, not of the moment it was asked for."""
    code = job(lambda actor, payload, progress: {})
    end_holding(actor=actors["system_admin"], person="R-officer", post="P-officer")
    Holding.objects.filter(person__code="R-officer").update(end=timezone.localdate() - timedelta(days=1))
    assert run_job(actor=SYSTEM, code=code) == "failed"
    assert "不在原岗位" in Job.objects.get(code=code).error


def test_forbids(actors, refuses, job):
    """People do not run jobs."""
    code = job(lambda actor, payload, progress: {})
    refuses(run_job, forbidden=True, actor=actors["officer"], code=code)
    assert Job.objects.get(code=code).state == "queued"


@pytest.mark.django_db(transaction=True)
def test_races(job):
    """Two workers get the same task: one does it."""
    calls, ended = [], []
    start = threading.Barrier(2)
    code = job(lambda actor, payload, progress: calls.append(1))

    def press():
        try:
            start.wait()
            ended.append(run_job(actor=SYSTEM, code=code))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended) == ["", "done"]
    assert calls == [1]
