"""Do a queued job; a worker calls this, perhaps more than once."""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, connection
from django.utils import timezone

from zhuchao import slots
from zhuchao.accounts.models import Job
from zhuchao.accounts.selectors import actor_by_code
from zhuchao.accounts.store import jobs, post_message
from zhuchao.ledger.engine.chain import plain
from zhuchao.ledger.store import recording
from zhuchao.rulebook import rule
from zhuchao.slots import Slot
from zhuchao.terms.actor import SYSTEM, Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden

_log = logging.getLogger(__name__)


def run_job(*, actor: Actor, code: str) -> str:
    """Claim a job and do it in its asker's name; gives the state it ends in, empty when it was not free.

    A Refused becomes the job's error text; any other failure is logged and shown without detail.
    The asker finds a message. Raises Refused when the actor is not the machine itself.
    """
    if actor != SYSTEM:
        raise forbidden("accounts.machine-only", "后台任务由系统执行", "请在任务列表中查看进度。")
    beat_seconds, lost = _limits()
    now = timezone.now()
    job = jobs.claim(code, now, now - lost)
    if job is None:
        return ""
    with _beating(job, beat_seconds):
        result, error = _outcome(job)
    with recording(SYSTEM):
        if jobs.finish(job, timezone.now(), result=result, error=error):
            title = f"{'未完成' if error else '已完成'}：{job.title}"
            post_message(to=[job.person_code], kind="job", title=title, body=error)
    return "failed" if error else "done"


def _outcome(job: Job) -> tuple[dict[str, Any], str]:
    try:
        asker = actor_by_code(job.person_code, post_code=job.post_code)
        if asker is None:
            raise Refused(
                Refusal("accounts.asker-gone", "提交人已不在原岗位，任务未执行", "请由现任人员重新提交。")
            )
        found = _work(job.kind)(asker, job.payload, _progress(job))
        return dict(plain(found or {})), ""  # type: ignore[call-overload]
    except Refused as refused:
        return {}, "\n".join(str(r) for r in refused.refusals)
    except Exception:
        _log.exception("job %s (%s) failed", job.code, job.kind)
        return {}, f"系统内部错误，任务未完成（编号 {job.code}）。请联系系统管理员查看日志后重新提交。"


def _work(kind: str) -> Callable[[Actor, Mapping[str, Any], Callable[..., None]], Mapping[str, Any] | None]:
    for entry in slots.entries(Slot.JOB):
        if entry.name == kind:
            return entry.answer
    raise Refused(Refusal("accounts.unknown-job", f"没有“{kind}”这类后台任务", "请联系系统管理员。"))


def _progress(job: Job) -> Callable[..., None]:
    def report(percent: float, note: str = "") -> None:
        jobs.beat(job, timezone.now(), progress=max(0, min(99, int(percent))), note=note[:200])

    return report


def _limits() -> tuple[int, timedelta]:
    value = rule("accounts.jobs", on=timezone.localdate()).value
    assert isinstance(value, dict)
    return int(value["beat_seconds"]), timedelta(seconds=value["lost_seconds"])


@contextmanager
def _beating(job: Job, seconds: int) -> Iterator[None]:
    over = threading.Event()

    def beat() -> None:
        while not over.wait(seconds):
            try:
                jobs.beat(job, timezone.now())
            except DatabaseError:
                # The job itself may hold SQLite's only pen for a while; the next beat will do.
                _log.info("no beat for job %s", job.code)
        connection.close()

    thread = threading.Thread(target=beat, name=f"beat-{job.code}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
