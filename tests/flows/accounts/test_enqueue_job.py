"""Asking for work in the background."""

import pydoc

import pytest
from django_q.models import OrmQ

from zhuchao import slots
from zhuchao.accounts import selectors
from zhuchao.accounts.flows import enqueue_job, run_job
from zhuchao.accounts.models import Job
from zhuchao.ledger.store import recording
from zhuchao.slots import Slot
from zhuchao.terms.actor import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kind():
    """A kind of job of the tests' own."""
    slots.register(Slot.JOB, "test-count", lambda actor, payload, progress: {})
    yield
    slots.unregister(Slot.JOB, "test-count")


def test_works(actors):
    """A row for its asker and a task for the workers, in one transaction."""
    code = enqueue_job(actor=actors["officer"], kind="test-count", payload={"n": 3}, title="示例计数")
    shown = selectors.job(actors["officer"], code)
    assert (shown.title, shown.state_name, shown.progress, shown.is_over) == ("示例计数", "排队中", 0, False)
    assert OrmQ.objects.count() == 1
    assert selectors.job(actors["office_head"], code) is None
    assert selectors.jobs(actors["office_head"]) == []
    assert [j.code for j in selectors.jobs(actors["officer"], kind="test-count")] == [code]


def test_works_in_the_hands_of_a_worker(actors):
    """What a worker takes from the queue names the flow and does the job."""
    code = enqueue_job(actor=actors["officer"], kind="test-count", payload={})
    task = OrmQ.objects.get().task
    flow = pydoc.locate(task["func"])
    assert flow is run_job
    assert flow(*task["args"], **task["kwargs"]) == "done"
    assert selectors.job(actors["officer"], code).is_over


def test_works_only_as_a_whole(actors):
    """When the transaction it was asked in fails, neither row nor task stays."""
    with pytest.raises(RuntimeError), recording(actors["officer"]):
        enqueue_job(actor=actors["officer"], kind="test-count", payload={})
        raise RuntimeError
    assert (Job.objects.count(), OrmQ.objects.count()) == (0, 0)


def test_refuses(actors, refuses):
    """An unknown kind, a payload that is no data."""
    refuses(enqueue_job, match="这类后台任务", actor=actors["officer"], kind="none", payload={})
    refuses(
        enqueue_job, match="无法保存", actor=actors["officer"], kind="test-count", payload={"x": object()}
    )


def test_forbids(refuses):
    """Nobody asks for nothing."""
    refuses(enqueue_job, forbidden=True, actor=Actor("", ""), kind="test-count", payload={})
