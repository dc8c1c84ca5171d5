"""Queue again what a dead worker left."""

from datetime import timedelta

from django.utils import timezone
from django_q.tasks import async_task

from zhuchao.accounts.flows.enqueue_job import RUN
from zhuchao.accounts.models import Job, JobState
from zhuchao.accounts.store import jobs
from zhuchao.ledger.store import recording
from zhuchao.rulebook import rule
from zhuchao.terms.actor import SYSTEM, Actor, Role
from zhuchao.terms.refusal import Refusal, Refused, forbidden

_MOST_ATTEMPTS = 3


def requeue_lost_jobs(*, actor: Actor) -> list[str]:
    """Queue again every running job whose worker gave no sign for a while; gives their codes.

    One that was tried three times ends as failed. Called when the workers start; the system administrator
    may call it. Raises Refused for anybody else, and when no job is lost.
    """
    if actor != SYSTEM and not actor.has(Role.SYSTEM_ADMIN):
        raise forbidden("accounts.only-system-admin", "中断任务由系统管理员重新排队", "请联系系统管理员。")
    value = rule("accounts.jobs", on=timezone.localdate()).value
    assert isinstance(value, dict)
    with recording(actor) as book:
        lost = jobs.lost(book.now - timedelta(seconds=value["lost_seconds"]))
        if not lost:
            raise Refused(Refusal("accounts.no-lost-jobs", "没有中断的任务", "不必处理。"))
        again: list[str] = []
        for job in lost:
            running = Job.objects.filter(pk=job.pk, claim=job.claim, state=JobState.RUNNING)
            if job.attempts >= _MOST_ATTEMPTS:
                running.update(
                    state=JobState.FAILED, error=f"执行{job.attempts}次均中断，不再重试。请核对后重新提交。"
                )
            elif running.update(state=JobState.QUEUED, claim=""):
                async_task(RUN, actor=SYSTEM, code=job.code, q_options={"task_name": job.code})
                again.append(job.code)
        for code in again:
            book.audit("中断任务重新排队", f"job:{code}", code)
    return again
